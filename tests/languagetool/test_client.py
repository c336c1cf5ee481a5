from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.languagetool.client import Client, matches

if TYPE_CHECKING:
    from desktop_app.languagetool.checker import GrammarChecker


def remark(offset: int, length: int, **rule: object) -> dict[str, object]:
    return {
        "offset": offset,
        "length": length,
        "message": "L'accord n'y est pas.",
        "replacements": [{"value": "mangent"}],
        "rule": {"id": "R", "issueType": "grammar", "category": {"id": "C"}, **rule},
    }


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_the_client_is_written_against_this_version() -> None:
    assert importlib.metadata.version("language-tool-python") == "3.4.0"


@given(st.text(), st.text(min_size=1), st.text())
def test_positions_are_code_points_whatever_stands_before(
    before: str, words: str, after: str
) -> None:
    (match,) = matches(
        {"matches": [remark(units(before), units(words))]}, text := before + words + after
    )
    assert text[match.start : match.end] == words
    assert match.start == len(before)


@pytest.mark.parametrize(
    ("issue", "category", "kind"),
    [
        ("misspelling", "TYPOS", "spelling"),
        ("uncategorized", "CAT_GRAMMAIRE", "grammar"),
        ("whitespace", "MISC", "typography"),
        ("uncategorized", "TYPOGRAPHY", "typography"),
        ("style", "CAT_REGIONALISMES", "style"),
        ("uncategorized", "REPETITIONS_STYLE", "style"),
    ],
)
def test_kinds(issue: str, category: str, kind: str) -> None:
    (match,) = matches(
        {"matches": [remark(0, 1, issueType=issue, category={"id": category})]}, "Oui."
    )
    assert match.kind == kind


@pytest.mark.parametrize(
    "answer",
    [[], {}, None, "oui", {"matches": None}, {"matches": [{}]}, {"matches": [remark(9, 9)]}],
)
def test_an_answer_that_is_none_is_never_no_remarks(answer: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        matches(answer, "Oui.")


def test_the_real_server_counts_emoji_and_accents_as_we_do(
    grammar_checker: GrammarChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # loopback needs no proxy
    text = "👩‍🌾🍎 Hélène e\u0301tait là, ﬁère ; les enfants mange une pomme 🍏."
    found = grammar_checker.check(text)
    assert "mange" in [text[m.start : m.end] for m in found]
    assert all("'" not in m.message for m in found)


def test_without_letters_nothing_is_sent(grammar_checker: GrammarChecker) -> None:
    grammar_checker.wait()
    server = grammar_checker.server
    assert server is not None
    client = Client(server.url, 10)
    server_url, client._tool._url = client._tool._url, "http://127.0.0.1:9/v2/"
    try:
        for text in ("", " ", "« • … »", "12 %", "—", "🍎"):
            assert client.check(text) == ()
    finally:
        client._tool._url = server_url
        client.close()
