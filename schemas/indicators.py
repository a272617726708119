"""``--schema indicators``: the headline figures. Rules read them; a model is asked only about what rules leave open."""

from typing import ClassVar, Literal

from pydantic import Field
from summarizer.schemas.base import Item, asked_then_rule, by_rule


class Indicator(Item):
    """一项主要指标:名称和数字。一句话里有几个指标,就有几项。"""

    roles: ClassVar[tuple[str, ...]] = ("review", "task", "target")
    main_field: ClassVar[str] = "name"
    reader: ClassVar[str | None] = "indicators"
    needs_figure: ClassVar[bool] = True

    name: str = asked_then_rule("indicator_name", "指标名称,照抄原文", min_length=2, max_length=40)
    figure: str = Field(description="数字和单位,或增速,照抄原文", min_length=1, max_length=40)
    value: float | None = by_rule("indicator_value", "数值,按原文的单位")
    unit: str | None = by_rule("indicator_unit", "单位,照抄原文")
    base_value: float | None = by_rule("indicator_base_value", "数值,按基本单位")
    base_unit: str | None = by_rule("indicator_base_unit", "基本单位")
    period: str | None = by_rule("indicator_period", "所属时期,按报告的说法")
    kind: Literal["actual", "target", "cumulative"] = by_rule(
        "indicator_kind", "实绩、目标还是累计", "actual"
    )
    change: float | None = by_rule("indicator_change", "增减,百分数或百分点,下降为负")
    change_kind: Literal["yoy", "annual_average"] | None = by_rule("indicator_change_kind", "同比还是年均")
    qualifier: str | None = by_rule("indicator_qualifier", "预计、左右、以上等")
