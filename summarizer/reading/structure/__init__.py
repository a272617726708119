"""Document → sections and sentences.

cut.py        a text → sentences and sections, the order of the steps
sentences.py  paragraphs → sentences
headings.py   which lines and opening sentences are headings, and of what form
sections.py   headings → nested sections, each with the part of the report it belongs to
metadata.py   title, region, organ, speaker, date, periods, from the first lines and the headings
"""
