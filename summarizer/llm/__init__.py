"""Talking to a language model. Knows nothing of reports.

chat.py       ChatRequest, ChatAnswer: what goes out and what comes back
endpoint.py   where a model is and how it is spoken to
providers.py  known providers: addresses, what they take, prices
budget.py     what a run may spend
client.py     one request → one answer: cache, budget, limiter, retries, asked as the endpoint takes it
exchange.py   a request sent once, and its completion read
network.py    proxy, certificates and headers of the one host that is asked
dialect.py    how the endpoint wants to be asked, as far as it was found out
refusals.py   the table of what refusals are about
error_body.py what stands in place of an answer, in whatever shape
completion.py a completion in whatever shape → answer, thought, how it ended
thought.py    what a model thinks aloud, told from its answer
failures.py   what a failure stands for: an error of ours with the next step
retry.py      which failures are tried again, and when
limiter.py    how many requests at once; 429 lowers it
log.py        a line for every request
cache.py      answers on disk, JSON only
jsontext.py   the text of an answer → a JSON value, repairs recorded
lenient.py    JSON as models write it: what has one reading is read
local.py      the local model: a llama.cpp server of our own on 127.0.0.1
serve.py      that server's process, a script
weights.py    its weights: found, fetched, verified
"""
