"""Every bad input ends in one typed error that names the file."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter

from desktop_app import errors
from desktop_app.sources import READABLE_SUFFIXES, read_bytes, read_source
from desktop_app.sources.archives import OLE_HEADER

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

LOCKED_DOCX = OLE_HEADER + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _zip(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _pdf(*, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


LOCKED_ODT = _zip(
    **{
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"\x8f\x10",
        "META-INF/manifest.xml": b"<manifest:file-entry><manifest:encryption-data/>",
    }
)
CASES: list[tuple[str, bytes, type[errors.InputError]]] = [
    ("vide.txt", b"", errors.EmptySourceError),
    ("blancs.txt", b" \n\t\r\n \xc2\xa0", errors.EmptySourceError),
    ("bom.txt", b"\xef\xbb\xbf", errors.EmptySourceError),
    ("signes.txt", b"---\n...\n", errors.EmptySourceError),
    ("vide.md", b"---\ntitle: T\n---\n", errors.EmptySourceError),
    ("vide.html", b"<html><body></body></html>", errors.EmptySourceError),
    ("rien.html", b"", errors.EmptySourceError),
    ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff\xfe", errors.NotTextError),
    ("image.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff\xfe", errors.NotTextError),
    ("casse.docx", b"PK\x03\x04 rien de bon", errors.BrokenFileError),
    ("vide.docx", b"", errors.BrokenFileError),
    ("texte.docx", b"Du texte.", errors.BrokenFileError),
    ("autre.docx", _zip(**{"a.txt": b"x"}), errors.BrokenFileError),
    ("faux.docx", _zip(**{"word/document.xml": b"<w:document"}), errors.BrokenFileError),
    ("vieux.docx", OLE_HEADER + bytes(2000), errors.BrokenFileError),
    ("verrou.docx", LOCKED_DOCX, errors.PasswordError),
    ("bombe.docx", _zip(**{"word/document.xml": bytes(120_000_000)}), errors.TooLargeError),
    ("foule.docx", _zip(**{f"{i}.xml": b"" for i in range(6000)}), errors.TooLargeError),
    ("casse.odt", b"PK\x03\x04 rien de bon", errors.BrokenFileError),
    ("faux.odt", _zip(**{"content.xml": b"<a>"}), errors.BrokenFileError),
    ("verrou.odt", LOCKED_ODT, errors.PasswordError),
    ("texte.rtf", b"Du texte.", errors.BrokenFileError),
    ("vide.rtf", b"{\\rtf1 }", errors.EmptySourceError),
    ("casse.pdf", b"%PDF-1.4 rien", errors.BrokenFileError),
    ("vide.pdf", b"", errors.BrokenFileError),
    ("scan.pdf", _pdf(), errors.ScanError),
    ("verrou.pdf", _pdf(password="secret"), errors.PasswordError),
    ("photo.jpg", b"\xff\xd8", errors.UnknownFormatError),
    ("vieux.doc", OLE_HEADER, errors.UnknownFormatError),
]


@pytest.mark.parametrize(("name", "data", "error"), CASES, ids=[case[0] for case in CASES])
def test_bad_files(name: str, data: bytes, error: type[errors.InputError], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for read in (lambda: read_source(path), lambda: read_bytes(data, str(path))):
        with pytest.raises(error) as caught:
            read()
        assert type(caught.value) is error
        assert caught.value.params["path"] == str(path)
        assert caught.value.exit_code == 2


def test_missing_folder_and_unknown(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFileError):
        read_source(tmp_path / "absent.txt")
    with pytest.raises(errors.FolderError):
        read_source(tmp_path)
    with pytest.raises(errors.UnknownFormatError) as caught:
        read_bytes(b"x", "a.xyz")
    assert caught.value.params["suffix"] == ".xyz"
    assert caught.value.params["known"] == READABLE_SUFFIXES


def test_a_text_past_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "enorme.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(errors.TooLargeError) as caught:
        read_source(path)
    assert caught.value.params["size_mb"] == 200
    assert caught.value.params["limit_mb"] == 20
    with pytest.raises(errors.TooLargeError):
        read_bytes(b"mot " * 30, "a.txt", limit_bytes=100)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_file_that_may_not_be_read(
    tmp_path: Path, as_ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Du texte.")
    path.chmod(0)
    with as_ordinary_user():
        with pytest.raises(PermissionError):
            path.read_bytes()
        with pytest.raises(errors.UnreadableFileError):
            read_source(path)


def test_a_read_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Du texte.")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.UnreadableFileError):
        read_source(path)


def test_a_nameless_drop_and_capital_suffixes() -> None:
    assert read_bytes("Un été.".encode(), "-").text == "Un été."
    assert read_bytes("# Été".encode(), "A.MD").text == "Été"


def test_deeply_nested_pages_end_well() -> None:
    page = "<div>" * 1000 + "Du texte." + "</div>" * 1000
    assert "Du texte." in read_bytes(page.encode(), "a.html").text
