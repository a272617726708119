"""The tagger: its best row of labels is the best there is, and weights come back from a file as they went in."""

import itertools
import json
import math
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.tagging import Tagger, load_tagger
from summarizer.tagging.decode import best_path, shares

scores = st.floats(-4, 4, allow_nan=False)


@given(st.data(), st.integers(1, 5), st.integers(1, 3))
def test_no_row_of_labels_is_better_than_the_best_path(data: st.DataObject, things: int, labels: int) -> None:
    rows = data.draw(
        st.lists(st.lists(scores, min_size=labels, max_size=labels), min_size=things, max_size=things)
    )
    moves = data.draw(
        st.lists(st.lists(scores, min_size=labels, max_size=labels), min_size=labels, max_size=labels)
    )
    first = data.draw(st.lists(scores, min_size=labels, max_size=labels))

    def worth(path: tuple[int, ...]) -> float:
        own = sum(row[k] for row, k in zip(rows, path, strict=True))
        return own + first[path[0]] + sum(moves[a][b] for a, b in itertools.pairwise(path))

    best = max(worth(path) for path in itertools.product(range(labels), repeat=things))
    assert worth(tuple(best_path(rows, moves, first))) == pytest.approx(best)


@given(st.lists(scores, min_size=1, max_size=6))
def test_shares_are_probabilities_in_the_order_of_the_scores(row: list[float]) -> None:
    found = shares(row)
    assert math.isclose(sum(found), 1)
    assert all(
        a <= b for (x, a), (y, b) in itertools.product(zip(row, found, strict=True), repeat=2) if x < y
    )


def made(mean: bool, channels: list[list[object]], weights: list[list[int]], step: float = 0.5) -> Tagger:
    """A tagger of labels a and b, one group ``g`` of names x and y; ``weights``: for each name those of all channels and labels."""
    body = b"x\ny" + bytes(value + 128 for row in weights for value in row)
    head = {
        "about": {}, "labels": ["a", "b"], "moves": [[0, 0], [0, 0]], "first": [0, 0],
        "groups": [{"name": "g", "channels": channels, "mean": mean, "step": step, "names": 3}],
    }  # fmt: skip
    return Tagger(zlib.compress(json.dumps(head).encode() + b"\n" + body))


def test_a_things_score_sums_the_weights_of_its_names() -> None:
    tagger = made(False, [["self", 0, 0]], [[2, -4], [1, 1]])
    assert tagger.scores([{"g": ["x", "y", "unknown"]}, {"g": []}]) == [[1.5, -1.5], [0, 0]]


def test_a_group_of_means_is_divided_by_the_root_of_its_known_names() -> None:
    (row,) = made(True, [["self", 0, 0]], [[2, -4], [2, -4]]).scores([{"g": ["x", "y"]}])
    assert row == pytest.approx([2 / math.sqrt(2), -4 / math.sqrt(2)])


def test_channels_see_the_things_around_and_nothing_beyond_the_row() -> None:
    tagger = made(False, [["before", -1, -1], ["around", -1, 1]], [[10, 0, 4, 0], [0, 0, 0, 0]])
    first, second, third = tagger.scores([{"g": ["x"]}, {"g": []}, {"g": []}])
    assert first == [pytest.approx(4 * 0.5 / 2), 0]
    assert second == [pytest.approx(10 * 0.5 + 4 * 0.5 / 3), 0]
    assert third == [0, 0]


def test_only_labels_that_are_allowed_are_given_and_certainty_counts_kinds() -> None:
    tagger = made(False, [["self", 0, 0]], [[100, -100], [0, 0]])
    assert [t.label for t in tagger.tag([{"g": ["x"]}] * 2, allowed=["b"])] == ["b", "b"]
    (found,) = tagger.tag([{"g": ["y"]}], kinds={"a": "same", "b": "same"})
    assert found.certainty == pytest.approx(1)


def test_nothing_gives_nothing() -> None:
    assert load_tagger("roles").tag([]) == []


@pytest.mark.parametrize(("name", "most"), [("roles", 2_000_000), ("clauses", 2_000_000)])
def test_the_weights_in_the_package_are_small_and_say_what_they_were_made_of(name: str, most: int) -> None:
    from hashlib import sha256
    from importlib import resources
    from pathlib import Path

    assert len((resources.files("summarizer.tagging") / f"{name}.weights").read_bytes()) <= most
    labels = sorted((Path(__file__).parent.parent.parent / "training" / "labels" / name).glob("*.tsv"))
    about = load_tagger(name).about
    assert about["labels"] == sha256(b"".join(path.read_bytes() for path in labels)).hexdigest()
    assert about["texts"] == len(labels)
