"""The title and the SEO title, out of the source's own words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import lower, main_clause
from desktop_app.french.words import tokens, word_set
from desktop_app.writers.offline.candidates import NBSP, is_object
from desktop_app.writers.offline.card import TITLE_CHARACTERS, fits_title
from desktop_app.writers.offline.keyphrase import counted, holds, repeats
from desktop_app.writers.offline.scoring import decapitalised, keyed_form
from desktop_app.writers.offline.title_forms import LONGEST, TitleForm
from desktop_app.writers.offline.wholeness import cut_short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.candidates import Candidate

ALTERNATIVES = 2
_OWN = 10.0
_SHORT_OWN = 5.0
_SHORTEST_OWN = 23
_START = 0.8
_SHOWN_START = 2.2
_NEWS = 3
_NEWS_CUT = 0.6
_NOTHING_ELSE = -2.0
_OPENING = 7.7
_UNNAMED = 2.5
_HALF = 0.6
_NOTHING_SAID = 1.5
_MOST = 1.5
_ALONE = 5.0
_BARE = 4.0
_ARTICLE = 4
_SOME = 3.0
_NONE = 5.0
_DETAIL = 4.0
_PLACED = 0.5
_EARLY = 12
_NAMED = 0.4
_HEAVY = 0.08
_COMFORTABLE = 72
_SHORTEST_CUT = 24
_ARTICLES = word_set("le la l' les un une des du")
_HAVING = word_set("a ont avait avaient aura auront eu")


def titles(
    candidates: Sequence[Candidate],
    keyphrase: str,
    words: Sequence[str],
    own: Sequence[str] = (),
    long: bool = False,
    opening: Sequence[TitleForm] = (),
    place: str = "",
    labelled: bool = False,
    told: Collection[int] = (),
) -> list[str]:
    """Give titles that hold the keyphrase, best first: of 60 characters and 600 px at most.

    A `long` one, for the article's head and not for a result page, may have 75.

    `own` is the source's own title, whole and cut; it comes first when it holds the keyphrase.
    `opening` are titles made of the first sentences, `place` the town it speaks of, `told` the
    pieces that say a word of the keyphrase. A title of its
    own that is `labelled`, without finite verb (« Bien choisir son matelas »), tells the subject
    better than a sentence of the text that happens to open with the keyphrase.
    """
    start = _START if long else _SHOWN_START
    first = 0.0 if labelled else start
    scored = [(_own_score(text, n, words, start, keyphrase), text) for n, text in enumerate(own)]
    for form in opening:
        if long or counted(form.text, words):
            unnamed = 0.0 if holds(form.text, words) else _UNNAMED
            unnamed += 0.0 if _says_one(form.text, words) else _NOTHING_SAID
            worth = _OPENING - unnamed - form.cost + _telling(form.text)
            alone = _ALONE if len(form.text) <= len(keyphrase) + _ARTICLE else 0.0
            scored.append((worth - alone + first * lower_start(form.text, words), form.text))
    for candidate in candidates:
        if len(candidate.text) <= TITLE_CHARACTERS or not candidate.read.piece:
            there = place if long else ""
            apart = candidate.read.piece not in told
            scored.extend(_scored(candidate, keyphrase, words, first, there, apart))
    scored.append((_NOTHING_ELSE, _capital(keyphrase)))
    fitting = [
        (score, text)
        for score, text in scored
        if fits_title(text) or (long and len(text) <= LONGEST)
    ]
    ranked = [text for _, text in sorted(fitting, key=lambda item: (-item[0], item[1]))]
    cut = _capital(keyphrase)[:TITLE_CHARACTERS].rpartition(" ")[0]
    return list(dict.fromkeys(ranked)) or [cut or _capital(keyphrase)[:TITLE_CHARACTERS]]


def _own_score(text: str, number: int, words: Sequence[str], start: float, keyphrase: str) -> float:
    """Give what the source's own title is worth, less where it says little of the keyphrase."""
    if not holds(text, words):
        unsaid = _MOST if counted(text, words) else _SOME if _says_one(text, words) else _NONE
        return _own_worth(text) - unsaid - 0.5 * number
    if number and len(text) <= len(keyphrase) + _ARTICLE:
        start = 0.0 - _ALONE
    return _own_worth(text) - 0.5 * number + start * lower_start(text, words)


