"""Scores of single things → the best row of labels (Viterbi's algorithm), and how sure each label is."""

from __future__ import annotations

import math
from collections.abc import Sequence

# A label whose score is so far below the best of its thing is not followed further: e^-9 is one in 8,000.
_BEAM = 9.0


def best_path(
    scores: Sequence[Sequence[float]], moves: Sequence[Sequence[float]], first: Sequence[float]
) -> list[int]:
    """The labels, one a row of ``scores``, whose scores and moves (``moves[from][to]``, ``first[label]``) sum to most."""
    if not scores:
        return []
    total = {k: scores[0][k] + first[k] for k in _worth_following(scores[0])}
    came: list[dict[int, int]] = []
    for row in scores[1:]:
        back: dict[int, int] = {}
        following: dict[int, float] = {}
        for k in _worth_following(row):
            j = max(total, key=lambda j, k=k: total[j] + moves[j][k])  # type: ignore[misc]
            back[k] = j
            following[k] = total[j] + moves[j][k] + row[k]
        came.append(back)
        total = following
    path = [max(total, key=lambda k: total[k])]
    for back in reversed(came):
        path.append(back[path[-1]])
    return path[::-1]


def _worth_following(row: Sequence[float]) -> list[int]:
    least = max(row) - _BEAM
    return [k for k, score in enumerate(row) if score >= least and score > -math.inf]


def shares(row: Sequence[float]) -> list[float]:
    """``row`` as probabilities: the scores' exponentials, which sum to 1."""
    top = max(row)
    grown = [math.exp(score - top) for score in row]
    whole = sum(grown)
    return [value / whole for value in grown]
