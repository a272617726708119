"""``--schema tasks``: what will be done, and the figures to be reached."""

from typing import ClassVar, Literal

from summarizer.schemas.base import Item, Topic, asked_then_rule, by_rule


class Task(Item):
    """下一阶段的一项任务或一个目标。一句话里有几个动作,就有几项。"""

    roles: ClassVar[tuple[str, ...]] = ("task", "target")
    main_field: ClassVar[str] = "object"
    splitter: ClassVar[str | None] = "verb_clauses"
    proposer: ClassVar[str | None] = "acts"
    joiner: ClassVar[str | None] = "follower_clause"

    action: str = asked_then_rule(
        "task_action", "动作,用原文的动词", min_length=1, max_length=10, one_clause=True
    )
    object: str = asked_then_rule(
        "task_object", "对象,照抄原文,写完整", min_length=1, max_length=90, one_clause=True
    )
    target: str | None = asked_then_rule(
        "target", "要达到的数量或标准,照抄原文;没有就填 null", default=None, max_length=40
    )
    deadline: str | None = by_rule("deadline", "时限")
    responsible: str | None = by_rule("responsible", "责任单位")
    topic: Topic = by_rule("topic", "主题", "经济运行")
    kind: Literal["action", "indicator"] = by_rule("task_kind", "任务还是指标", "action")
