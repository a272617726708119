"""Reading × schema × prompt → requests → validated items with evidence and findings.

model.py       Item, Evidence, SchemaResult: what a run gives
schema.py      ItemSchema: a built-in schema or a user's, as the rest of the package sees it
user_schema.py a user's JSON Schema file, checked before anything is sent
prompt.py      Markdown prompts with front matter, found, checked, rendered
wire.py        the two forms an answer may have: one line an item (small models), one object an item
pack.py        reading → batches of sentences, each the content of one request
evidence.py    the smallest run of clauses that holds an item
context.py     what a rule may look at
derive.py      the table of the rules that fill fields, take items apart and join them
task_rules.py  the rules for tasks: action, object and target of a clause
words.py       the tables of those rules
items.py       raw items → items: located, relocated, flagged, dropped
verify.py      the values of an item against what it cites
readers.py     schemas whose items rules read, the model only asked about the rest
plan.py        what a schema will ask about a report
asking.py      a batch asked about until each of its sentences gave something, or is known to give nothing
run.py         all batches of a schema through the model, and what comes of them
"""
