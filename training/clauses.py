"""Labelled plans → rows of features and labels of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from summarizer.document import document_from_text
from summarizer.lexicon.clauses import whole_clauses
from summarizer.reading.clauses.features import features_of
from summarizer.tagging import Features
from training.fit import Seen, Settings, channels
from training.labels import cut, digest, find_text

SETTINGS = Settings(
    {
        "text": Seen(
            channels(("self", 0, 0, 1.0), ("before", -1, -1, 0.5), ("behind", 1, 1, 0.5), ("around", -6, 6, 0.3)),
            mean=True, most=12_000, rows=2,
        ),
        "mark": Seen(
            channels(("self", 0, 0, 1.0), ("before", -1, -1, 0.5), ("behind", 1, 1, 0.5), ("around", -6, 6, 0.3)), most=5_000, scale=0.5
        ),
    },
    strength=10.0,
)  # fmt: skip


class Plan(NamedTuple):
    """The clauses of a plan: for each its features and label, and the sentence it stands in; ``counts`` are the rows that it begins."""

    name: str
    things: list[Features]
    labels: list[str]
    counts: list[int]
    texts: list[str]


def load(path: Path, folders: Sequence[Path]) -> Plan | None:
    """The labelled plan of the file of labels at ``path`` (a line a segment: digest, role, the labels of its clauses)."""
    text = find_text(path.stem, folders)
    if text is None:
        return None
    clean = document_from_text(text)
    rows = [
        line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    at, sentences, labels, texts = 0, [], [], []
    for start, end in cut(text):
        found = digest(text[start:end])
        place = next((i for i in range(at, min(at + 400, len(rows))) if rows[i][0] == found), None)
        if place is None:
            continue
        at = place + 1
        said = (
            " ".join(text[start:end].split()) if "\n" in text[start:end].strip() else text[start:end].strip()
        )
        given = rows[place][2].split()
        spans = whole_clauses(said)
        if len(spans) == len(given):
            sentences.append((said, rows[place][1] == "G"))
            labels += given
            texts += [said[a:b] for a, b in spans]
    del clean
    kinds = [label[0] for label in labels]
    counts = [int(label[1:] or 1) if label[0] == "K" else int(label == "G") for label in labels]
    return Plan(path.stem, features_of(sentences), kinds, counts, texts)
