"""Sentences → review, problem, task, target, other.

traits.py    what rules and the tagger ask of a sentence: its place, the traits of its words
rules.py     the tables: which form makes a sentence what, in which part of the report
by_rule.py   what the rules alone say, by position first and by form second
tense.py     a text that names no part → review or plan, by tense and form
features.py  what the tagger sees of each sentence
assign.py    the role of every sentence: the tagger's, but where the form alone is plain
"""
