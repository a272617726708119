"""A linear tagger of sequences: what kind each thing of a row is, by its own features, its neighbours' and what goes before. It
knows nothing of reports; the features are those who ask for them to say. Weights come from files in this folder, trained by training/.

model.py   a file of weights → :class:`Tagger`; features → scores
grams.py   a text → its pieces of one to three characters
decode.py  scores → the best row of labels, and how sure each is
"""

from summarizer.tagging.grams import grams
from summarizer.tagging.model import Features, Tagged, Tagger, load_tagger

__all__ = ["Features", "Tagged", "Tagger", "grams", "load_tagger"]
