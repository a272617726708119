"""Results of all schemas → a briefing memo.

model.py    a memo as a value
"""
