"""``--schema problems``: the difficulties and shortfalls the report admits to."""

from typing import ClassVar

from summarizer.schemas.base import Item, Topic, asked_then_rule, by_rule


class Problem(Item):
    """报告承认的一个问题、困难或不足。"""

    roles: ClassVar[tuple[str, ...]] = ("problem",)
    main_field: ClassVar[str] = "problem"
    proposer: ClassVar[str | None] = "sentences"

    problem: str = asked_then_rule("problem", "问题,一行,照抄原文的字句", min_length=2, max_length=90)
    topic: Topic = by_rule("topic", "主题", "经济运行")
    details: list[str] = by_rule("details", "分述", [])
