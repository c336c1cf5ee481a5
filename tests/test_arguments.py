from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.arguments import language_in, parse_arguments, parse_length
from desktop_app.errors import LengthError, UsageError
from desktop_app.model import AiChoice, Length


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("700+", Length(700, None)),
        ("700", Length(630, 770)),
        ("700-1000", Length(700, 1000)),
        ("700–1000", Length(700, 1000)),
        ("-1000", Length(None, 1000)),
        (" 1 200+ ", Length(1200, None)),
    ],
)
def test_a_length_as_writers_say_it(value: str, length: Length) -> None:
    assert parse_length(value) == length


@pytest.mark.parametrize(
    "value", ["abc", "900-700", "", "+", "-", "0", "0+", "700-", "7.5", "+700"]
)
def test_a_length_that_is_none(value: str) -> None:
    with pytest.raises(LengthError):
        parse_length(value)


def test_at_most_is_not_taken_for_an_option() -> None:
    options = parse_arguments(["write", "a.txt", "-o", "a.md", "--words", "-1000"])
    assert options.wishes.length == Length(None, 1000)


def test_files_alone_open_the_window() -> None:
    assert parse_arguments([]).command == "window"
    assert parse_arguments(["a.txt", "b.md"]).files == ("a.txt", "b.md")
    assert parse_arguments(["--startup-time"]).command == "startup-time"


def test_outputs_and_keywords_repeat() -> None:
    options = parse_arguments(
        ["write", "-", "-o", "a.md", "-o", "b.html", "--keyword", "gare", "--keyword", "quai"]
    )
    assert [str(path) for path in options.outputs] == ["a.md", "b.html"]
    assert options.wishes.keywords == ("gare", "quai")
    assert options.files == ("-",)


@pytest.mark.parametrize(
    "arguments",
    [
        ["write", "a.txt"],
        ["write", "-o", "a.md"],
        ["check"],
        ["check", "a", "b"],
        ["write", "a.txt", "-o"],
        ["write", "a.txt", "-o", "a.md", "--nope"],
    ],
)
def test_what_cannot_be_understood(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_arguments(arguments)


def test_naming_an_ai_asks_for_it() -> None:
    given = ["--base-url", "localhost:11434", "--model=x", "--context", "4096", "--allow-host", "h"]
    options = parse_arguments(["write", "a.txt", "-o", "a.md", *given])
    assert options.wishes.writer == "ai"
    assert options.ai == AiChoice("localhost:11434", "x", 4096, allowed_hosts=("h",))
    offline = parse_arguments(["write", "a.txt", "-o", "a.md", "--writer=offline", *given])
    assert offline.wishes.writer == "offline"
    assert parse_arguments(["prompt", "a.txt"]).wishes.writer == "ai"
    pasted = parse_arguments(["write", "a.txt", "-o", "a.md", "--reply", "r.md"])
    assert (pasted.wishes.writer, pasted.reply) == ("ai", Path("r.md"))


@pytest.mark.parametrize("wrong", [["--context", "0"], ["--context=abc"], ["--timeout", "-1"]])
def test_numbers_for_an_ai_must_be_some(wrong: list[str]) -> None:
    with pytest.raises(UsageError):
        parse_arguments(["write", "a.txt", "-o", "a.md", *wrong])


def test_the_language_is_known_before_anything_else() -> None:
    assert language_in(["--lang", "en", "--nope"]) == "en"
    assert language_in(["--lang=fr"]) == "fr"
