"""Bytes to text: UTF-8 and UTF-16 with or without mark, Windows-1252, Mac Roman."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from desktop_app.errors import NotTextError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿæœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ«»’‘“”–—…€°\u00a0")
_WITHIN_WORD = re.compile(r"(?<=[a-zàâçéèêëîïôùû])[^\W\d_a-zàâäçéèêëîïôöùûüÿæœñ](?=[a-z])")
_SAMPLE = 64_000


def decode(data: bytes, path: str) -> tuple[str, str]:
    """Give the text and its encoding; raises NotTextError when the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding
            except UnicodeDecodeError as error:
                raise NotTextError(path=path, details=str(error)) from error
    if (found := _unmarked(data)) is None:
        raise NotTextError(path=path)
    return found


def _unmarked(data: bytes) -> tuple[str, str] | None:
    if encoding := _utf_16_by_zeros(data):
        return _decoded(data, encoding)
    if b"\x00" in data or _control_share(data) > 0.02:
        return None
    return _decoded(data, "utf-8") or _single_byte(data)


def _decoded(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (text, encoding) if "\x00" not in text else None


def _utf_16_by_zeros(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: in Latin script every other byte is almost always zero."""
    head = data[:_SAMPLE]
    if len(data) % 2 or len(head) < 2:
        return None
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _control_share(data: bytes) -> float:
    head = data[:_SAMPLE]
    controls = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in head)
    return controls / max(1, len(head))


def _single_byte(data: bytes) -> tuple[str, str] | None:
    """Choose between Windows-1252 and Mac Roman by how French each reads; else ask the detector."""
    candidates: list[tuple[float, str, str]] = []
    for encoding in ("cp1252", "mac_roman"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((_frenchness(text[:_SAMPLE]), text, encoding))
    score, text, encoding = max(candidates, default=(0.0, "", ""))
    if score > 0.5:
        return text, encoding
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    found = _decoded(data, best.encoding)
    return found if found and _reads_as_text(found[0]) else None


def _frenchness(text: str) -> float:
    """Give the share of the characters beyond ASCII that French uses, where French uses them."""
    beyond = [char for char in text if char >= "\x80"]
    if not beyond:
        return 1.0
    good = sum(char in _FRENCH for char in beyond)
    odd = len(_WITHIN_WORD.findall(text)) + len(_CONTROLS.findall(text))
    return (good - odd) / len(beyond)


def _reads_as_text(text: str) -> bool:
    head = text[:_SAMPLE]
    letters = sum(char.isalpha() or char.isspace() for char in head)
    return letters > 0.6 * len(head) and not _CONTROLS.search(head)