def _scored(
    candidate: Candidate,
    keyphrase: str,
    words: Sequence[str],
    first: float,
    place: str,
    apart: bool,
) -> Iterator[tuple[float, str]]:
    """Give the titles a candidate makes: as it is, after its place, or after the keyphrase.

    Nothing of a paragraph `apart`, which never says the keyphrase, follows it: « La Bobine
    solidaire : le loyer est plus élevé ».
    """
    if _awaits(candidate):
        return
    piece = candidate.read.piece
    early = 1.2 * max(0.0, 1.0 - piece / _EARLY) + 3.0 * (piece == 0)
    plain = candidate.text
    if holds(plain, words):
        at_start = first if lower_start(plain, words) else 0.0
        bare = (_BARE + 2.0 * bool(piece)) if candidate.kind == "phrase" else 0.0
        bare += _ALONE if len(plain) <= len(keyphrase) + _ARTICLE else 0.0
        worth = candidate.worth + early + at_start + 0.6 - bare
        yield worth + _telling(plain), plain
        if place and candidate.kind == "clause" and place not in plain:
            set_there = f"{place}{NBSP}: {decapitalised(candidate)}"
            yield worth + _telling(set_there) + _PLACED, set_there
    elif not apart and _with_keyphrase(candidate, words):
        form = keyed_form(keyphrase, candidate)
        detail = _DETAIL if candidate.kind == "clause" else 0.0
        yield candidate.worth + early + 0.2 + first + _telling(form) - detail, form
    elif candidate.kind == "clause" and counted(plain, words) and not numbered(candidate.units):
        yield candidate.worth + early - _HALF + _telling(plain), plain


def _awaits(candidate: Candidate) -> bool:
    """« Julie Barthez a remporté », « …, à Florac »: what follows the verb was cut off."""
    units = candidate.units
    if units and cut_short(candidate.read.units, _end(candidate)):
        return True
    apart = any(
        one.tag in ("verb", "part") and other.text == ","
        for one, other in itertools.pairwise(units)
    )
    having = len(units) > 1 and units[-1].tag == "part" and lower(units[-2]) in _HAVING
    whole = candidate.read.text[units[-1].end :].strip() in ("", ".", "!") if units else True
    return apart or (having and not whole)


def _end(candidate: Candidate) -> int:
    last = candidate.units[-1].start
    units = candidate.read.units
    return next((i for i, u in enumerate(units) if u.start == last), len(units) - 1) + 1


def _says_one(text: str, words: Sequence[str]) -> bool:
    return any(holds(text, [word]) for word in words)


def _telling(title: str) -> float:
    """Prefer titles that say something of their subject: above 37 characters, with a name."""
    named = any(word[:1].isupper() for word in title.split()[2:])
    heavy = _HEAVY * max(0, len(title) - _COMFORTABLE)
    return max(-1.5, min(1.0, (len(title) - 25) / 12)) + _NAMED * named - heavy


def own_titles(title: Sequence[Tagged], text: str) -> list[str]:
    """Give the source's own title where it fits, else what of it may stand by itself.

    « La mairie de Valbrun ferme la piscine des Tilleuls (pour au moins dix-huit mois) »; « (À
    Saint-Affrique,) la fermeture du pont coupe la ville en deux ».
    """
    if fits_title(text):
        return [text]
    clause = main_clause(title)
    least = clause.least if clause else 3
    found: list[tuple[float, str]] = []
    if clause and clause.subject:
        bare = text[title[clause.subject].start :]
        found += [(0.1, _capital(bare))] if fits_title(bare) else []
    for end in range(least, len(title)):
        cost = cut_cost(title, 0, end)
        shown = text[: title[end - 1].end].rstrip(" \u00a0\u202f,:;")
        if cost is not None and cost <= 1.0 and len(shown) >= _SHORTEST_CUT and fits_title(shown):
            found.append((cost - len(shown) / 60, shown))
    return [shown for _, shown in sorted(found) if shown.count("«") == shown.count("»")]


def _with_keyphrase(candidate: Candidate, words: Sequence[str]) -> bool:
    """Tell whether a candidate may follow the keyphrase and a colon, and names no person.

    A phrase said in one sentence with the keyphrase may, or the whole clause that opens the
    second or third paragraph, which says the news of what the first is about: « Promenade
    plantée : les travaux commenceront le 3 mars ».
    """
    if candidate.person or repeats(candidate.text, words):
        return False
    if candidate.kind == "phrase":
        return is_object(candidate) and holds(candidate.read.text, words)
    opens = not candidate.read.opening and candidate.units[0] is candidate.read.units[0]
    early = 0 < candidate.read.piece <= _NEWS and not numbered(candidate.units)
    return candidate.kind == "clause" and opens and early and candidate.cut <= _NEWS_CUT


def numbered(units: Sequence[Tagged]) -> bool:
    """« Le deuxième axe concerne les soins »: one of several, so never the whole text's title."""
    return any(lower(unit).endswith(("ième", "second", "seconde")) for unit in units[:3])


def _own_worth(text: str) -> float:
    """Give what the source's own title is worth on a result page; a bare name says little."""
    return (_OWN if len(text) >= _SHORTEST_OWN else _SHORT_OWN) + _telling(text)


def lower_start(text: str, words: Sequence[str]) -> bool:
    """Tell whether the keyphrase stands at the start of a text, an article aside."""
    first = [t.text.lower().replace("’", "'") for t in tokens(text)[:3]]
    while first and first[0] in _ARTICLES:
        first = first[1:]
    return bool(words and first) and first[0].startswith(words[0])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
