"""The chaos run in full size: some 500 requests, 30 % of them faulty, killed five times. Prints one JSON object.

python benchmarks/chaos.py [SEED]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from chaos import SCHEMAS, Run, chaos  # noqa: E402

_VARIANTS = 6


def runs(folder: Path) -> list[Run]:
    """Every example report with prompts that differ in a word, so that no request is like another."""
    out: list[Run] = []
    for variant in range(_VARIANTS):
        flags = []
        for name in SCHEMAS:
            text = (ROOT / "prompts" / f"{name}.md").read_text(encoding="utf-8")
            path = folder / f"{name}-{variant}.md"
            path.write_text(text.replace("# System\n", f"# System\n\n(第{variant}次)", 1), encoding="utf-8")
            flags += ["--prompt", str(path)]
        out += [(report, flags) for report in sorted((ROOT / "examples").glob("*.txt"))]
    return out


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = chaos(runs(Path(folder)), Path(folder), seed, share=0.3, kills=5)
    print(
        json.dumps(
            {
                "requests": outcome.requests, "kills": outcome.kills, "same_items": outcome.chaotic == outcome.clean,
                "answered_twice": outcome.repeated, "answered_well_before_a_kill_and_lost": outcome.lost, "in_flight_at_kills": outcome.most_in_flight, "seconds": round(time.monotonic() - began, 1),
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
