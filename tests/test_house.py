"""The rules of the house that no linter holds: small files and functions, no addresses in locks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from desktop_app.messages_build import faults

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted([*ROOT.joinpath("desktop_app").rglob("*.py"), ROOT / "dev.py"])
LONGEST_FILE = 420
LONGEST_FUNCTION = 55


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert not long


MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Call)
MUTATORS = frozenset(
    [
        "append",
        "add",
        "update",
        "pop",
        "popitem",
        "setdefault",
        "clear",
        "extend",
        "remove",
        "discard",
        "insert",
        "sort",
    ]
)


def containers(tree: ast.Module) -> set[str]:
    """Name what a module binds to something that could be changed."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, MUTABLE):
            names.update([node.target.id] if isinstance(node.target, ast.Name) else [])
        elif isinstance(node, ast.Assign) and isinstance(node.value, MUTABLE):
            names.update(t.id for t in node.targets if isinstance(t, ast.Name))
    return names


def changed_name(node: ast.AST) -> str | None:
    """Name what this piece of code changes, if it is a name's content."""
    target: ast.AST | None = None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
        target = node.value
    elif isinstance(node, ast.AugAssign):
        target = node.target
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        target = node.func.value if node.func.attr in MUTATORS else None
    return target.id if isinstance(target, ast.Name) else None


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_holds_state(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))
    own = containers(tree)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    changed = {changed_name(node) for function in functions for node in ast.walk(function)}
    local = {
        arg.id
        for function in functions
        for arg in ast.walk(function)
        if isinstance(arg, ast.Name) and isinstance(arg.ctx, ast.Store)
    }
    assert not (own & changed) - local


def test_lock_files_carry_no_addresses() -> None:
    locks = [*ROOT.glob("requirements*.txt"), *ROOT.glob("resources/**/*.toml")]
    assert locks
    for path in locks:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path


def test_every_message_stands_in_both_languages() -> None:
    assert faults() == []
