"""Finds the figures of a text, in digits or in words, with their value and unit."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

NumberKind = Literal["cardinal", "ordinal", "fraction"]

_SMALL = {
    "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90,
}  # fmt: skip
_SCALES = {
    "mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "billion": 10**12, "billions": 10**12, "millier": 1000, "milliers": 1000,
}  # fmt: skip
_COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_ORDINAL_STEMS = {
    "unième": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6,
    "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12,
    "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16, "vingtième": 20,
    "trentième": 30, "quarantième": 40, "cinquantième": 50, "soixantième": 60, "centième": 100,
    "millième": 1000, "premier": 1, "première": 1, "second": 2, "seconde": 2,
}  # fmt: skip
_WEAK_ORDINALS = frozenset({"premier", "première", "second", "seconde"})
_SHARES = {"demi": 2, "demie": 2, "moitié": 2, "tiers": 3, "quart": 4, "quarts": 4}
UNITS = {
    "%": "%", "pour cent": "%", "pourcent": "%", "€": "euro", "euro": "euro", "euros": "euro",
    "$": "dollar", "dollar": "dollar", "dollars": "dollar", "£": "livre", "franc": "franc",
    "francs": "franc", "km": "km", "kilomètre": "km", "kilomètres": "km", "m": "m",
    "mètre": "m", "mètres": "m", "cm": "cm", "centimètre": "cm", "centimètres": "cm",
    "mm": "mm", "millimètre": "mm", "millimètres": "mm", "ha": "ha", "hectare": "ha",
    "hectares": "ha", "kg": "kg", "kilo": "kg", "kilos": "kg", "kilogramme": "kg",
    "kilogrammes": "kg", "g": "g", "gramme": "g", "grammes": "g", "t": "tonne",
    "tonne": "tonne", "tonnes": "tonne", "l": "litre", "litre": "litre", "litres": "litre",
    "cl": "cl", "centilitres": "cl", "ml": "ml", "millilitres": "ml", "min": "minute",
    "minute": "minute", "minutes": "minute", "seconde": "seconde", "secondes": "seconde",
    "heure": "heure", "heures": "heure", "h": "heure", "jour": "jour", "jours": "jour",
    "journée": "jour", "journées": "jour", "semaine": "semaine", "semaines": "semaine",
    "mois": "mois", "trimestre": "trimestre", "trimestres": "trimestre", "an": "an",
    "ans": "an", "année": "an", "années": "an", "décennie": "décennie",
    "décennies": "décennie", "siècle": "siècle", "siècles": "siècle", "°c": "degré",
    "°": "degré", "degré": "degré", "degrés": "degré", "km/h": "km/h", "m²": "m²", "m2": "m²",
    "km²": "km²", "km2": "km²", "m³": "m³", "m3": "m³", "kwh": "kWh", "mwh": "MWh", "kw": "kW",
    "mw": "MW", "gw": "GW", "mètres carrés": "m²", "mètre carré": "m²",
    "kilomètres carrés": "km²", "mètres cubes": "m³", "mètre cube": "m³",
}  # fmt: skip
_LONG_SCALES = {"k": 1000, "m": 10**6, "md": 10**9, "mds": 10**9, "mrd": 10**9}

_GAP = r"[ \u00a0\u202f]"
_DIGITS = re.compile(
    rf"(?<![\w])(?<![A-Za-zÀ-ÿ][-‑])(?:\d{{1,3}}(?:{_GAP}\d{{3}}(?!\d))+(?:,\d+)?"
    r"|\d{1,3}(?:\.\d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,]\d+)?)"
)
_BASE = "|".join(sorted([*_SMALL, "cent", "cents", *_SCALES], key=len, reverse=True))
_WORDS = re.compile(
    rf"(?<![\w'’-])(?:{_BASE})(?:(?:[-‑ \u00a0]et[-‑ \u00a0]|[-‑ \u00a0])(?:{_BASE}))*(?![\w-])",
    re.IGNORECASE,
)
_ORDINAL_WORDS = re.compile(
    rf"(?<!\w)(?P<base>(?:(?:{_BASE})[-‑ \u00a0](?:et[-‑ \u00a0])?)*)"
    rf"(?P<last>{'|'.join(_ORDINAL_STEMS)})(?P<plural>s?)(?!\w)",
    re.IGNORECASE,
)
_ORDINAL_SUFFIX = re.compile(r"(?:ers?|res?|ères?|nde?s?|èmes?|emes?|es?)(?![\w])")
# « Le », « Ce » are words: L and C count only among other letters.
_ROMAN = re.compile(r"(?<!\w)(?P<roman>[IVX]|[IVXLC]{2,})(?:e|er|ème)(?!\w)")
_COLLECTIVE = re.compile(
    rf"(?<!\w)(?:(?P<count>une?|{'|'.join(list(_SMALL)[2:17])}|\d+){_GAP}(?:bonne{_GAP}|petite{_GAP})?)"
    rf"(?P<name>{'|'.join(_COLLECTIVES)})s?(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<!\w)(?:(?P<half>la{_GAP}moitié)|(?P<top>une?|deux|trois|quatre|le|les{_GAP}deux|les{_GAP}trois)"
    rf"{_GAP}(?P<bottom>tiers|quarts?|(?:cinqu|six|sept|huit|neuv|dix)ièmes?)"
    r"|(?P<demi>(?:une?)[  \u00a0]demi)(?=[-‑ ]))(?![\wà-ÿ])",
    re.IGNORECASE,
)
_POUR = re.compile(r"pour\s$", re.IGNORECASE)
_AND_HALF = re.compile(rf"{_GAP}et{_GAP}demie?(?!\w)")
_SCALE_AFTER = re.compile(
    rf"{_GAP}?(?P<word>mille|millions?|milliards?|billions?|milliers?)(?!\w)"
    rf"|{_GAP}?(?P<short>k|Mds?|Mrd|M)(?={_GAP}?[€$]|{_GAP}d['’])"
)
_UNIT_SIGN = re.compile(
    rf"{_GAP}?(?P<sign>%|€|\$|£|°C|°|pour{_GAP}cent(?!\w)|km/h|k?m[²³23](?!\w))"
)
_UNIT_WORD = re.compile(rf"{_GAP}?(?:d['’]|de{_GAP})?(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and its place.

    `unit` is a known unit's own name ("%", "km", "an") or ""; `noun` the word after it, lower
    case, or "". `approximate` marks « une vingtaine »; `weak` marks what may be no figure at all
    (« premier », « neuf » after a noun).
    """

    text: str
    start: int
    end: int
    value: Fraction
    kind: NumberKind = "cardinal"
    unit: str = ""
    noun: str = ""
    approximate: bool = False
    weak: bool = False

    @property
    def key(self) -> tuple[Fraction, bool]:
        """What two mentions of one figure share: the value, and whether it is a rank."""
        return self.value, self.kind == "ordinal"


