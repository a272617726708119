"""What the layout promises: imports go one way, files stay small, nothing heavy is imported at start."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"
ORDER = [
    "messages",
    "errors",
    "lexicon",
    "tagging",
    "document",
    "quantities",
    "reading",
    "checks",
    "extract",
    "memo",
    "render",
    "cli",
]
# Packages outside the row: what may import them, besides cli, which puts the parts together.
BESIDE: dict[str, set[str]] = {"llm": {"extract", "memo"}, "schemas": set()}


def imports(path: Path) -> set[str]:
    """The parts of the package that ``path`` imports, whether at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [node.module] if node.module != "summarizer" else [f"summarizer.{a.name}" for a in node.names]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("summarizer.")}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for used in imports(path) - {part, "messages", "errors", "folders", "__version__"}:
        if used in BESIDE:
            assert part == "cli" or part in BESIDE[used], f"{part} imports {used}"
        elif part in ORDER:
            assert ORDER.index(used) < ORDER.index(part), f"{part} imports {used}"
        else:
            assert part in {"__init__", "__main__", *BESIDE}
            assert part != "llm", f"llm imports {used}"


@pytest.mark.parametrize("folder", ["summarizer", "schemas"])
def test_a_file_past_400_lines_is_two_files(folder: str) -> None:
    long = {
        p.name: n
        for p in (PACKAGE.parent / folder).rglob("*.py")
        if (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['summarize', '--help']\n"
        "from summarizer.cli import main\n"
        "try:\n main()\nexcept SystemExit: pass\n"
        "heavy = {'openai', 'xllamacpp', 'opencc', 'diskcache', 'jinja2', 'jsonschema', 'yaml', 'tenacity'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
