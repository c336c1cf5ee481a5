"""Bad input ends with one clear sentence, exit code 2, and nothing written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop_app.errors import OutputReadOnlyError
from desktop_app.exports.write import check_outputs
from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from .conftest import Outcome

NEWS = resource("samples", "actualite.txt")


def assert_refused(outcome: Outcome, *words: str) -> None:
    assert outcome.code == 2, outcome.said
    assert outcome.written() == []
    said = outcome.said.strip()
    for word in words:
        assert word in said
    assert "error." not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--words", "abc"], "abc"),
        (["--words", "900-700"], "900-700"),
        (["--words", "0"], "0"),
        (["--tone", "fâché"], "fâché"),
        (["--writer", "personne"], "personne"),
        (["--inconnue"], "--inconnue"),
    ],
)
def test_an_option_that_cannot_be(
    options: list[str], word: str, intertitre: Callable[..., Outcome]
) -> None:
    assert_refused(intertitre(["write", NEWS, "-o", "{out}/a.md", *options]), word)


def test_an_output_that_cannot_be(intertitre: Callable[..., Outcome]) -> None:
    assert_refused(intertitre(["write", NEWS, "-o", "{out}/a.pdf"]), ".pdf", ".docx")
    assert_refused(intertitre(["write", NEWS, "-o", "{out}/nowhere/a.md"]), "nowhere")
    assert_refused(intertitre(["write", NEWS]), "--output")


def test_a_source_that_cannot_be(intertitre: Callable[..., Outcome], tmp_path: Path) -> None:
    def refused(source: Path, *words: str) -> None:
        assert_refused(intertitre(["write", source, "-o", "{out}/a.md"]), *words)

    refused(tmp_path / "absent.txt", "absent.txt")
    refused(tmp_path, str(tmp_path))
    for name, data in (
        ("vide.txt", b""),
        ("blanc.txt", b" \n\t\n"),
        ("octets.txt", os.urandom(4096)),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        refused(path, name)
    broken = tmp_path / "casse.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    refused(broken, "casse.docx")


def test_a_text_that_is_not_french_names_its_language(
    intertitre: Callable[..., Outcome], tmp_path: Path
) -> None:
    english = tmp_path / "english.txt"
    english.write_text(
        "The council met on Monday to discuss the new library. Members agreed that the building "
        "should open before the summer, and asked the mayor to find the money for it. " * 5,
        "utf-8",
    )
    assert_refused(intertitre(["write", english, "-o", "{out}/a.md"]), "anglais", "IA")


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="Unix permissions")
def test_a_read_only_folder_is_refused(
    tmp_path: Path, as_ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    with as_ordinary_user():
        with pytest.raises(PermissionError):
            (folder / "probe").touch()
        with pytest.raises(OutputReadOnlyError):
            check_outputs([folder / "a.md"])
