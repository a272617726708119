"""How the weights of the taggers are made: labels and texts → weights, cross-validated by report. See README.md beside this file.

labels.py    files of labels, and the texts that they are of
roles.py     labelled reports → rows of features and labels of sentences, also in forms that reports may come in
fit.py       rows → weights (needs the extra `train`)
export.py    weights → the file in the package
validate.py  cross-validation by report, the learning curve
"""
