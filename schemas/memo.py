"""What a model writes for a briefing memo: sentences, each about one of the numbered items it was given."""

from typing import ClassVar

from pydantic import Field
from summarizer.schemas.base import Item


class MemoSentence(Item):
    """简报里的一句话,只用所给条目里的事实。"""

    roles: ClassVar[tuple[str, ...]] = ()
    main_field: ClassVar[str] = "text"

    text: str = Field(description="一句话,以句号结尾,数字照抄条目", min_length=4, max_length=150)
