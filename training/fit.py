"""Rows of features and labels → weights: logistic regression over all labels, with the moves between labels counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from summarizer.tagging import Features


@dataclass(frozen=True)
class Seen:
    """Through which channels a group of features is seen, and how strongly (a weight that counts half costs four times as much)."""

    channels: Mapping[tuple[str, int, int], float]
    mean: bool = False
    most: int = 20_000  # names kept, the most frequent first
    rows: int = 2  # in how many reports a name must stand
    scale: float = 1.0


@dataclass(frozen=True)
class Settings:
    """What is chosen before training. ``strength``: how much weights may cost; ``moves``: how much the moves between labels count."""

    groups: Mapping[str, Seen]
    strength: float = 20.0
    moves: float = 0.3
    rounds: int = 90
    first: str | None = None  # the label that rows begin with, where there is one


@dataclass(frozen=True)
class Fitted:
    """Trained weights: of each group an array names × channels × labels."""

    settings: Settings
    labels: list[str]
    names: dict[str, list[str]]
    weights: dict[str, np.ndarray]
    moves: np.ndarray
    first: np.ndarray


Row = tuple[str, Sequence[Features], Sequence[str]]  # report, things, labels


def fit(rows: Sequence[Row], settings: Settings, weights: Sequence[float] | None = None) -> Fitted:
    """Weights trained on ``rows``; ``weights`` says how much each row counts (1 where it is not given)."""
    names = {group: _names(rows, group, seen) for group, seen in settings.groups.items()}
    labels = sorted({label for _, _, given in rows for label in given})
    order = {label: k for k, label in enumerate(labels)}
    wanted = np.array([order[label] for _, _, given in rows for label in given])
    counts = np.repeat(
        np.ones(len(rows)) if weights is None else np.asarray(weights), [len(things) for _, things, _ in rows]
    )
    parts = []
    for group, seen in settings.groups.items():
        table = sp.vstack([_table(things, group, names[group], seen) for _, things, _ in rows]).tocsr()
        views = [
            (sp.block_diag([_view(len(things), *channel) for _, things, _ in rows]) * strength).tocsr()
            for channel, strength in seen.channels.items()
        ]
        parts.append((table, table.T.tocsr(), views, [view.T.tocsr() for view in views]))
    solved = _solve(parts, wanted, len(labels), counts, settings)
    found = {}
    for (group, seen), values in zip(settings.groups.items(), solved, strict=True):
        strengths = np.array(list(seen.channels.values()))
        found[group] = values * strengths[None, :, None] * seen.scale
    return Fitted(settings, labels, names, found, *_moves(rows, order, settings))


def _names(rows: Sequence[Row], group: str, seen: Seen) -> list[str]:
    counts: Counter[str] = Counter()
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for report, things, _ in rows:
        for thing in things:
            for name in thing.get(group, ()):
                counts[name] += 1
                reports[name].add(report)
    kept = [
        (-count, name)
        for name, count in counts.items()
        if len(reports[name]) >= seen.rows and "\n" not in name
    ]
    return [name for _, name in sorted(kept)[: seen.most]]


def _table(things: Sequence[Features], group: str, names: list[str], seen: Seen) -> sp.csr_matrix:
    at = {name: k for k, name in enumerate(names)}
    data, columns, ends = [], [], [0]
    for thing in things:
        known = [at[name] for name in thing.get(group, ()) if name in at]
        value = seen.scale / (len(known) ** 0.5 if seen.mean and known else 1.0)
        data += [value] * len(known)
        columns += known
        ends.append(len(columns))
    return sp.csr_matrix((data, columns, ends), shape=(len(things), len(names)))


def _view(count: int, _: str, before: int, behind: int) -> sp.csr_matrix:
    """Row i of the result means the things from i + before to i + behind."""
    rows, columns, data = [], [], []
    for i in range(count):
        low, high = max(0, i + before), min(count, i + behind + 1)
        for j in range(low, high):
            rows.append(i)
            columns.append(j)
            data.append(1 / (high - low))
    return sp.csr_matrix((data, (rows, columns)), shape=(count, count))


def _solve(parts, wanted, kinds, counts, settings: Settings):  # type: ignore[no-untyped-def]
    """The weights of each part, names × channels × labels, that make the labels given the most likely, at the cost of their squares."""
    shapes = [(table.shape[1], len(views), kinds) for table, _, views, _ in parts]
    sizes = [int(np.prod(shape)) for shape in shapes]
    bounds = np.cumsum([0, *sizes])
    given = np.zeros((len(wanted), kinds))
    given[np.arange(len(wanted)), wanted] = 1
    cost = 1 / settings.strength

    def loss(flat):  # type: ignore[no-untyped-def]
        score = np.zeros((len(wanted), kinds))
        for (table, _, views, _), shape, a, b in zip(parts, shapes, bounds, bounds[1:], strict=False):
            seen = table @ flat[a:b].reshape(shape[0], -1)
            for c, view in enumerate(views):
                score += view @ seen[:, c * kinds : (c + 1) * kinds]
        score -= score.max(1, keepdims=True)
        grown = np.exp(score)
        whole = grown.sum(1, keepdims=True)
        value = -(counts * (score[np.arange(len(wanted)), wanted] - np.log(whole.ravel()))).sum()
        slope = (grown / whole - given) * counts[:, None]
        out = np.empty_like(flat)
        for (_, turned, _, backs), a, b in zip(parts, bounds, bounds[1:], strict=False):
            out[a:b] = (turned @ np.hstack([back @ slope for back in backs])).ravel()
        return value + 0.5 * cost * (flat @ flat), out + cost * flat

    found = minimize(
        loss,
        np.zeros(bounds[-1]),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": settings.rounds, "maxcor": 6},
    )
    return [found.x[a:b].reshape(shape) for shape, a, b in zip(shapes, bounds, bounds[1:], strict=False)]


def _moves(rows: Sequence[Row], order: dict[str, int], settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    counts = np.full((len(order), len(order)), 0.3)
    first = np.full(len(order), 0.3)
    for _, _, given in rows:
        for a, b in pairwise(given):
            counts[order[a], order[b]] += 1
        first[order[given[0]]] += 1
    return (
        settings.moves * np.log(counts / counts.sum(1, keepdims=True)),
        settings.moves * np.log(first / first.sum()),
    )


def channels(*given: tuple[str, int, int, float]) -> dict[tuple[str, int, int], float]:
    """Channels and their strengths, told as (name, before, behind, strength)."""
    return {(name, before, behind): strength for name, before, behind, strength in given}