def numbers(text: str) -> list[Number]:
    """Give the text's figures in order, none overlapping; « un » and « une » alone are none."""
    found: list[Number] = []
    taken: list[tuple[int, int]] = []
    finders = (_collectives, _shares, _ordinal_words, _romans, _digit_numbers, _word_numbers)
    for finder in finders:
        fresh: list[tuple[int, int]] = []
        for number in finder(text):
            if not _overlaps(number, taken):
                found.append(number)
                fresh.append((number.start, number.end))
        taken = sorted(taken + fresh)
    return sorted((_with_noun(text, n) for n in found), key=lambda n: n.start)


def _overlaps(number: Number, taken: list[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (number.start, number.start))
    near = taken[max(0, index - 1) : index + 1]
    return any(start < number.end and number.start < end for start, end in near)


def _collectives(text: str) -> Iterator[Number]:
    for match in _COLLECTIVE.finditer(text):
        count = match.group("count").lower()
        times = int(count) if count.isdigit() else _SMALL[count]
        value = Fraction(times * _COLLECTIVES[match.group("name").lower()])
        yield Number(match.group(), match.start(), match.end(), value, approximate=True)


def _shares(text: str) -> Iterator[Number]:
    for match in _SHARE.finditer(text):
        if match.group("half") or match.group("demi"):
            value = Fraction(1, 2)
        else:
            top = match.group("top").lower().split()[-1]
            above = {"le": 1, **_SMALL}.get(top, 1)
            value = Fraction(above, _denominator(match.group("bottom").lower()))
        yield Number(match.group(), match.start(), match.end(), value, kind="fraction")


def _denominator(word: str) -> int:
    singular = word if word == "tiers" else word.removesuffix("s")
    return _SHARES.get(singular) or _ORDINAL_STEMS[singular]


def _ordinal_words(text: str) -> Iterator[Number]:
    for match in _ORDINAL_WORDS.finditer(text):
        last = match.group("last").lower()
        base = re.split(r"[-‑ \u00a0]+", match.group("base").lower())
        parsed = _parse([w for w in base if w and w != "et"]) if match.group("base") else 0
        if parsed is None or (parsed and last in _WEAK_ORDINALS):
            continue
        value = _ORDINAL_STEMS[last]
        total = parsed * value if value >= 100 and parsed else parsed + value
        weak = last in _WEAK_ORDINALS
        yield Number(
            match.group(), match.start(), match.end(), Fraction(total), kind="ordinal", weak=weak
        )


def _romans(text: str) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        value = _roman_value(match.group("roman"))
        yield Number(match.group(), match.start(), match.end(), Fraction(value), kind="ordinal")


def _roman_value(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _digit_numbers(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        digits = re.sub(_GAP, "", match.group())
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "")
        value = Fraction(digits.replace(",", "."))
        suffix = _ORDINAL_SUFFIX.match(text, match.end())
        if suffix:
            end = suffix.end()
            yield Number(text[match.start() : end], match.start(), end, value, kind="ordinal")
        else:
            yield _scaled(text, match.start(), match.end(), value)


def _word_numbers(text: str) -> Iterator[Number]:
    for match in _WORDS.finditer(text):
        for start, end, words in _runs(match.group()):
            value = _parse(words)
            if value is None or words in (["un"], ["une"]):
                continue
            if words == ["cent"] and _POUR.search(
                text[max(0, match.start() + start - 5) : match.start() + start]
            ):
                continue
            if words[0] in ("million", "millions", "milliard", "milliards", "millier", "milliers"):
                continue
            number = _scaled(text, match.start() + start, match.start() + end, Fraction(value))
            yield replace(number, weak=words == ["neuf"] and _ends_phrase(text, number.end))


def _ends_phrase(text: str, position: int) -> bool:
    return not re.match(rf"{_GAP}[^\W\d_]{{3,}}", text[position : position + 5])


def _runs(phrase: str) -> Iterator[tuple[int, int, list[str]]]:
    """Cut « deux trois » into the longest stretches that make one number each."""
    pieces = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"[^\W\d_]+", phrase)]
    pieces = [p for p in pieces if p[2] != "et"]
    begin = 0
    while begin < len(pieces):
        end = len(pieces)
        while end > begin + 1 and _parse([p[2] for p in pieces[begin:end]]) is None:
            end -= 1
        yield pieces[begin][0], pieces[end - 1][1], [p[2] for p in pieces[begin:end]]
        begin = end


