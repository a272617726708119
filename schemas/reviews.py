"""``--schema reviews``: what was done and reached."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from summarizer.schemas.base import Item, Topic, asked_then_rule, by_rule


class ReviewedIndicator(BaseModel):
    """A figure of an achievement: name, value and unit as printed, change in percent when it is said."""

    model_config = ConfigDict(extra="forbid")

    name: str
    value: str
    unit: str
    change: str | None = None


class Review(Item):
    """过去一个阶段做成的一件事。一句话里有几件事,就有几项。"""

    roles: ClassVar[tuple[str, ...]] = ("review",)
    main_field: ClassVar[str] = "achievement"
    proposer: ClassVar[str | None] = "clauses"
    joiner: ClassVar[str | None] = "follower_clause"

    achievement: str = asked_then_rule(
        "achievement", "成果,一行,照抄原文的字句,保留数字", min_length=2, max_length=160
    )
    topic: Topic = by_rule("topic", "主题", "经济运行")
    period: Literal["year", "term"] = by_rule("review_period", "一年还是一届", "year")
    indicators: list[ReviewedIndicator] = by_rule("indicators", "其中的数字", [])
