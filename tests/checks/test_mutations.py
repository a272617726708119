"""Wrong figures are caught, right ones said otherwise are not: counted on items made of every example report."""

from collections import Counter

from mutations import MUTATIONS, mutated, restated, verified

CAUGHT_BAR = 0.99
FLAGGED_BAR = 0.01
FEWEST = 200


def test_99_of_100_wrong_figures_of_every_kind_are_caught_and_at_most_one_of_100_right_ones_is_flagged() -> (
    None
):
    claims = verified()
    found = list(mutated(claims))
    made, caught = Counter(m.kind for m in found), Counter(m.kind for m in found if m.caught)
    assert set(made) == set(MUTATIONS)
    assert min(made.values()) >= FEWEST, made
    assert all(caught[kind] >= CAUGHT_BAR * made[kind] for kind in made), {
        k: f"{caught[k]}/{made[k]}" for k in made
    }
    right = list(restated(claims))
    flagged = [m.value for m in right if m.caught]
    assert len(right) >= FEWEST
    assert len(flagged) <= FLAGGED_BAR * len(right), flagged