def _parse(words: list[str]) -> int | None:
    """Give the value of number words; None when they do not make one number."""
    total = current = 0
    ceiling = 10**15
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            if scale >= ceiling:
                return None
            total += max(1, current) * scale if total == 0 or current else scale
            current, ceiling = 0, scale
        elif word in ("cent", "cents"):
            if current >= 100 or (current > 9 and current % 100):
                return None
            current = max(1, current) * 100
        else:
            joined = _add(current, _SMALL[word], word)
            if joined is None:
                return None
            current = joined
    return total + current


def _add(current: int, value: int, word: str) -> int | None:
    rest = current % 100
    if word.startswith("vingt") and rest == 4:
        return current + 76
    if rest == 0:
        return current + value
    if rest == 10 and value in (7, 8, 9):
        return current + value
    if rest in (60, 80) and 0 < value < 17:
        return current + value
    if rest in (70, 90) and value in (7, 8, 9):
        return current + value
    if rest >= 20 and rest % 10 == 0 and 0 < value < 10:
        return current + value
    return None


def _scaled(text: str, start: int, end: int, value: Fraction) -> Number:
    scale = _SCALE_AFTER.match(text, end)
    if scale:
        word, short = scale.group("word"), scale.group("short")
        value *= _SCALES[word.lower()] if word else _LONG_SCALES[short.lower()]
        end = scale.end()
    half = _AND_HALF.match(text, end)
    named = _SCALES.get(text[start:end].lower().split()[-1])
    if half and named:
        value, end = value + Fraction(named, 2), half.end()
    return Number(text[start:end], start, end, value)


def _with_noun(text: str, number: Number) -> Number:
    if number.text.lower().endswith(("pour cent", "%")):
        return number
    sign = _UNIT_SIGN.match(text, number.end)
    if sign:
        name = re.sub(r"\s", " ", sign.group("sign").lower())
        return _extended(text, number, sign.end(), UNITS[name], "")
    half_of = number.value == Fraction(1, 2) and text[number.end : number.end + 1] in ("-", "‑")
    after = _UNIT_WORD.match(text, number.end + half_of)
    if after is None:
        return number
    word = after.group("word")
    if number.kind == "ordinal":
        return replace(number, noun=word.lower())
    squared = re.compile(rf"{_GAP}(?:carrés?|cubes?)").match(text, after.end())
    name = f"{word.lower()} {squared.group().strip()}" if squared else word.lower()
    unit = UNITS.get(word, "") if len(word) == 1 else UNITS.get(name, UNITS.get(word.lower(), ""))
    if not unit:
        return replace(number, noun=word.lower())
    half = _AND_HALF.match(text, after.end())
    value = number.value + Fraction(1, 2) if half else number.value
    return replace(
        _extended(text, number, half.end() if half else after.end(), unit, word.lower()),
        value=value,
    )


def _extended(text: str, number: Number, end: int, unit: str, noun: str) -> Number:
    return replace(number, text=text[number.start : end], end=end, unit=unit, noun=noun)
