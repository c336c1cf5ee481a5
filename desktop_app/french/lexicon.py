"""The French lexicon: what a form can be, and how common it is.

Part of speech, features and lemma come from LEFFF 3.4 (LGPL-LR), frequencies from wordfreq 3.1.1
(CC BY-SA 4.0); `lexicon_build.py` packs both at set-up.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMS_FILE = "lefff.tsv.xz"
ZIPF_FILE = "zipf-fr.tsv.xz"
UNKNOWN_ZIPF = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a form can be: LEFFF's part of speech ("nc", "v", "adj"…), its features, lemma."""

    pos: str
    features: str
    lemma: str


_PIECE = 200_000


def _lines(text: str) -> Iterator[str]:
    # Cut whole, 366,000 lines would keep every other thread waiting.
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE)
        end = len(text) if end < 0 else end
        yield from text[start:end].split("\n")
        start = end + 1


class Lexicon:
    """366,000 French forms with their readings and Zipf frequencies."""

    def __init__(self, forms: dict[str, str], zipf: dict[str, float]) -> None:
        """Take packed readings by form and frequencies by form."""
        self._forms = forms
        self._zipf = zipf
        self._cached = lru_cache(maxsize=50_000)(self._parse)

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read the packed files (0.3–0.4 s); raises FileNotFoundError when set-up has not run."""
        forms: dict[str, str] = {}
        with lzma.open(folder / FORMS_FILE, "rt", encoding="utf-8") as lines:
            for line in _lines(lines.read()):
                form, _, packed = line.partition("\t")
                forms[form] = packed
        forms.pop("", None)
        zipf: dict[str, float] = {}
        with lzma.open(folder / ZIPF_FILE, "rt", encoding="utf-8") as lines:
            for line in _lines(lines.read()):
                value, _, words = line.partition("\t")
                if words:
                    zipf.update(dict.fromkeys(words.split(" "), float(value)))
        return cls(forms, zipf)

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Give what this form can be, as written; () when unknown. Apostrophes may be either."""
        return self._cached(form.replace("’", "'"))

    def __contains__(self, form: str) -> bool:
        return form.replace("’", "'") in self._forms

    def zipf(self, form: str) -> float:
        """Give the form's Zipf frequency: log10 of occurrences in a billion words, about 0–8."""
        return self._zipf.get(form.lower().replace("’", "'"), UNKNOWN_ZIPF)

    def _parse(self, form: str) -> tuple[Reading, ...]:
        packed = self._forms.get(form)
        if not packed:
            return ()
        readings: list[Reading] = []
        for item in packed.split("|"):
            pos, features, lemma = item.split(":", 2)
            readings.append(Reading(pos, features, lemma or form))
        return tuple(readings)
