"""Runs the command line as its user does, and reads what it leaves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.cli import main
from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    code: int
    folder: Path
    said: str
    printed: str

    def report(self) -> dict[str, Any]:
        return json.loads((self.folder / "report.json").read_text(encoding="utf-8"))

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def written(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


def no_window(files: Sequence[str], messages: object, startup_time: bool) -> int:
    raise AssertionError("a command opened the window")


@pytest.fixture
def intertitre(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[Sequence[str | Path]], Outcome]:
    """Give the command line: its arguments in, exit code and words out; `{out}` is a folder."""
    folder = tmp_path / "out"
    folder.mkdir()

    def run(arguments: Sequence[str | Path]) -> Outcome:
        named = [str(argument).replace("{out}", str(folder)) for argument in arguments]
        code = main([*named, "--lang", "fr"], no_window)
        captured = capsys.readouterr()
        return Outcome(code, folder, captured.err, captured.out)

    return run


@pytest.fixture
def samples() -> list[Path]:
    """Give the sample articles."""
    return sorted(p for p in resource("samples").iterdir() if p.suffix in (".txt", ".md"))
