from __future__ import annotations

import pytest

from desktop_app.messages import Messages


@pytest.fixture
def french() -> Messages:
    return Messages("fr")


def test_numbers_are_written_as_the_language_does(french: Messages) -> None:
    assert french.format(1234567) == "1\u00a0234\u00a0567"
    assert french.format(0.25) == "0,2"
    assert french.format(3.0) == "3"
    assert french.format(["a", 1500]) == "a, 1\u00a0500"
    assert Messages("en").format(1234.5) == "1,234.5"


def test_plurals_follow_each_language(french: Messages) -> None:
    def said(messages: Messages, count: int) -> str:
        return messages.text("cli.summary", words=800, count=count)

    assert said(french, 0).endswith("0 intertitre.")
    assert said(french, 2).endswith("2 intertitres.")
    assert said(Messages("en"), 0).endswith("0 subheadings.")


def test_a_count_may_be_given_to_a_sentence_without_plural(french: Messages) -> None:
    assert french.text("cli.checked", words=800, count=3) == "Article vérifié\u00a0: 800 mots."


def test_a_language_is_named_in_words(french: Messages) -> None:
    params = {"path": "a.txt", "language": "en"}
    assert "anglais" in french.text("error.input.not_french", params)
