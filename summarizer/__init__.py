"""Structured, checked summaries of Chinese work reports.

The way of the data, one package a step, each importing only from those before it::

    document ← quantities ← reading ← checks ← extract ← render ← cli        (llm stands alone, used by extract)
"""

__version__ = "0.1.0"
