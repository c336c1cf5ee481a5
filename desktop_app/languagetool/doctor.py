"""What `doctor` says of Java and LanguageTool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.errors import GrammarUnavailableError
from desktop_app.languagetool.folder import VERSION
from desktop_app.languagetool.java import find_java, java_version
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from desktop_app.languagetool.checker import GrammarChecker
    from desktop_app.messages import Messages

Part = dict[str, Any]


def java_part(messages: Messages) -> Part:
    """Give the path and version of the Java that comes with the program, or why there is none."""
    try:
        java = find_java()
    except GrammarUnavailableError as error:
        return _fault(error, messages)
    return {"ok": True, "path": str(java), "version": java_version(java)}


def languagetool_part(checker: GrammarChecker, messages: Messages) -> Part:
    """Start LanguageTool (6–10 s) and give what that took in seconds and megabytes.

    `path` is the folder for language-tool-python's `LTP_PATH`.
    """
    try:
        checker.wait()
    except GrammarUnavailableError as error:
        return _fault(error, messages)
    server = checker.server
    return {
        "ok": True,
        "path": str(assembled("languagetool")),
        "version": VERSION,
        "start_seconds": round(checker.start_seconds, 2),
        "first_check_seconds": round(checker.first_check_seconds, 2),
        "resident_mb": round(server.resident_mb()) if server else 0,
    }


def _fault(error: GrammarUnavailableError, messages: Messages) -> Part:
    why = messages.text(f"grammar.unavailable.{error.params['reason']}")
    return {"ok": False, "why": why, "details": error.details}
