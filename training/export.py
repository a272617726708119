"""Trained weights → the file in the package that :class:`summarizer.tagging.Tagger` reads.

A line of JSON (labels, moves, groups with their channels), then for each group its names, a line each, and its weights as bytes; all of it
compressed. A name whose weights are all near nothing is left out.
"""

from __future__ import annotations

import json
import zlib

import numpy as np

from training.fit import Fitted

_STEPS = 127


def packed(fitted: Fitted, about: dict[str, object], least: float = 0.0) -> bytes:
    """The file. ``about``: what shall be known of the training. ``least``: what share of the largest weight a name's own largest must reach."""
    groups, body = [], b""
    for group, seen in fitted.settings.groups.items():
        weights, names = fitted.weights[group], fitted.names[group]
        top = float(np.abs(weights).max())
        kept = np.where(np.abs(weights).max((1, 2)) >= least * top)[0]
        step = top / _STEPS
        whole = np.clip(np.rint(weights[kept] / step), -_STEPS, _STEPS).astype(int) + 128
        listed = "\n".join(names[k] for k in kept).encode()
        groups.append(
            {
                "name": group,
                "channels": [list(c) for c in seen.channels],
                "mean": seen.mean,
                "step": step,
                "names": len(listed),
            }
        )
        body += listed + whole.astype(np.uint8).tobytes()
    head = {
        "about": about,
        "labels": fitted.labels,
        "moves": np.round(fitted.moves, 4).tolist(),
        "first": np.round(fitted.first, 4).tolist(),
        "groups": groups,
    }
    return zlib.compress(json.dumps(head, ensure_ascii=False).encode() + b"\n" + body, 9)
