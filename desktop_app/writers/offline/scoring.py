"""What a candidate is worth as the heading of one section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidate import NBSP, Candidate
from desktop_app.writers.offline.demonstratives import DEMONSTRATIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.writers.offline.reading import Read, Reading

SALIENCE = 1.3
SHARE = 1.3
_TOP = 5
_EVERYWHERE = 0.5
_PERSON = 2.0
_DETAIL = 0.8
_FIRST = 1.8
_FIRST_SAID = 0.6
_SECOND = 0.4
_PARAGRAPH = 0.1
_INSIDE = -0.15
_FARTHER = 0.12
_FARTHEST = 4
_ONE = 0.4
_COUNT = 0.4
_EXCEPTION = 0.5
_FEW_SENTENCES = 3
_ASIDE = 0.9
_THIN = 1.7
_BACKDROP = 0.6
_ONCE = 0.25
_MANY = 4
_POINTING = 0.8
_UNTHEMED = 1.3
_TAKEN_UP = 2
_BODY = 1.3
_BODIES = word_set(
    "autorité office agence ministère syndicat direction comité conseil région banque université "
    "commission ligue fédération union société coopérative mairie préfecture édition compagnie "
    "groupe département police gendarmerie tribunal cour institut observatoire caisse chambre"
)
_TELLING_ADVERBS = word_set("cher mal bien vite loin fort ensemble")
_ADDRESSED = word_set("vous vos votre nous nos notre on chacun chaque")
_TELLING = frozenset({"noun", "name", "adj", "part", "num", "inf", "ger"})


@dataclass(frozen=True)
class Scored:
    """A heading for a section: its worth there, its terms, whether it holds the keyphrase."""

    text: str
    score: float
    terms: frozenset[str]
    keyed: bool
    kind: str


class SectionScorer:
    """Scores candidates against one section's sentences."""

    def __init__(self, reading: Reading, reads: Sequence[Read]) -> None:
        """Count the section's terms."""
        self._reading = reading
        self._reads = reads
        self._counts = Counter(term for read in reads for term in read.terms)
        tops = sorted((self._weight(t) for t in self._counts), reverse=True)[:_TOP]
        self._top = sum(tops) or 1.0
        self._sets = [frozenset(read.terms) for read in reads]
        self._pieces: dict[int, tuple[int, frozenset[str]]] = {}
        for read, told in zip(reads, self._sets, strict=True):
            count, before = self._pieces.get(read.piece, (0, frozenset()))
            self._pieces[read.piece] = (count + len(read.units), before | told)

    def _weight(self, term: str) -> float:
        here = self._counts[term]
        everywhere = max(1, self._reading.counts.get(term, 1))
        return here**0.5 * self._reading.rarity.get(term, 1.0) * (0.6 + here / everywhere)

    def score(self, candidate: Candidate, terms: frozenset[str], cutting: bool = False) -> float:
        """Give the worth of a candidate: its form, its terms' weight, its cover, its place.

        `cutting` asks what it is worth to where sections begin, before its details matter.
        """
        salience = min(1.0, sum(self._weight(t) for t in terms if t in self._counts) / self._top)
        score = candidate.worth + SALIENCE * salience + SHARE * self._share(terms)
        place = next((i for i, r in enumerate(self._reads) if r is candidate.read), 9)
        score += self._place(candidate, place)
        score -= 0.0 if cutting else _farther(candidate, place)
        score -= _particular(candidate) if place else 0.0
        score -= _ASIDE * self._untold(terms)
        score -= _THIN * _thin(candidate)
        if place and not cutting:
            score -= _POINTING * (_pointed(candidate) and not candidate.read.opening)
            score -= _BACKDROP * _past_state(candidate) + _ONCE * self._told_once(terms)
        if candidate.kind == "phrase":
            score -= _UNTHEMED * self._unthemed(candidate, place)
        if candidate.kind == "phrase" and candidate.read.opening:
            score -= _DETAIL * all(self._counts[t] <= 1 for t in terms)
        return score - (_PERSON if candidate.person else _BODY * _is_body(candidate))

    def _share(self, terms: frozenset[str]) -> float:
        total = len(self._reading.sentences)
        telling = {t for t in terms if self._reading.counts.get(t, 0) < _EVERYWHERE * total}
        covered = sum(1 for s in self._sets if s & telling)
        return covered / max(_FEW_SENTENCES, len(self._sets))

    def _told_once(self, terms: frozenset[str]) -> bool:
        """Tell whether only one of many sentences tells of it: a detail of the section."""
        told = sum(1 for s in self._sets if s & terms)
        return told <= 1 and len(self._sets) >= _MANY

    def _unthemed(self, candidate: Candidate, place: int) -> bool:
        """Tell whether a bare phrase is no theme: nothing else in the section takes its noun up.

        « Un joint en silicone », out of six sentences on windows; a paragraph's first subject is.
        """
        if not place and candidate.units[0].start == candidate.read.units[0].start:
            return False
        told = any(u.tag == "inf" for u in candidate.units)
        if told and any(lower(u) == "à" for u in candidate.units):
            return False  # « Une invitation à se rendre à Washington »: what is to happen
        head = next((u for u in candidate.units if u.tag == "noun"), None)
        term = head.lemma.lower() if head else ""
        return sum(term in s for s in self._sets) < _TAKEN_UP

    def _untold(self, terms: frozenset[str]) -> float:
        """Give the share of the section's paragraphs, by words, that a candidate says nothing of.

        Two paragraphs on two things want two headings, or one that holds for both.
        """
        if len(self._pieces) < 2:
            return 0.0
        untold = sum(n for n, told in self._pieces.values() if not told & terms)
        return untold / (sum(n for n, _ in self._pieces.values()) or 1)

    def _place(self, candidate: Candidate, number: int) -> float:
        """Give what a place is worth: a paragraph's first sentence says what it is about.

        Of headings two readers judged, 77 % out of a section's first sentence were printable by
        both, 60 % out of its second, 39 % out of later ones.
        """
        if number == 0:
            return _FIRST_SAID if candidate.kind == "quotation" else _FIRST
        if candidate.read.opening == 0:
            return _PARAGRAPH
        same = candidate.read.piece == self._reads[0].piece
        return _SECOND if same and number == 1 else _INSIDE


