"""The title, the SEO title and the meta description, out of the source's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import lower, main_clause, tag_at
from desktop_app.french.words import tokens, word_set
from desktop_app.writers.offline.candidates import NBSP, is_object
from desktop_app.writers.offline.card import DESCRIPTION, TITLE_CHARACTERS, fits_title
from desktop_app.writers.offline.guards import speaks
from desktop_app.writers.offline.keyphrase import counted, holds, repeats
from desktop_app.writers.offline.scoring import decapitalised, keyed_form
from desktop_app.writers.offline.title_forms import LONGEST, TitleForm

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.candidates import Candidate
    from desktop_app.writers.offline.reading import Read, Reading

ALTERNATIVES = 2
_OWN = 8.0
_SHORT_OWN = 4.0
_SHORTEST_OWN = 23
_START = 0.8
_SHOWN_START = 2.2
_NEWS = 3
_NEWS_CUT = 0.6
_NOTHING_ELSE = 0.3
_OPENING = 6.5
_UNNAMED = 2.5
_HALF = 0.6
_NOTHING_SAID = 1.5
_MOST = 1.5
_ALONE = 1.5
_ARTICLE = 4
_NAMELESS = 0.8
_PLACED = 0.5
_EARLY = 12
_SHORT = 100
_SHORT_COST = 1.7
_SHORTEST_CUT = 24
_SHORTEST_PART = 18
_ESSENTIALS = 110
_APART = 0.3
_RUN = 0.3
_TITLE_PART = 1.2
_OPENING_SENTENCES = 9
_ARTICLES = word_set("le la l' les un une des du")
_OBJECTS = word_set("le la les l' lui leur")
_PERSONS = word_set("il elle ils elles lui eux")
_POINTING_STARTS = word_set(
    "il elle ils elles ce cet cette ces cela ceci ça c' celui celle ceux celles son sa ses "
    "leur leurs mais et or donc car ainsi cependant toutefois pourtant néanmoins ensuite puis "
    "enfin aussi y en parmi lui eux également résultat"
)


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
    if own and keyphrase[:1].isupper() and any(holds(own[0], [word]) for word in words):
        scored.append((_NAMELESS, own[0]))
    for form in opening:
        if holds(form.text, words) or long:
            unnamed = 0.0 if holds(form.text, words) else _UNNAMED
            unnamed += 0.0 if _says_one(form.text, words) else _NOTHING_SAID
            worth = _OPENING - unnamed - form.cost + _telling(form.text)
            scored.append((worth + first * lower_start(form.text, words), form.text))
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
    if not holds(text, words):
        most = number == 0 and len(words) > 1 and counted(text, words)
        return _own_worth(text) - _MOST if most else -float(number)
    if number and len(text) <= len(keyphrase) + _ARTICLE:
        start = 0.0
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
    piece = candidate.read.piece
    early = 1.2 * max(0.0, 1.0 - piece / _EARLY) + 1.8 * (piece == 0)
    plain = candidate.text
    if holds(plain, words):
        at_start = first if lower_start(plain, words) else 0.0
        bare = 0.8 if candidate.kind == "phrase" else 0.0
        bare += _ALONE if len(plain) <= len(keyphrase) + _ARTICLE else 0.0
        worth = candidate.worth + early + at_start + 0.6 - bare
        yield worth + _telling(plain), plain
        if place and candidate.kind == "clause" and place not in plain:
            set_there = f"{place}{NBSP}: {decapitalised(candidate)}"
            yield worth + _telling(set_there) + _PLACED, set_there
    elif not apart and _with_keyphrase(candidate, words):
        form = keyed_form(keyphrase, candidate)
        yield candidate.worth + early + 0.2 + first + _telling(form), form
    elif candidate.kind == "clause" and counted(plain, words) and not numbered(candidate.units):
        yield candidate.worth + early - _HALF + _telling(plain), plain


def _says_one(text: str, words: Sequence[str]) -> bool:
    return any(holds(text, [word]) for word in words)


def _telling(title: str) -> float:
    """Prefer titles that say something of their subject: above 37 characters."""
    return max(-1.5, min(1.0, (len(title) - 25) / 12))


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


@dataclass(frozen=True)
class _Part:
    text: str
    cost: float
    place: int
    back: bool
    unnamed: bool = False


def descriptions(
    reading: Reading, words: Sequence[str], texts: Collection[int], title: str = ""
) -> list[str]:
    """Give meta descriptions of 121 to 156 characters, whole clauses, best first.

    The keyphrase stands in the 110 characters every screen shows. `texts` are the pieces that are
    running text, not labels, questions or lists; `title` the source's own, if it is a sentence.
    """
    parts = [
        part for place, read in enumerate(_opening(reading, texts)) for part in _parts(read, place)
    ]
    if title:
        parts.append(_Part(f"{title}.", _TITLE_PART, -1, False))
    scored: list[tuple[float, str]] = []
    for part in parts:
        short = _SHORT_COST if len(part.text) < DESCRIPTION[0] else 0.0
        if _SHORT <= len(part.text) <= DESCRIPTION[1] and not (part.back or part.unnamed):
            scored.append((_worth(part.text, part.cost + short, part.place, words), part.text))
    for one in (p for p in parts if not (p.back or p.unnamed)):
        for other in parts:
            text = f"{one.text} {other.text}"
            near = other.place == one.place + 1
            if one.place < other.place and _fits(text) and (near or not other.back):
                cost = (
                    one.cost
                    + other.cost
                    + 0.25
                    + _APART * max(0, other.place - max(0, one.place) - 1)
                )
                scored.append((_worth(text, cost, one.place, words), text))
    scored += [(_worth(text, _RUN, place, words), text) for place, text in _runs(reading, texts)]
    ranked = [text for _, text in sorted(scored, key=lambda item: (-item[0], item[1]))]
    return list(dict.fromkeys(ranked)) or _fallback(reading)


def _runs(reading: Reading, texts: Collection[int]) -> list[tuple[int, str]]:
    """Give three whole sentences of one paragraph that follow one another, short as they are.

    « Un matelas se garde dix ans. Encore faut-il choisir le bon. Voici les critères. »
    """
    found: list[tuple[int, str]] = []
    early = reading.sentences[:_OPENING_SENTENCES]
    for place, reads in enumerate(zip(early, early[1:], early[2:], strict=False)):
        text = " ".join(read.text.strip() for read in reads)
        together = len({read.piece for read in reads}) == 1 and reads[0].piece in texts
        whole = text[-1:] in ".!" and not any(mark in text for mark in "«»?\n")
        if together and whole and _fits(text) and not _points_back(reads[0]):
            found.append((place, text))
    return found


def _opening(reading: Reading, texts: Collection[int]) -> list[Read]:
    early = (r for r in reading.sentences[: 3 * _OPENING_SENTENCES] if r.piece in texts)
    first = reading.sentences[:1]
    told = [r for r in early if len(r.units) > 3 and (r in first or not _announces(r))]
    return told[:_OPENING_SENTENCES]


def _announces(read: Read) -> bool:
    """« Voici comment procéder », a question: they describe nothing."""
    return lower(read.units[0]) in ("voici", "voilà") or read.text.rstrip().endswith("?")


def _fits(text: str) -> bool:
    return DESCRIPTION[0] <= len(text) <= DESCRIPTION[1]


def _worth(text: str, cost: float, place: int, words: Sequence[str]) -> float:
    said = text.lower().count(words[0]) if words else 0
    shown = text[:_ESSENTIALS]
    keyed = 2.0 if holds(shown, words) else 1.0 if counted(shown, words) else 0.0
    keyed = keyed if said <= 2 else 0.0
    return keyed - cost - 0.3 * max(0, place) + (0.2 if " est un" in text else 0.0)


def _parts(read: Read, place: int) -> list[_Part]:
    """Give the sentence whole, and cut where its main clause may end, each with its full stop."""
    units = read.units
    if (
        not units
        or speaks(units)
        or any(read.quoted[:1])
        or read.text.count("«") != read.text.count("»")
    ):
        return []
    parts: list[_Part] = []
    back, unnamed = _points_back(read), _unnamed_subject(read)
    text = read.text.strip()
    if text[-1:] in ".?!" and len(text) <= DESCRIPTION[1]:
        parts.append(_Part(text, 0.0, place, back, unnamed))
    clause = main_clause(units)
    if clause is None:
        return parts
    for end in range(clause.least, min(clause.end + 1, len(units))):
        cost = cut_cost(units, clause.verb_start, end)
        shown = read.text[: units[end - 1].end]
        if (
            cost is None
            or cost > 1.0
            or not _SHORTEST_PART <= len(shown) < DESCRIPTION[1]
            or _odd(shown)
        ):
            continue
        parts.append(_Part(f"{shown}.", 0.3 + cost, place, back, unnamed))
    return parts


def _odd(text: str) -> bool:
    return text.count("«") != text.count("»") or text.count("(") != text.count(")")


def _points_back(read: Read) -> bool:
    """Tell whether a sentence leans on one before it.

    By its first word, an object (« Deux roulettes le maintiennent »), a pronoun (« Dans une heure,
    quand le soleil… | elle sera blanche »), or an insistence (« Le Tournelune, lui, a été… »).
    """
    first = next((u for u in read.units if u.tag != "mark"), None)
    if first is None or lower(first) in _POINTING_STARTS:
        return True
    for place, unit in enumerate(read.units[:-1]):
        word = lower(unit)
        if unit.tag == "verb" and not any(u.tag == "conj" for u in read.units[:place]):
            return False
        if unit.tag == "obj" and word in _OBJECTS:
            return True
        alone = place and read.units[place - 1].text == "," and word in _PERSONS
        if alone and (read.units[place + 1].text == "," or unit.tag in ("subj", "pro")):
            return True
    return False


def _unnamed_subject(read: Read) -> bool:
    """« Le document, élaboré en dix-huit mois, engage… »: a new word for what was named before."""
    units = read.units
    bare = tag_at(units, 0) == "det" and lower(units[0]) in ("le", "la", "l'", "les")
    closed = bare and tag_at(units, 2) in ("verb", "mark", "ne")
    return bool(read.opening and closed and units[1].lemma.lower() in read.new)


def _fallback(reading: Reading) -> list[str]:
    """Give the opening text, cut at a word, for texts without a clause that fits."""
    text = " ".join(r.text for r in reading.sentences[:4])
    if len(text) <= DESCRIPTION[1]:
        return [text] if text else []
    cut = text[: DESCRIPTION[1] - 1].rpartition(" ")[0].rstrip(" ,;:«(")
    return [f"{cut}…"]
