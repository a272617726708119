"""Faults and kills by chance, seeded: the outcome is that of an undisturbed run. benchmarks/chaos.py does it in full size."""

from pathlib import Path

from chaos import chaos
from conftest import EXAMPLES


def test_faults_and_kills_change_nothing_and_no_answer_is_paid_for_twice(tmp_path: Path) -> None:
    outcome = chaos([(EXAMPLES / "dalian-xigang-2016.txt", [])], tmp_path, seed=7, share=0.3, kills=2)
    assert outcome.chaotic == outcome.clean
    assert outcome.repeated <= outcome.most_in_flight
    assert outcome.lost == 0
    assert outcome.kills == 2
    assert outcome.requests > 10
