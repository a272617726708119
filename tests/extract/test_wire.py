"""What an answer's JSON value says, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.extract.schema import load_schema
from summarizer.extract.wire import read_items


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
       lambda v: st.lists(v, max_size=4) | st.dictionaries(st.text(max_size=4) | st.sampled_from(["items", "sentence", "problem"]), v, max_size=4), max_leaves=12))  # fmt: skip
def test_any_value_gives_items_or_says_what_is_none(value: object) -> None:
    items, problems = read_items(value, load_schema("problems"), 3, 10)
    assert len(items) + len(problems) <= 11
    assert all(1 <= item.sentence <= 3 for item in items)
