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


def test_no_module_holds_mutable_state() -> None:
    mutable = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in CODE
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, mutable)
        if path.name != "dev.py" and path.parent.name != "window"
    ]
    assert not found


def test_lock_files_carry_no_addresses() -> None:
    locks = [*ROOT.glob("requirements*.txt"), *ROOT.glob("resources/**/*.toml")]
    assert locks
    for path in locks:
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path


def test_every_message_stands_in_both_languages() -> None:
    assert faults() == []
