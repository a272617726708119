"""Sentences of a plan → clauses, each with what it does for the plan's rows.

features.py   what the tagger of clauses sees of each clause
functions.py  clauses → functions: a deliverable that begins a row, more of it, means, effect, frame, slogan, target
"""

from summarizer.reading.clauses.functions import clauses_of

__all__ = ["clauses_of"]
