"""Finds what a line asks of an article: length, language, headings, tone, keyphrase, SEO."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from desktop_app.model import Length, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WishKind = Literal["length", "language", "headings", "tone", "keyphrase", "seo"]

_ABOUT = 0.1
_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{2,5}"
_AT_LEAST = (
    r"au moins|au minimum|un minimum de|minimum(?: of| de)?|min\.?"
    r"|at least|no less than|not less than"
    r"|plus de|more than|over|pas moins de|a minimum of"
)
_AT_MOST = (
    r"au plus|au maximum|un maximum de|maximum(?: of| de)?|max\.?"
    r"|at most|no more than|not more than"
    r"|pas plus de|moins de|less than|fewer than|under|up to|jusqu'à|a maximum of"
)
_AFTER_LEAST = r"minimum|min\b\.?|au moins|au minimum|or more|ou plus|et plus|at least|and more"
_AFTER_MOST = r"maximum|max\b\.?|au plus|au maximum|or less|or fewer|at most|tout au plus"
_NEARLY = "environ|d'environ|about|around|approximately|autour de|roughly"


def _spaced(pattern: str) -> str:
    """Give a pattern whose spaces a verbose expression keeps."""
    return pattern.replace(" ", r"[ ]") if "[ " not in pattern else pattern


_LENGTH = re.compile(
    rf"""
    (?:(?P<least>{_spaced(_AT_LEAST)})\s+|(?P<most>{_spaced(_AT_MOST)})\s+
       |(?:{_spaced(_NEARLY)})\s+)?
    (?:(?:entre|between|de|from)\s+)?
    (?<![\d.,])(?P<low>{_spaced(_NUMBER)})
    (?:\s*(?:-|–|à|et|to|and)\s*(?P<high>{_spaced(_NUMBER)}))?
    (?P<plus>\s?\+)?
    (?:[\s-]*(?:mots|words|word|mot)\b)
    (?:\s*\(?(?:(?P<after_least>{_spaced(_AFTER_LEAST)})
       |(?P<after_most>{_spaced(_AFTER_MOST)})|environ)\)?)?
    """,
    re.VERBOSE,
)
_LENGTH_LABEL = re.compile(
    rf"\b(?:longueur|length|nombre de mots|word count)\s*[:=]?\s*"
    rf"(?:(?P<least>{_AT_LEAST})\s+|(?P<most>{_AT_MOST})\s+)?(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|à|to)\s*(?P<high>{_NUMBER}))?(?P<plus>\s?\+)?(?:\s*(?:mots|words))?"
)
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "français": "fr", "francais": "fr", "french": "fr", "anglais": "en", "english": "en",
        "espagnol": "es", "spanish": "es", "allemand": "de", "german": "de", "italien": "it",
        "italian": "it", "portugais": "pt", "portuguese": "pt",
    }
)  # fmt: skip
_LANGUAGE = re.compile(
    rf"\b(?:(?:en|in|into|vers le|langue\s*:?|language\s*:?)\s+)(?P<name>{'|'.join(_LANGUAGES)})\b"
)
_HEADING_WORDS = (
    r"inter-?titres?|sous-?titres?|sub-?headings?|sub-?titles?|headings?|headers?"
    r"|h2(?:\s*(?:/|et|and)\s*h3)?|titres"
)
_HEADINGS = re.compile(
    rf"(?P<without>(?:sans|without|no|pas d'|aucun)\s*)?\b"
    rf"(?:(?:avec|with|des|use|add|include|ajoute[rz]?)\s+)?"
    rf"(?:{_HEADING_WORDS})\b(?:\s+(?:clairs?|h2|for the article))?"
)
_SEO = re.compile(
    r"\b(?:seo(?:[- ](?:compatible|friendly|optimi[sz]ed|ready|optimisé))?"
    r"|optimisée?s? (?:pour )?(?:le |du )?(?:seo|référencement(?: naturel)?)"
    r"|référencement naturel|référencement|search engines?|moteurs? de recherche)\b"
)
_KEYPHRASE = re.compile(
    r"\b(?:(?:avec|with|sur|use|utilise[rz]?|autour du|focus(?:ed)? on|target(?:ing)?)\s+)?"
    r"(?:(?:le|the|du|au)\s+)?"
    r"(?:mots?[- ]clés?|mots?[- ]cles?|expression[- ]clé|requête"
    r"|(?:focus |main |target )?key(?:word|phrase)s?)"
    r"(?:\s+(?:principale?|cible|visée?|seo|is|est))?\s*(?P<colon>[:=])?\s*"
    r"(?P<quote>[«“\"'])?\s*(?P<phrase>[^\n,;.»”\"]{2,60})(?:\s*[»”\"'])?"
)
_TONES: Mapping[Tone, str] = MappingProxyType(
    {
        "presse": r"journalisti\w+|de presse|presse|news|press",
        "neutre": r"neutr\w+|objecti\w+|factuel\w*|factual|sobre",
        "expert": r"expert\w*|techni\w+|professionnel\w*|professional|spécialis\w+",
        "pédagogique": r"pédago\w+|didacti\w+|educational|simple|clair|clear|vulgaris\w+",
        "proche": r"chaleureu\w+|amica\w+|convivia\w+|familier\w*|décontracté\w*|proche|friendly"
        r"|warm|casual|conversational|bienveillant\w*|humain\w*|intime|détendu\w*",
        "commercial": r"commercia\w+|vendeu\w+|persuasi\w+|promotion\w+|marketing|sales"
        r"|publicitaire|dynamique",
        "institutionnel": r"institution\w+|officiel\w*|formel\w*|corporate|formal|soutenu|official",
    }
)
_TONE_NAME = "|".join(f"(?:{pattern})" for pattern in _TONES.values())
_TONE = re.compile(
    rf"\b(?:(?:d'un|un|avec un|in an?|with an?|use an?|le|sur un|dans un)\s+)?(?:"
    rf"(?:ton|style|registre|voix|tone(?: of voice)?)\s*(?::|plutôt|is|est|of)?\s*"
    rf"(?P<after>{_TONE_NAME})"
    rf"(?:\s+(?:et|and)\s+\w+)?|(?P<before>{_TONE_NAME})\s+(?:tone|style|voice))"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked for, and the span of the line that asks it."""

    kind: WishKind
    start: int
    end: int
    value: object = None


