"""Finds the files the program brings along, from a checkout or from the frozen folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def root() -> Path:
    """Give the folder that holds `resources/` and `assembled/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Give the path of a file in `resources/`, which the repository holds."""
    return root().joinpath("resources", *parts)


def assembled(*parts: str) -> Path:
    """Give the path of a file in `assembled/`, which set-up makes; it may not be there.

    `INTERTITRE_ASSEMBLED` names another folder, for tests that damage it.
    """
    folder = os.environ.get("INTERTITRE_ASSEMBLED")
    return (Path(folder) if folder else root() / "assembled").joinpath(*parts)


def word_list(name: str) -> list[str]:
    """Give the lines of `resources/words/<name>.txt`, without blanks and `#` comments."""
    text = resource("words", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
