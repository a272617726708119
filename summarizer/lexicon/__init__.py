"""What the language of reports knows, each thing once. Imports nothing of the package.

form.py       what a row is: name, pattern, example, counter-example
structure.py  forms of headings and lists, cues of parts and problems
verbs.py      verbs of doing, and the adverbs before them
topics.py     the words of the twelve topics
times.py      words of a year, a term, a span
weakness.py   words that say that something falls short
functions.py  words by which the clauses of a plan tell what they do
clauses.py    how sentences are cut into clauses
"""
