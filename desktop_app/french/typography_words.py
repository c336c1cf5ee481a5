"""The rules of French typography on words: ligatures, capitals, ordinals, abbreviations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from desktop_app.french.sentences import ABBREVIATIONS, sentences
from desktop_app.french.typography_marks import Found, Make, Rule, Spaces, replacing

if TYPE_CHECKING:
    from collections.abc import Iterator

_S: Final = "[ \u00a0\u202f\u2009\u2007]"
_UPPER: Final = "[A-ZÀ-ÖØ-Þ]"
# Words in which « oe » is always the ligature; « moelle », « coexister », « poêle » are not here.
_OE: Final = (
    r"(?<!\w)(?:man|dés|chefs?-d['’]|mains?-d['’]|hors-d['’]|sous-)?{oe}uvr\w*|(?<!\w)(?:contre|"
    r"haut-le-|à-)?c{oe}urs?(?!\w)|(?<!\w)ranc{oe}urs?|(?<!\w)éc{oe}ur\w*|(?<!\w)ch{oe}urs?(?!\w)"
    r"|(?<!\w)(?:con)?s{oe}urs?(?!\w)|(?<!\w){oe}il(?:s|lets?|lères?|lades?)?(?!\w)|(?<!\w)b?{oe}ufs?"
    r"(?!\w)|(?<!\w)v{oe}ux?(?!\w)|(?<!\w)n{oe}uds?(?!\w)|(?<!\w)m{oe}urs(?!\w)|(?<!\w)f{oe}t"
    r"(?:us|al|ale|aux|ales)(?!\w)|(?<!\w){oe}(?:dèmes?|sophages?|strogènes?|nolog\w+|notour\w+|"
    r"cumén\w+|dip\w+)(?!\w)"
)
# Words that begin with « É », what follows it; no person's name, whose spelling is its bearer's.
_AFTER_E: Final = "|".join(
    [
        "tats?",
        "tatiques?",
        "glises?",
        "coles?",
        "coliers?",
        "lysée",
        "conomie",
        "conomiques?",
        "conomistes?",
        "ditions?",
        "diteurs?",
        "ducation",
        "ducatifs?",
        "galité",
        "galement",
        "lectricité",
        "lectriques?",
        "lections?",
        "lecteurs?",
        "lèves?",
        "missions?",
        "nergies?",
        "nergétiques?",
        "normes?",
        "normément",
        "poques?",
        "quipes?",
        "quipements?",
        "tudes?",
        "tudiante?s?",
        "toiles?",
        "trangers?",
        "trangères?",
        "tant",
        "té",
        "tapes?",
        "videmment",
        "vénements?",
        "vènements?",
        "volutions?",
        "cologie",
        "cologiques?",
        "cologistes?",
        "gypte",
        "thiopie",
        "quateur",
        "mirats",
        "pargne",
        "valuations?",
        "checs?",
        "changes?",
        "chelle",
        "clairages?",
        "crivaine?s?",
        "crans?",
        "lue?s?",
        "crire",
        "crits?",
        "viter",
        "vitez",
        "vidences?",
        "preuves?",
        "quilibre",
        "quivalents?",
        "tablissements?",
        "tapes?",
        "tonnant",
        "tonnamment",
        "ventuellement",
        "chantillons?",
        "coutez",
        "lémentaires?",
        "léments?",
        "levages?",
        "leveurs?",
        "merveillés?",
        "nigme",
        "numération",
        "piceries?",
        "pilogue",
        "pisodes?",
        "prouvés?",
        "puisés?",
        "rosion",
        "tendue?s?",
        "thiques?",
        "ternelle?s?",
        "tonnés?",
    ]
)
_BRANDS: Final = "Bricolage|Propre|Bean|Robot|Freeze|Men|Jones"


_AE: Final = (
    r"(?<!\w)(?:ex.{ae}quo|et.c{ae}tera|curriculum.vit{ae}|lapsus.lingu{ae}|n{ae}vus|c{ae}cum)"
    r"(?!\w)"
)
# Words that never follow themselves; « nous nous », « en en », « son son est clair » may.
_REPEATED: Final = (
    "de|du|des|le|la|les|un|une|au|aux|à|dans|avec|pour|par|sur|que|qui|dont|et|ou|mais|donc"
    "|ce|cet|cette|ces|sa|ses|ma|mes|notre|nos|votre|vos|je|tu|il|elle|on|ils|elles|se|ne|chez"
    "|sans|comme"
)


_AFTER_A_NAME: Final = re.compile(rf"(?<![\w’'-]){_UPPER}[\w.-]*{_S}$")


def _ligature(match: re.Match[str], _spaces: Spaces) -> str:
    word = match.group("x")
    if word[0].isupper() and _AFTER_A_NAME.search(match.string, 0, match.start()):
        return word  # « Jacques Coeur » spells his name as he likes
    for plain, joined in (("oe", "œ"), ("Oe", "Œ"), ("OE", "Œ"), ("ae", "æ")):
        word = word.replace(plain, joined)
    return word


def _ordinal(match: re.Match[str], _spaces: Spaces) -> str:
    return "es" if match.group("x").endswith("s") else "e"


def _first(match: re.Match[str], _spaces: Spaces) -> str:
    ending = match.group("x")
    plural = "s" if ending.endswith("s") else ""
    return ("er" if "ie" in ending and "re" not in ending else "re") + plural


def _range(match: re.Match[str], _spaces: Spaces) -> str:
    low, high = int(match.group("low")), int(match.group("high"))
    return "–" if low < high else match.group("x")


def _without_dots(match: re.Match[str], _spaces: Spaces) -> str:
    ends = "." if match.end("x") == len(match.string.rstrip()) else ""
    return match.group("x").replace(".", "") + ends


def _years(match: re.Match[str], _spaces: Spaces) -> str:
    return "-" if int(match.group("low")) < int(match.group("high")) else match.group("x")


def _circumflex(match: re.Match[str], _spaces: Spaces) -> str:
    return "É" if match.string[match.end("x")] == "v" else "Ê"


def _once(match: re.Match[str], _spaces: Spaces) -> str:
    second = match.group("x")
    return "" if second.islower() else second  # « de De Gaulle »


def _rule(name: str, pattern: str, make: Make | str) -> Rule:
    return Rule(name, re.compile(pattern), replacing(make), wording=True)


WORD_RULES: Final = (
    _rule("etc", rf"\betc(?P<x>{_S}?(?:\.{{2,}}|…)|\.…)", "."),
    _rule("etc", rf"\betc\.?(?P<x>(?:,?{_S}etc\b\.?)+)", "."),
    _rule("etc", rf"(?<=[^\W_])(?<!\bet)(?P<x>{_S})(?=etc\.)", ", "),
    _rule("ligature", f"(?i:(?P<x>{_OE.format(oe='oe')}))", _ligature),
    _rule("ligature", f"(?P<x>{_AE.format(ae='(?:ae)')})", _ligature),
    _rule("repeat",
          rf"(?i:(?<![\w'’-])(?P<word>{_REPEATED})(?P<x>{_S}+(?P=word))(?![\w'’-]))", _once),
    _rule("capital", r"(?<![\w-])(?P<x>E)(?=(?:tre|tres|tes-vous|vêques?)(?![\w]))", _circumflex),
    _rule("capital", rf"(?<![\w-])(?P<x>E)(?=(?:{_AFTER_E})\b)", "É"),
    _rule("capital", r"(?<!\w)(?P<x>I)(?=le-de-France\b)", "Î"),
    _rule("civility", rf"\b(?P<x>Mr\.?)(?={_S}(?!(?:{_BRANDS})\b){_UPPER})", "M."),
    _rule("civility", rf"\b(?:Mme|Mlle|Mmes|Mlles|Dr)(?P<x>\.)(?={_S}{_UPPER})", ""),
    _rule("ordinal", r"\b1(?P<x>i?[èe]res?|iers?)\b", _first),
    _rule("ordinal", rf"\b(?:\d+|[IVXLC]+)(?P<x>{_S}?i?[èe]mes?|è)\b", _ordinal),
    _rule("numero", rf"\b[nN](?P<x>º)(?={_S}?\d)", "°"),
    _rule("range",
          rf"(?<![\w.,/–-])(?P<low>\d+)(?P<x>{_S}?-{_S}?)(?=(?P<high>\d+){_S}?"
          r"(?:%|€|(?:km|kg|cm|m|h|ans|jours|mois|minutes|euros|personnes)\b))", _range),
    _rule("range",
          rf"(?<![\w.,/–-])(?P<low>(?:1\d|20)\d\d)(?P<x>{_S}[-–]{_S})(?=(?P<high>(?:1\d|20)\d\d)"
          r"(?![\w.,/-]))", _years),
    _rule("acronym",
          rf"(?<=\b[LlDd]['’])(?P<x>(?:{_UPPER}\.){{2}})(?={_S}[a-zà-ÿ])", _without_dots),
    _rule("acronym", rf"(?<![\w.])(?P<x>(?:{_UPPER}\.){{3,}})\s*$", _without_dots),
    _rule("acronym", rf"(?<![\w.])(?P<x>(?:{_UPPER}\.){{3,}})(?={_S}?[a-zà-ÿ,;:!?)»])",
          _without_dots),
)  # fmt: skip

_A: Final = re.compile(rf"[«“\"(—–{_S[1:-1]}]*(?P<x>A)(?={_S}(?!t-)\w)")
_CA: Final = re.compile(rf"[«“\"(—–{_S[1:-1]}]*(?P<x>Ca)(?={_S}[a-zà-ÿ])")
_FIGURE: Final = re.compile(r"(?P<x>\d+)(?![\d.)°/:])")
_HEADING_END: Final = re.compile(rf"(?<=\w)(?P<x>\.|{_S}*:)$|(?<=[»”)])(?P<y>\.|{_S}*:)$")


def sentence_starts(text: str, *, figures: bool) -> Iterator[tuple[str, Found, bool]]:
    """Give what is wrong at the head of sentences: a rule, a stretch, whether it is safe.

    « A » may be the verb, and only a writer can spell out a figure.
    """
    for sentence in sentences(text):
        for name, pattern, new in (("capital_a", _A, "À"), ("capital_a", _CA, "Ça")):
            match = pattern.match(sentence.text)
            if match:
                start = sentence.start + match.start("x")
                yield name, (start, start + len(match.group("x")), new), False
        if figures:
            match = _FIGURE.match(sentence.text)
            if match and len(sentence.text.split()) > 2:
                start = sentence.start
                yield "figure_first", (start, start + len(match.group("x")), None), False


def heading_end(text: str) -> Iterator[Found]:
    """Give the full stop or colon that ends a heading; an abbreviation keeps its own."""
    match = _HEADING_END.search(text)
    if match is None:
        return
    name = "x" if match.group("x") is not None else "y"
    last = re.split(r"[^\w]", text[: match.start(name)])[-1]
    if match.group(name) == "." and (last.lower() in ABBREVIATIONS or len(last) == 1):
        return
    yield match.start(name), match.end(name), ""
