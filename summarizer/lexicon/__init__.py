"""What the language of reports knows, each thing once. Imports nothing of the package.

structure.py  forms of headings and lists, cues of parts and problems
topics.py     the words of the twelve topics
"""
