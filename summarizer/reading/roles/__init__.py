"""Sentences → review, problem, task, target, other.

rules.py    the tables: which form makes a sentence what, in which part of the report
by_rule.py  position first, form second
tense.py    a text that names no part → review or plan, by tense and form
"""
