"""Old and new encodings, on long and short French text; bytes that are no text."""

from __future__ import annotations

import os

import pytest

from desktop_app.errors import NotTextError
from desktop_app.resources import resource
from desktop_app.sources import read_bytes
from desktop_app.sources.encodings import decode

SHORT = (
    "Été à Nîmes",
    "L'école fermée",
    "Ça coûte 12 francs",
    "Noël : « où est-il ? »",
    "Élève, naïf, maïs, œuf",
)
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "mac_roman": "mac_roman",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_french_text_in_each_encoding(encoding: str) -> None:
    long = resource("samples", "tutoriel.md").read_text(encoding="utf-8")
    for text in (*SHORT, long):
        data = text.encode(encoding)
        found, name = decode(data, "a.txt")
        assert found == text, encoding
        assert name == ENCODINGS[encoding], text[:20]


def test_a_source_names_its_encoding() -> None:
    source = read_bytes("L’été à Nîmes".encode("mac_roman"), "a.txt")
    assert (source.text, source.encoding) == ("L’été à Nîmes", "mac_roman")


def test_composed_letters_and_line_ends_are_made_one() -> None:
    source = read_bytes(
        "Un e\u0301te\u0301.\r\nDeux.\rTrois.\u2028Quatre.\x00".encode()[:-1], "a.txt"
    )
    assert source.text == "Un été.\nDeux.\nTrois.\nQuatre."


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"PK\x03\x04\x14\x00" + os.urandom(500),
        bytes(range(256)) * 8,
        b"\xff\xfe\x00\xd8",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x00\x00stream\x01\x02\x03" + os.urandom(400),
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data, "a.txt")


def test_random_bytes_without_a_zero_are_no_text() -> None:
    data = bytes(1 + (index * 7919 + index * index * 31) % 255 for index in range(4000))
    with pytest.raises(NotTextError):
        decode(data, "a.txt")