def _farther(candidate: Candidate, number: int) -> float:
    """Give what it costs to stand deep in a paragraph."""
    return _FARTHER * min(_FARTHEST, max(0, candidate.read.opening - 1)) * (number > 1)


def _particular(candidate: Candidate) -> float:
    """Give what it costs to tell one thing out of many, inside a section.

    « Un camion-vivier attend », « L'arrêt de bus se trouve à cent mètres »; nor whom
    it does not concern.
    """
    units = candidate.units
    whole = candidate.kind in ("clause", "participial", "opened")
    one = lower(units[0]) in ("un", "une") and (whole or candidate.kind == "phrase")
    counted = any(u.tag == "num" and not u.text[:1].isdigit() for u in units[1:])
    denied = whole and any(u.tag == "ne" for u in units)
    other = any(lower(u) == "autre" for u in units)
    return _ONE * one + _COUNT * (counted and whole) + _EXCEPTION * (denied or other)


def _thin(candidate: Candidate) -> bool:
    """Tell whether a clause has nothing one could see or count: « L'étage rachète tout ».

    « Une ombre demeure »: its predicate is a verb alone, about one bare noun.
    """
    if candidate.kind not in ("clause", "opened") or not candidate.read.units:
        return False
    units = candidate.units
    verb = next((i for i, u in enumerate(units) if u.tag == "verb"), 0)
    if any(lower(u) in _ADDRESSED for u in units):
        return False  # « Vos données restent à vous »
    if not verb or any(u.tag in ("obj", "rel", "conj", "name") for u in units):
        return False
    nouns = sum(u.tag == "noun" for u in units[:verb])
    told = any(u.tag in _TELLING or lower(u) in _TELLING_ADVERBS for u in units[verb + 1 :])
    return nouns <= 1 and not told


def _is_body(candidate: Candidate) -> bool:
    """« La Haute Autorité de santé »: who does it, not what is done."""
    heads = [u for u in candidate.units[:3] if u.tag in ("noun", "name")]
    return candidate.kind == "phrase" and any(
        lower(u).split(" ")[0].rstrip("s") in _BODIES or u.lemma.lower() in _BODIES for u in heads
    )


def _pointed(candidate: Candidate) -> bool:
    """« (Cette) réorganisation… » says what was told before: it heads only what it opens."""
    units = candidate.read.units
    return lower(units[0]) in DEMONSTRATIVES and candidate.units[0] is units[1]


def _past_state(candidate: Candidate) -> bool:
    """« Le plateau était une lande à moutons »: inside a section, the backdrop of what is told."""
    if candidate.kind not in ("clause", "opened"):
        return False
    verb = next((u for u in candidate.units if u.tag == "verb"), None)
    return verb is not None and verb.features[:1] == "I"


def keyed_form(keyphrase: str, candidate: Candidate) -> str:
    """Give « Keyphrase : noun phrase » for a phrase said in one sentence with the keyphrase."""
    return f"{keyphrase[:1].upper()}{keyphrase[1:]}{NBSP}: {decapitalised(candidate)}"


def decapitalised(candidate: Candidate) -> str:
    """Give a candidate's text as it stands after a colon: a name or acronym keeps its capital."""
    text = candidate.text
    first = text.split(" ")[0]
    elided = first[1:2] in ("’", "'")  # « L’EBITDA » → « l’EBITDA »
    opening, following = candidate.units[0].tag, text.split(" ")[1:2]
    named = opening == "noun" and any(word[:1].isupper() for word in following)
    if opening == "name" or named or (first.isupper() and not elided):
        return text  # « Hélène Castaing », whatever the tagger makes of her name
    return text[:1].lower() + text[1:]


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how much two headings say the same: shared terms over the shorter one's."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))
