"""Which language a text is written in: by its little words, else by its letters."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import langdetect  # pyright: ignore[reportMissingTypeStubs]
from langdetect.detector_factory import (  # pyright: ignore[reportMissingTypeStubs]
    DetectorFactory,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

from desktop_app.sources.extracted import words

UNKNOWN = "und"
_SEED = 0
_SAMPLE = 20_000
_PROFILES = (
    "fr en es it de pt nl ca ro pl cs sv da no fi hu tr el ru uk ar he fa hi zh-cn ja ko vi id"
)
_PRIOR: Mapping[str, float] = MappingProxyType({"fr": 0.4, "en": 0.1})
_LITTLE_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "fr": words(
            "le la les des du et est une un dans pour que qui au aux sur pas par avec ce",
            "cette ces son sa ses plus il elle ils elles nous vous je ne se sont été ont",
            "mais ou où leur leurs c'est qu d l à être avoir comme très sans sous chez",
            "votre notre",
        ),
        "en": words(
            "the of and to in is that for it was on are with as be this have from at by",
            "not or his her they an which you we their has had were will would can more",
            "about who its been than into",
        ),
        "es": words(
            "el los las y en del que por con para una se es no su al lo como más pero sus",
            "fue este ha son está entre cuando muy sin sobre también hasta hay donde",
            "desde",
        ),
        "it": words(
            "il di che è per con non una sono del della dei delle alla nel nella gli",
            "anche come ma ha più questo questa si da al lo dal sul ai loro essere stato",
        ),
        "de": words(
            "der die das und in den von zu mit ist nicht ein eine im auf für dem des sich",
            "auch als an es werden aus er hat dass sie nach bei einer um noch wie über",
        ),
        "pt": words(
            "o os as e do da em um uma para com não que por mais dos das como mas ao ele",
            "foi se na no sua ou quando muito nos já também só pelo pela até isso são",
            "está",
        ),
        "nl": words(
            "de het een en van in is dat op te zijn met voor niet aan er om ook als door",
            "maar bij uit naar deze wordt werd heeft hebben kan nog wel over",
        ),
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ADDRESS = re.compile(r"\S+://\S+|\S+@\S+|www\.\S+")


def language_of(text: str) -> str:
    """Give the code of a text's main language ("fr", "en"…), "und" when nothing tells.

    The same text always gives the same answer.
    """
    sample = _ADDRESS.sub(" ", text[:_SAMPLE]).replace("’", "'").lower()
    return _by_little_words(sample) or _by_letters(sample)


def _by_little_words(text: str) -> str | None:
    """Give the language whose articles and prepositions clearly prevail; None when none does."""
    words = [part for word in _WORD.findall(text) for part in word.split("'")]
    if not words:
        return None
    ranked = sorted(
        ((sum(word in known for word in words), name) for name, known in _LITTLE_WORDS.items()),
        reverse=True,
    )
    (best, name), (second, _) = ranked[:2]
    clear = best >= 2 and best >= 0.12 * len(words) and best >= 1.6 * second
    return name if clear else None


def _by_letters(text: str) -> str:
    if not any(char.isalpha() for char in text):
        return UNKNOWN
    factory = _factory()
    detector = factory.create()
    detector.set_prior_map(dict(_PRIOR) | {name: 0.02 for name in _PROFILES.split()[2:]})
    detector.append(text)
    try:
        return str(detector.detect())
    except langdetect.LangDetectException:
        return UNKNOWN


def _factory() -> Any:  # noqa: ANN401
    folder = Path(langdetect.__file__).parent / "profiles"
    factory = cast("Any", DetectorFactory())
    factory.set_seed(_SEED)
    factory.load_json_profile(
        [(folder / name).read_text(encoding="utf-8") for name in _PROFILES.split()]
    )
    return factory
