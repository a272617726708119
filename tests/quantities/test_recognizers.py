"""Microsoft's public test cases for Chinese numbers; recognizers.py says which are in scope."""

import re

from recognizers import FILES, OUT_OF_SCOPE, OVERRIDDEN_NEGATIVES, OVERRIDDEN_NUMBERS, cases, found, why_out

from summarizer.quantities import read_quantities

IN_SCOPE_BAR = 0.95
NEGATIVES_BAR = 0.98
ALL = [case for stem in FILES for case in cases(stem)]


def test_of_the_cases_in_scope_95_percent_are_read_right() -> None:
    wanted = [case for case in ALL if case.part is not None and why_out(case) is None]
    wrong = [f"{case.text} | {case.stretch}" for case in wanted if not found(case)]
    assert len(wanted) > 300
    assert len(wrong) <= (1 - IN_SCOPE_BAR) * len(wanted), wrong


def test_of_the_texts_without_a_number_98_percent_are_clean() -> None:
    negatives = [case.text for case in ALL if case.part is None and why_out(case) is None]
    read = [text for text in negatives if read_quantities(text)]
    assert len(negatives) > 25
    assert len(read) <= (1 - NEGATIVES_BAR) * len(negatives), read


def test_every_reason_to_leave_a_case_out_is_used_and_the_rest_is_most() -> None:
    out = [case for case in ALL if why_out(case)]
    for reason, pattern in OUT_OF_SCOPE.items():
        assert any(re.search(pattern, case.stretch) for case in out if case.part), reason
    assert len(out) < 0.4 * len(ALL)
    assert {case.text for case in ALL} >= OVERRIDDEN_NUMBERS
    assert {case.text for case in ALL} & OVERRIDDEN_NEGATIVES
