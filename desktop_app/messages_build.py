"""Compiles the catalogs at set-up, or checks them (`--check`).

Each language's catalog is written in parts, `resources/locale/<language>/<area>.po`, and merged
into one .mo. The check wants every id in both languages, with the same parameters, and every id
that the code names.
"""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from desktop_app.resources import resource, root

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
_CALL = re.compile(
    r"(?:\.text|\btr|\btranslate|message=|Notice)\(?\s*\"((?:[a-z_0-9]+\.)+[a-z_0-9]+)\""
)


def merged(language: str) -> Catalog:
    """Give the catalog of one language; raises ValueError when two parts hold the same id."""
    whole = Catalog(locale=language)
    for part in sorted(resource("locale", language).glob("*.po")):
        with part.open("rb") as file:
            catalog = read_po(file, locale=language)
        for message in catalog:
            if not message.id:
                continue
            if message.id in whole:
                raise ValueError(f"{part}: {message.id} stands in two catalogs")
            whole[message.id] = message
    return whole


def build() -> None:
    """Write each language's .mo."""
    for language in LANGUAGES:
        target = resource("locale", language, "LC_MESSAGES", "intertitre.mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        whole = merged(language)
        with target.open("wb") as file:
            write_mo(file, whole)


def faults() -> list[str]:
    """Name every id that is missing, empty, or has other parameters in one of the languages."""
    catalogs = {language: {_key(m): m for m in merged(language) if m.id} for language in LANGUAGES}
    found: list[str] = []
    keys = {key for catalog in catalogs.values() for key in catalog}
    for key in sorted(keys):
        entries = [catalogs[language].get(key) for language in LANGUAGES]
        for language, entry in zip(LANGUAGES, entries, strict=True):
            if entry is None or not all(_texts(entry)):
                found.append(f"{key}: not in {language}")
        named = {frozenset(_parameters(e)) for e in entries if e is not None}
        if len(named) > 1:
            found.append(f"{key}: other parameters in one language")
    found += [
        f"{name}: named in the code, in no catalog"
        for name in _named_in_code() - set(catalogs["fr"])
    ]
    return found


def _key(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def _texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _parameters(message: Message) -> Iterator[str]:
    for text in _texts(message):
        for _, name, _, _ in string.Formatter().parse(text):
            if name:
                yield name


def _named_in_code() -> set[str]:
    names: set[str] = set()
    for file in Path(root(), "desktop_app").rglob("*.py"):
        names.update(_CALL.findall(file.read_text(encoding="utf-8")))
    return names


def main(arguments: list[str]) -> int:
    """Build, or check and print what is wrong."""
    if "--check" in arguments:
        found = faults()
        print("\n".join(found) or "translations: complete")
        return 1 if found else 0
    build()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
