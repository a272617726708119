"""Every template that the program says, read from its source and from its finished help."""

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent.parent / "summarizer"
# What takes a template as its first argument. Errors take one as their second, too: the hint.
SAYERS = {"words", "_words", "Message", "template", "Repair", "Note", "naming"}
PRINTERS = {"print", "Text", "assemble", "rule"}


@dataclass
class Found:
    """Templates by the places they stand at, and places where something is said that can't be one."""

    templates: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, text: str, place: str) -> None:
        self.templates.setdefault(text, []).append(place)


def in_source() -> Found:
    """What stands in the code of the package."""
    found = Found()
    modules = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    tables = {
        name: values for m in modules.values() for name, values in _assigned(m).items() if name.isupper()
    }
    for path, module in modules.items():
        if path.is_relative_to(PACKAGE / "messages"):
            continue
        values = tables | _assigned(module)
        handed_over = _handed_over(module)
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            place = f"{path.relative_to(PACKAGE)}:{call.lineno}"
            found.wrong += [
                f"{place}: {argument.id} is said, but stands where the function is called"
                for argument in _templates_of(call)
                if isinstance(argument, ast.Name) and argument in handed_over
            ]
            for argument in _templates_of(call):
                _take(argument, values, found, place)
            if _name(call.func) in PRINTERS:
                found.wrong += [f"{place}: {text!r} is printed as it is" for text in _bare_words(call)]
    return found


def in_help(command: Any) -> Iterator[str]:
    """The help of a command of the tree, of its parameters, and of the commands below."""
    yield from filter(None, (command.help, command.short_help, command.options_metavar))
    yield from filter(None, (getattr(command, "subcommand_metavar", None),))
    yield from filter(None, (getattr(parameter, "help", None) for parameter in command.params))
    for below in getattr(command, "commands", {}).values():
        yield from in_help(below)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _templates_of(call: ast.Call) -> list[ast.expr]:
    name = _name(call.func)
    if name.endswith("Error") and not hasattr(builtins, name):
        return call.args[:2]
    return call.args[:1] if name in SAYERS else []


def _handed_over(module: ast.Module) -> set[ast.Name]:
    """Names of text parameters within their functions: whatever a caller gives them can't be seen where it is said.

    Errors and what the package of messages itself offers are the exception: their callers are looked at.
    """
    out: set[ast.Name] = set()
    for owner in ast.walk(module):
        for function in ast.iter_child_nodes(owner):
            if not isinstance(function, ast.FunctionDef) or getattr(owner, "name", "").endswith("Error"):
                continue
            arguments = [*function.args.args, *function.args.kwonlyargs]
            texts = {a.arg for a in arguments if "str" in ast.unparse(a.annotation or ast.Constant(None))}
            out |= {n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in texts}
    return out


def _take(argument: ast.expr, values: dict[str, list[ast.expr]], found: Found, place: str) -> None:
    """A template is a constant, a choice between constants, or a name of what ``template`` has marked."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if argument.value:
            found.add(argument.value, place)
    elif isinstance(argument, ast.IfExp):
        _take(argument.body, values, found, place)
        _take(argument.orelse, values, found, place)
    elif isinstance(argument, ast.Name | ast.Subscript):
        name = _name(argument.value) if isinstance(argument, ast.Subscript) else argument.id
        for value in values.get(name, []):
            held = value.values if isinstance(value, ast.Dict) else [value]
            unmarked = [v for v in held if isinstance(v, ast.Constant | ast.JoinedStr | ast.BinOp)]
            found.wrong += [
                f"{place}: {name} is {ast.unparse(v)}, not marked as a template" for v in unmarked
            ]
    elif not isinstance(argument, ast.Attribute):
        found.wrong.append(f"{place}: {ast.unparse(argument)} is put together, not a template")


def _assigned(module: ast.Module) -> dict[str, list[ast.expr]]:
    """What is assigned to each name in a module, anywhere in it."""
    out: dict[str, list[ast.expr]] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                out.setdefault(_name(target), []).append(node.value)
    return out


def _bare_words(call: ast.Call) -> Iterator[str]:
    """Words of ours among what is printed, besides the program's name."""
    for argument in call.args:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        for part in parts:
            text = part.value if isinstance(part, ast.Constant) else ""
            if isinstance(text, str) and any(
                word.isalpha() for word in text.replace("summarize", "").split()
            ):
                yield text
