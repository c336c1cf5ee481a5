"""The user's words and ignored remarks as plain text that may be edited by hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.dictionary import IGNORED_FILE, WORDS_FILE, Dictionary, TextList

if TYPE_CHECKING:
    from pathlib import Path


def test_words_are_lines_under_a_comment(tmp_path: Path) -> None:
    folder = tmp_path / "réglages"
    dictionary = Dictionary(folder, "Vos mots", "Ignorés")
    assert dictionary.words.entries == frozenset()
    for word in ("Stroumpfy", " kombuchaté ", "Stroumpfy", "Le Mans"):
        dictionary.words.add(word)
    dictionary.ignored.add("typography.double_space|  ")
    assert (folder / WORDS_FILE).read_text(encoding="utf-8").splitlines() == [
        "# Vos mots", "Stroumpfy", "kombuchaté", "Le Mans",
    ]  # fmt: skip
    again = Dictionary(folder)
    assert again.words.entries == {"Stroumpfy", "kombuchaté", "Le Mans"}
    assert again.ignored.entries == {"typography.double_space|  "}
    assert (folder / IGNORED_FILE).is_file()


def test_an_edit_by_hand_is_seen_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    words = TextList(file, "")
    words.add("un")
    assert words.entries == {"un"}
    file.write_bytes("\ufeff# à moi\r\nun\r\n\r\n deux \r\n".encode())
    os.utime(file, ns=(1, 1))
    assert words.entries == {"un", "deux"}
    words.add("trois")
    words.remove("un")
    assert file.read_text(encoding="utf-8") == "# à moi\n\n deux \ntrois\n"


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"caf\xe9\n")
    words = TextList(file, "")
    assert words.entries == frozenset()
    with pytest.raises(UnicodeError):
        words.add("un")
    assert file.read_bytes() == b"caf\xe9\n"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6))
def test_what_is_added_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, added: list[str]
) -> None:
    file = tmp_path_factory.mktemp("words") / "words.txt"
    for word in added:
        TextList(file, "").add(word)
    entries = TextList(file, "").entries
    assert all(entry.splitlines() == [entry] for entry in entries)
    assert len(entries) <= len(added)
    for word in added:
        TextList(file, "").remove(word)
    assert TextList(file, "").entries == frozenset()
