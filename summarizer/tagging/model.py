"""Weights as they lie in a file, and the scores they give.

Each thing of a row has features: names in groups (the characters of its text, marks of its form, the words of its heading). A group is seen
through channels: the thing itself, the one before, the one behind, the mean of those around. Every name has one weight for each label in
each channel of its group; a thing's score for a label is the sum of all of them.

The weights of a name stand side by side in one large integer, 32 bits each, so that one addition adds them all: a hundred labels and
channels cost as much as one, without a library for arrays. Weights are bytes in the file (127 steps up, 128 down) and are scaled when summed.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer.tagging.decode import best_path, shares

# The features of one thing: of each group the names, each once.
Features = Mapping[str, Collection[str]]
_ZERO = 128


@dataclass(frozen=True, slots=True)
class Channel:
    """The mean over the things from ``before`` to ``behind`` of a thing (0 to 0: itself); what would stand outside the row is left out."""

    name: str
    before: int
    behind: int


@dataclass(frozen=True, slots=True)
class Group:
    """``mean`` where a thing's sum is divided by the root of the number of its names: texts are of any length, marks are not."""

    name: str
    channels: tuple[Channel, ...]
    mean: bool
    step: float  # what one step of a weight in the file is worth
    row: dict[str, int]  # name → number of its weights
    weights: bytes


@dataclass(frozen=True, slots=True)
class Tagged:
    """``label`` and how sure it is (0 to 1), by the thing's own score among all labels that :meth:`Tagger.tag` was told to take for one."""

    label: str
    certainty: float


class Tagger:
    """Labels for rows of things; made by :func:`load_tagger`."""

    def __init__(self, data: bytes) -> None:
        """``data``: what training wrote (see ``training/export.py``)."""
        head, _, rest = zlib.decompress(data).partition(b"\n")
        about = json.loads(head)
        self.about: dict[str, object] = about["about"]
        self.labels: tuple[str, ...] = tuple(about["labels"])
        self._moves: list[list[float]] = about["moves"]
        self._first: list[float] = about["first"]
        self._groups = []
        at = 0
        for group in about["groups"]:
            channels = tuple(Channel(*channel) for channel in group["channels"])
            names = rest[at : at + group["names"]].decode().split("\n")
            at += group["names"]
            length = len(names) * len(channels) * len(self.labels)
            self._groups.append(
                Group(
                    group["name"], channels, group["mean"], group["step"],
                    {name: number for number, name in enumerate(names)}, rest[at : at + length],
                )
            )  # fmt: skip
            at += length
        self._packed: list[dict[str, int]] = [{} for _ in self._groups]

    def tag(
        self,
        things: Sequence[Features],
        kinds: Mapping[str, str] | None = None,
        allowed: Collection[str] = (),
    ) -> list[Tagged]:
        """A label for each of ``things``, in order. ``allowed``: the only labels to give, all where it is empty. ``kinds`` says which labels
        count as one when the certainty is told."""
        if not things:
            return []
        scores = self.scores(things)
        if allowed:
            barred = [k for k, label in enumerate(self.labels) if label not in allowed]
            for row in scores:
                for k in barred:
                    row[k] = -math.inf
        kinds = kinds or {}
        kind = [kinds.get(label, label) for label in self.labels]
        out = []
        for k, row in zip(best_path(scores, self._moves, self._first), scores, strict=True):
            sure = sum(share for share, of in zip(shares(row), kind, strict=True) if of == kind[k])
            out.append(Tagged(self.labels[k], sure))
        return out

    def scores(self, things: Sequence[Features]) -> list[list[float]]:
        """For each thing a score for each label."""
        width = len(self.labels)
        total = [[0.0] * width for _ in things]
        for number, group in enumerate(self._groups):
            sums = [self._sum(number, thing.get(group.name, ())) for thing in things]
            for c, channel in enumerate(group.channels):
                part = [row[c * width : (c + 1) * width] for row in sums]
                _add(total, part, channel)
        return total

    def features_for(self, thing: Features, label: str, most: int = 12) -> list[str]:
        """The features of ``thing`` itself that speak most for ``label``, the strongest first, as GROUP:NAME."""
        at = self.labels.index(label)
        found = []
        for group in self._groups:
            names = [name for name in thing.get(group.name, ()) if name in group.row]
            scale = 1 / math.sqrt(len(names)) if group.mean and names else 1.0
            for name in names:
                row = group.row[name] * len(group.channels) * len(self.labels)
                own = group.weights[row : row + len(self.labels)]
                weight = (own[at] - sum(own) / len(own)) * group.step * scale
                found.append((weight, f"{group.name}:{name}"))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return [name for weight, name in found[:most] if weight > 0]

    def _sum(self, number: int, names: Collection[str]) -> list[float]:
        """The summed weights of ``names`` in all channels of a group, channel by channel."""
        group, packed = self._groups[number], self._packed[number]
        width = len(group.channels) * len(self.labels)
        known, total = 0, 0
        for name in names:
            value = packed.get(name)
            if value is None:
                row = group.row.get(name)
                if row is None:
                    continue
                value = packed[name] = _pack(group.weights[row * width : (row + 1) * width])
            total += value
            known += 1
        if not known:
            return [0.0] * width
        scale = group.step / (math.sqrt(known) if group.mean else 1.0)
        return [(value - _ZERO * known) * scale for value in _unpack(total, width)]


def _pack(weights: bytes) -> int:
    return int.from_bytes(array("I", list(weights)).tobytes(), sys.byteorder)


def _unpack(total: int, width: int) -> array[int]:
    values = array("I")
    values.frombytes(total.to_bytes(width * values.itemsize, sys.byteorder))
    return values


def _add(total: list[list[float]], part: list[list[float]], channel: Channel) -> None:
    """Add to each row of ``total`` the mean of the rows of ``part`` that ``channel`` sees from there."""
    count, width = len(part), len(total[0])
    sums = [[0.0] * width]
    for row in part:
        sums.append([a + b for a, b in zip(sums[-1], row, strict=True)])
    for i, row in enumerate(total):
        low, high = max(0, i + channel.before), min(count, i + channel.behind + 1)
        if low < high:
            seen = high - low
            total[i] = [t + (b - a) / seen for t, a, b in zip(row, sums[low], sums[high], strict=True)]


@cache
def load_tagger(name: str) -> Tagger:
    """The tagger whose weights lie in the package under ``name``; read once."""
    return Tagger((resources.files(__package__) / f"{name}.weights").read_bytes())