def wishes(line: str) -> list[Wish]:
    """Give what a line asks for, from a line in lower case with straight apostrophes."""
    found: list[Wish] = []
    for finder in (_keyphrases, _lengths, _languages, _headings, _tones, _seo):
        for wish in finder(line):
            if not any(wish.start < other.end and other.start < wish.end for other in found):
                found.append(wish)
    return found


def _keyphrases(line: str) -> Iterator[Wish]:
    for match in _KEYPHRASE.finditer(line):
        phrase = re.split(r"\s+(?:et|and|avec|with|in|en)\s+(?=\d|au|at|un|des|français|french)",
                          match["phrase"])[0].strip(" '’:")  # fmt: skip
        if (match["colon"] or match["quote"]) and phrase:
            yield Wish("keyphrase", match.start(), match.start("phrase") + len(phrase), phrase)


def _lengths(line: str) -> Iterator[Wish]:
    for pattern in (_LENGTH, _LENGTH_LABEL):
        for match in pattern.finditer(line):
            if (length := _length(match)) is not None:
                yield Wish("length", match.start(), match.end(), length)


def _length(match: re.Match[str]) -> Length | None:
    groups = match.groupdict()
    low = _integer(groups["low"])
    high = _integer(groups["high"]) if groups.get("high") else None
    if not 50 <= low <= 50_000 or (high is not None and high < low):
        return None
    if high is not None:
        return Length(low, high)
    if groups.get("least") or groups.get("after_least") or groups.get("plus"):
        return Length(low, None)
    if groups.get("most") or groups.get("after_most"):
        return Length(None, low)
    return Length(round(low * (1 - _ABOUT)), round(low * (1 + _ABOUT)))


def _integer(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _languages(line: str) -> Iterator[Wish]:
    for match in _LANGUAGE.finditer(line):
        yield Wish("language", match.start(), match.end(), _LANGUAGES[match["name"]])


def _headings(line: str) -> Iterator[Wish]:
    for match in _HEADINGS.finditer(line):
        yield Wish("headings", match.start(), match.end(), not match["without"])


def _tones(line: str) -> Iterator[Wish]:
    for match in _TONE.finditer(line):
        word = match["after"] or match["before"]
        for tone, pattern in _TONES.items():
            if re.fullmatch(pattern, word):
                yield Wish("tone", match.start(), match.end(), tone)
                break


def _seo(line: str) -> Iterator[Wish]:
    for match in _SEO.finditer(line):
        yield Wish("seo", match.start(), match.end())
