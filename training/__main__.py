"""python -m training roles|clauses --texts FOLDER… : learn from the labels beside this file and write the weights into the package, or
cross-validate (--validate), or show how much more labels help (--curve)."""

from __future__ import annotations

import argparse
import hashlib
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from training import clauses, roles, validate
from training.export import packed
from training.fit import Fitted, fit

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "summarizer" / "tagging"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", choices=["roles", "clauses"])
    parser.add_argument(
        "--texts", nargs="+", type=Path, required=True, help="folders that hold the labelled texts"
    )
    parser.add_argument(
        "--validate", action="store_true", help="cross-validate by report instead of writing weights"
    )
    parser.add_argument(
        "--curve", action="store_true", help="cross-validate with fewer and fewer reports to learn from"
    )
    given = parser.parse_args()
    files = sorted((HERE / "labels" / given.what).glob("*.tsv"))
    do = _roles if given.what == "roles" else _clauses
    do(files, given)


def _roles(files: list[Path], given: argparse.Namespace) -> None:
    with ProcessPoolExecutor() as pool:
        learned = [
            x for x in pool.map(partial(roles.learn_from, folders=given.texts), files) if x is not None
        ]
    print(
        f"{len(learned)} of {len(files)} labelled reports found, {sum(len(r.segments) for r, _ in learned)} segments"
    )
    if given.curve:
        print(validate.curve(learned, roles.SETTINGS))
    elif given.validate:
        print(validate.table(validate.cross_validate(learned, roles.SETTINGS)))
    else:
        rows = [row for report, forms in learned for row in roles.rows_learned(report.name, forms)]
        fitted = fit(
            [(r.name, r.things, r.labels) for r in rows], roles.SETTINGS, [roles.counts(r) for r in rows]
        )
        _write("roles", fitted, files, len(learned))


def _clauses(files: list[Path], given: argparse.Namespace) -> None:
    plans = [plan for path in files if (plan := clauses.load(path, given.texts)) is not None]
    print(f"{len(plans)} of {len(files)} labelled plans found, {sum(len(p.labels) for p in plans)} clauses")
    if given.validate or given.curve:
        print(validate.clause_table(plans, validate.cross_validate_clauses(plans, clauses.SETTINGS)))
    else:
        _write(
            "clauses", fit([(p.name, p.things, p.labels) for p in plans], clauses.SETTINGS), files, len(plans)
        )


def _write(name: str, fitted: Fitted, files: list[Path], texts: int) -> None:
    labels = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    about: dict[str, object] = {
        "trained": datetime.now(UTC).date().isoformat(),
        "texts": texts,
        "labels": labels,
    }
    data = packed(fitted, about)
    (WEIGHTS / f"{name}.weights").write_bytes(data)
    print(f"{name}.weights: {len(data):,} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
