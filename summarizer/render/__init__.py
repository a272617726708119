"""Results → what people and programs read.

payload.py   results and outlines as JSON values (docs/contract.md)
table.py     a run in the terminal, section by section as answers come
markdown.py  a run as Markdown
page/        a run as one HTML file: items beside the report, evidence highlighted
outline.py   an reading in the terminal
progress.py  live progress on standard error
files.py     writing a file so that it is there in full or not at all

What shows something to people is given the ``Words`` of a language (summarizer/messages) and says templates and messages through it.
"""
