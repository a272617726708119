"""What the built-in schemas share.

A schema is a pydantic model of one item. The docstring of the class and the ``description`` of each field go to the model (so
they are Chinese). A field marked ``rule`` is filled or finished by the rule of that name (summarizer/extract/derive.py); only one
marked ``asked`` as well is asked for.
"""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Topic = Literal[
    "经济运行", "产业发展", "项目投资", "改革开放", "科技创新", "城乡建设",
    "生态环境", "民生保障", "教育文卫", "安全稳定", "政府建设", "党的建设",
]  # fmt: skip


class Item(BaseModel):
    """Base of all built-in schemas."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    # The roles of the sentences this schema is about.
    roles: ClassVar[tuple[str, ...]]
    # The field that names the item; the others say more about it.
    main_field: ClassVar[str]
    # The rule that takes an item apart which holds several (summarizer/extract/derive.py).
    splitter: ClassVar[str | None] = None
    # The rules that read items without a model (summarizer/extract/readers.py); the model is asked about what they leave open.
    reader: ClassVar[str | None] = None
    # The rules that propose items where no model is asked (summarizer/extract/proposals.py).
    proposer: ClassVar[str | None] = None
    # Whether an item without a figure is none.
    needs_figure: ClassVar[bool] = False
    # The rule that tells which item only goes on with the one before it (同一件事的后半句).
    joiner: ClassVar[str | None] = None


def by_rule(rule: str, description: str, default: Any = None) -> Any:
    """A field that the rule named ``rule`` fills; the model is not asked."""
    return Field(default=default, description=description, json_schema_extra={"rule": rule})


def asked_then_rule(rule: str, description: str, one_clause: bool = False, **options: Any) -> Any:
    """A field that the model is asked for and the rule named ``rule`` finishes.

    The compact wire form of small models asks only for required fields; of the others the rule makes what it can. There,
    a value that is words of ``one_clause`` can't hold a comma or a stop, which keeps a small model from running on.
    """
    return Field(
        description=description,
        json_schema_extra={"rule": rule, "asked": True, "one_clause": one_clause},
        **options,
    )
