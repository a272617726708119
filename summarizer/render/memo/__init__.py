"""A memo → a file.

markdown.py     Markdown, references as footnotes
docx.py         Word, in the layout of GB/T 9704-2012
docx_styles.py  that layout: page, styles, page numbers
docx_chart.py   the chart as a native Word chart

The page is summarizer/render/page.
"""
