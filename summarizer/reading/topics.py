"""Section and sentence → one of the twelve topics of the built-in schemas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.lexicon.topics import DEFAULT_TOPIC, TOPICS

# A word in the nearest heading says more than one in the sentence, and that more than one in an outer heading.
_NEAR, _SENTENCE, _OUTER = 3, 2, 1


@lru_cache(maxsize=4096)
def topic_of(headings: Sequence[str], text: str, around: str = "") -> str:
    """The topic that the words of the headings (outermost first) and of the sentence speak for most.

    ``headings`` must be hashable (a tuple). Where they hold no known word, the words of ``around`` decide (what else stands in
    the section); without any the topic is 经济运行.
    """
    scores = dict.fromkeys(TOPICS, 0)
    weighted = [
        (text, _SENTENCE),
        *((h, _OUTER) for h in headings[:-1]),
        *((h, _NEAR) for h in headings[-1:]),
    ]
    for words, weight in weighted:
        for topic, keys in TOPICS.items():
            scores[topic] += weight * sum(key in words for key in keys)
    if not any(scores.values()):
        scores = {topic: sum(around.count(key) for key in keys) for topic, keys in TOPICS.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else DEFAULT_TOPIC
