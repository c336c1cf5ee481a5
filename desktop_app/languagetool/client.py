"""Asks a running LanguageTool server: language-tool-python, with what its 3.4.0 leaves out.

It sends neither `mode` nor allows its own configuration beside a remote server, takes proxies
from the environment even for loopback, shifts positions after emoji and lengths not at all, and
flattens the no-break spaces of French sentences. All of that is set right here and nowhere else;
tests/languagetool/test_client.py pins the version.
"""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any, Literal, cast
from urllib.parse import urljoin

import requests
from language_tool_python import LanguageTool

from desktop_app.errors import GrammarUnavailableError
from desktop_app.model import GrammarMatch

Mode = Literal["all", "allButTextLevelOnly", "textLevelOnly"]
Kind = Literal["spelling", "grammar", "style", "typography"]

# Characters checked in a second on a slow machine at work on something else.
_SLOWEST_CHARACTERS = 2_000
_STYLE_CATEGORIES = frozenset(
    {"STYLE", "REDUNDANCY", "REPETITIONS", "REPETITIONS_STYLE", "CREATIVE_WRITING", "WIKIPEDIA"}
)
_STYLE_TYPES = frozenset({"style", "locale-violation", "register"})
_TYPOGRAPHY_CATEGORIES = frozenset({"TYPOGRAPHY", "CAT_TYPOGRAPHIE"})
_TYPOGRAPHY_TYPES = frozenset({"typographical", "whitespace"})


class _LoopbackTool(LanguageTool):
    """language-tool-python's client, beside a server of our own."""

    def __init__(self, url: str, seconds: float) -> None:
        """Take a server's address and the longest wait for the answer to a short text."""
        self._session = requests.Session()
        self._session.trust_env = False
        self._seconds = seconds
        super().__init__("fr", remote_server=url)

    def remarks(self, text: str, mode: Mode) -> object:
        """Give the server's remarks as it sends them, positions in UTF-16 units."""
        params = {**self._create_params(text), "mode": mode}
        return self._query_server(urljoin(self._url, "check"), params, method="post")

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> Any:  # noqa: ANN401 # as the class above says it
        """Ask once, without proxies; whoever owns the server decides about another try."""
        length = len((params or {}).get("text", ""))
        with self._session.request(
            method,
            url,
            data=params if method == "post" else None,
            params=params if method == "get" else None,
            timeout=self._seconds + length / _SLOWEST_CHARACTERS,
        ) as response:
            response.raise_for_status()
            return json.loads(response.content)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


class Client:
    """The questions this program asks a server."""

    def __init__(self, url: str, seconds: float) -> None:
        """Connect; raises GrammarUnavailableError (crash, timeout, answer) when that fails."""
        with _Faults():
            self._tool = _LoopbackTool(url, seconds)

    def check(self, text: str, mode: Mode = "all") -> tuple[GrammarMatch, ...]:
        """Give the remarks on a text, in order, positions in its code points.

        A text without letters is not sent: without English the server answers it with an error.
        Raises GrammarUnavailableError: crash (no answer), timeout, or answer (not to be read).
        """
        if not any(c.isalpha() for c in text):
            return ()
        with _Faults():
            return matches(self._tool.remarks(text, mode), text)

    def close(self) -> None:
        """Close the connections."""
        self._tool.close()


class _Faults:
    """Turns what can go wrong while asking into the one error callers know."""

    def __enter__(self) -> None:
        """Begin to ask."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raise GrammarUnavailableError for whatever went wrong."""
        if isinstance(error, requests.Timeout):
            raise GrammarUnavailableError(reason="timeout", details=str(error)) from error
        if isinstance(error, requests.HTTPError | ValueError | KeyError | TypeError):
            raise GrammarUnavailableError(reason="answer", details=str(error)) from error
        if isinstance(error, requests.RequestException | OSError):
            raise GrammarUnavailableError(reason="crash", details=str(error)) from error


def matches(answer: object, text: str) -> tuple[GrammarMatch, ...]:
    """Read a server's answer; raises KeyError, TypeError or ValueError when it is none."""
    remarks = cast("dict[str, list[dict[str, Any]]]", answer)["matches"]
    points = _Points(text)
    found = [_match(remark, points) for remark in remarks]
    return tuple(sorted(found, key=lambda m: (m.start, m.end, m.rule)))


def _match(remark: dict[str, Any], points: _Points) -> GrammarMatch:
    rule = remark["rule"]
    start = int(remark["offset"])
    category = str(rule["category"]["id"])
    return GrammarMatch(
        start=points.of_unit(start),
        end=points.of_unit(start + int(remark["length"])),
        rule=str(rule["id"]),
        category=category,
        message=str(remark["message"]).replace("'", "’"),
        replacements=tuple(str(r["value"]) for r in remark["replacements"]),
        kind=_kind(str(rule["issueType"]), category),
    )


def _kind(issue: str, category: str) -> Kind:
    if issue == "misspelling":
        return "spelling"
    if issue in _TYPOGRAPHY_TYPES or category in _TYPOGRAPHY_CATEGORIES:
        return "typography"
    if issue in _STYLE_TYPES or category in _STYLE_CATEGORIES:
        return "style"
    return "grammar"


class _Points:
    """Turns UTF-16 positions of a text into code points."""

    def __init__(self, text: str) -> None:
        """Note where a text's characters stand."""
        self._length = len(text)
        self._units: dict[int, int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            widths = accumulate((2 if c > "\uffff" else 1 for c in text), initial=0)
            self._units = {unit: point for point, unit in enumerate(widths)}

    def of_unit(self, unit: int) -> int:
        """Give the code point at this unit; raises ValueError outside the text."""
        if self._units is None:
            point = unit
        else:
            point = self._units.get(unit, self._units.get(unit - 1, -1))
        if not 0 <= point <= self._length:
            raise ValueError(f"position {unit} is outside the text")
        return point
