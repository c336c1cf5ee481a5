"""Counts every phrase that could be a keyphrase: how often, where, and what it does there."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.french.phrases import (
    NOMINAL,
    is_of,
    lower,
    main_clause,
    subject_start,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_spans import MEASURES, TAILS, spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

_OPENING = 4
_SAYING = 6
_LEAD = 3
_GREETINGS = word_set("cher chère chers chères madame mesdames monsieur messieurs bonjour")
_BYLINE = word_set("correspondant correspondante envoyé envoyée")
_CONTENT = frozenset({*NOMINAL, "adj", "part", "num", "inf", "verb"})
_INSERTED = frozenset({"rel", "part", "conj"})
_SITES = word_set("sur dans à sous devant derrière chez vers près")
_DEFINITE = word_set("le la l' les du au des aux")
_PLACING = word_set(
    "à au aux dans sur sous en chez avec après avant pour contre sans par dès depuis"
)
_ANNOUNCING = frozenset({":", "–", "—", "("})
_PARTS = frozenset({":", "–", "—", "(", ",", ".", "?", "|"})
_DEFINING = 12
_DEFINING_ARTICLES = word_set("un une le la l'")
_BEFORE_HEAD = frozenset({"det", "adj", "num", "adv", "pdet"})
_WHERE = word_set("à en de d' dans vers près sur depuis au aux du des") | {"près de", "autour de"}


@dataclass
class Found:
    """One phrase: its spellings, how often and in which pieces it stands, and its part there.

    `terms` are its content words (lemmas, names as they are), `names` how many of them are names,
    `first` its first sentence. `cut` counts where a longer phrase goes on, `located` where a
    preposition of place or « de » stands before it, `leads` how many paragraphs after the first
    it is what the paragraph opens on.
    """

    terms: tuple[str, ...] = ()
    spellings: Counter[str] = field(default_factory=Counter[str])
    count: int = 0
    pieces: set[int] = field(default_factory=set[int])
    names: int = 0
    first: int = 0
    cut: int = 0
    located: int = 0
    sited: int = 0
    inner: int = 0
    speaks: int = 0
    leads: int = 0
    titled: bool = False
    announced: bool = False
    heads_title: bool = False
    title_subject: bool = False
    title_quoted: bool = False
    fills_title: bool = False
    title_located: bool = False
    participle: bool = False
    verbal: bool = False
    extended: int = 0
    toward: bool = False
    subject: bool = False
    object: bool = False
    agent: bool = False
    circumstance: bool = False
    told: bool = False
    defined: bool = False
    definite: int = 0
    stands_for: str = ""
    expansion: tuple[str, ...] = ()
    in_expansion: bool = False
    kind: str = ""
    opening: str = ""

    @property
    def text(self) -> str:
        """The spelling to show: the opening's, else the commonest, the shortest of equals."""
        return self.opening or max(
            self.spellings, key=lambda s: (self.spellings[s], -len(s), s), default=""
        )


Table = dict[tuple[str, ...], Found]


def leading(reading: Reading) -> tuple[Read, ...]:
    """Give the first sentences that tell something: « Chers adhérents, » is a greeting."""
    told = (r for r in reading.sentences if r.units and not greets(r))
    return tuple(itertools.islice(told, _LEAD))


def greets(read: Read) -> bool:
    """« Chères adhérentes, chers adhérents, », « de notre correspondante » tell nothing."""
    if any(lower(unit) in _BYLINE for unit in read.units) and read.text.rstrip()[-1:] != ".":
        return True
    return lower(read.units[0]) in _GREETINGS and read.text.rstrip().endswith((",", "!"))


def counted_phrases(
    reading: Reading,
    title: Sequence[Tagged],
    empty: frozenset[str],
    people: frozenset[str] = frozenset(),
) -> Table:
    """Give every phrase of the text and its title, counted."""
    table: defaultdict[tuple[str, ...], Found] = defaultdict(Found)
    longer: defaultdict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    lead = leading(reading)
    opening = lead[0].piece if lead else 0
    for number, read in enumerate(reading.sentences):
        spans = list(spans_of(read.units, empty))
        starts = Counter(start for start, _ in spans)
        reach: dict[int, int] = {}
        led = led_to(read) if read.piece > opening else 0
        for start, end in spans:
            if start in reach:  # the shorter ends come first
                longer[key_of(read.units[start : reach[start]])][key_of(read.units[start:end])] += 1
            reach[start] = max(end, reach.get(start, 0))
        for start, end in spans:
            key = key_of(read.units[start:end])
            found = table[key]
            if not found.count:
                found.first = number
                _composed(found, read.units[start:end])
            spelled = _spelled(read, start, end)
            found.spellings[spelled] += 1
            found.count += 1
            found.pieces.add(read.piece)
            found.cut += end < reach[start] and starts[start] > 1
            before = lower(read.units[start - 1]) if start else ""
            measured = start > 1 and read.units[start - 2].lemma in MEASURES
            found.located += before in _WHERE and not measured
            found.inner += _inner(read.units, start) and not measured
            found.speaks += _speaks(read.units, start)
            found.definite += before in _DEFINITE
            found.sited += _sited(read.units, start)
            acts = before in _DEFINITE and _acts(read.units, start, end)
            found.agent = found.agent or acts
            if start in (0, 1) and end <= led:
                found.leads = found.leads or read.piece - opening
            if read.piece == opening and not found.opening:
                found.opening = spelled
    for key, seen in longer.items():
        table[key].extended = max(seen.values())
    _roles(table, lead, empty, people)
    _defined(table, reading.sentences[:_DEFINING], empty)
    _titled(table, title, empty)
    _join_surnames(table)
    return dict(table)


def _composed(found: Found, units: Sequence[Tagged]) -> None:
    """Note what a phrase is made of."""
    found.terms = key_of(units)
    found.names = sum(u.tag == "name" for u in units)
    found.participle = units[-1].tag == "part"
    found.verbal = units[-1].tag in ("verb", "inf", "ger")
    found.toward = any(
        u.tag in ("prep", "pdet") and not is_of(units, n) for n, u in enumerate(units)
    )


def led_to(read: Read) -> int:
    """Give where the subject ends that a paragraph opens on: « Le retour du castor | ne doit… »."""
    if read.opening or tag_at(read.units, 0) not in ("det", "name", "noun"):
        return 0
    clause = main_clause(read.units)
    return clause.subject_end if clause is not None and not clause.subject else 0


def _acts(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« L'atelier de couture ne désemplit pas »: it opens its sentence and does something."""
    inserted = end < len(units) and units[end].text == "," and tag_at(units, end + 1) in _INSERTED
    return start == 1 and (tag_at(units, end) in ("verb", "ne", "obj") or inserted)


def _inner(units: Sequence[Tagged], start: int) -> bool:
    """« plan d' | eau de Cazals »: the head of what it completes was cut off."""
    tight = start > 1 and lower(units[start - 1]) in ("de", "d'")
    return tight and units[start - 2].tag == "noun"


def _speaks(units: Sequence[Tagged], start: int) -> bool:
    """« … », sourit le talonneur Mathieu Ségala: whoever says it is not what it is about."""
    return any(u.text == "»" for u in units[max(0, start - _SAYING) : start])


def _sited(units: Sequence[Tagged], start: int) -> bool:
    """« sur le stade Pierre-Villepreux »: it only says where."""
    if start and lower(units[start - 1]) in ("au", "aux"):
        return True
    return start > 1 and units[start - 1].tag == "det" and lower(units[start - 2]) in _SITES


def _roles(
    table: Table, lead: Sequence[Read], empty: frozenset[str], people: frozenset[str]
) -> None:
    """Mark the first sentence's subject, its object, and what is before or after both.

    `told` is what a body or person does something with or about: « Le musée consacre une
    exposition à Marguerite Vasseur »; they act, it is the news.
    """
    for read in lead[:1]:
        clause = main_clause(read.units)
        opening = subject_start(read.units) or 0
        actors = clause is not None and bool(
            {u.lemma.lower() for u in read.units[clause.subject : clause.subject_end]} & people
        )
        for start, end in spans_of(read.units, empty):
            found = table[key_of(read.units[start:end])]
            found.circumstance = found.circumstance or end < opening
            if clause is None:
                continue
            for first, last in (
                (clause.subject, clause.subject_end),
                (clause.after, clause.end),
            ):
                between = read.units[first:start]
                if not first <= start < end <= last:
                    continue
                direct = all(u.tag in _BEFORE_HEAD for u in between)
                found.subject = found.subject or (direct and first == clause.subject)
                found.object = found.object or (direct and first == clause.after)
                near = not any(u.text == "," for u in between)
                found.told = found.told or (actors and near and first == clause.after)


def _defined(table: Table, reads: Sequence[Read], empty: frozenset[str]) -> None:
    """« L'orgelet est une petite infection de la paupière »: what is defined is the subject."""
    for read in reads:
        clause = main_clause(read.units)
        if clause is None or read.units[clause.verb].lemma != "être":
            continue
        if (
            lower(read.units[clause.after - 1]) == "pas"
            or tag_at(read.units, clause.after) != "det"
        ):
            continue
        if lower(read.units[clause.after]) not in _DEFINING_ARTICLES:
            continue
        for start, end in spans_of(read.units, empty):
            whole = clause.subject <= start < end == clause.subject_end
            if whole and all(u.tag in _BEFORE_HEAD for u in read.units[clause.subject : start]):
                table[key_of(read.units[start:end])].defined = True


def _titled(table: Table, title: Sequence[Tagged], empty: frozenset[str]) -> None:
    title = title[_dateline(title, table) :]
    spans = list(spans_of(title, empty))
    if spans and tag_at(title, 0) == "noun" and title[0].lemma.lower() in empty:
        announced = spans_of(title, frozenset())  # « Kilomètre vertical de l'Arpette : … »
        spans += [one for one in announced if not one[0] and _announces(title, one[1])]
    told = outside_quotations(title)
    place = _place_end(title)
    nominal = min((start for start, _ in spans if told[start] and start >= place), default=0)
    for start, end in spans:
        found = table[key_of(title[start:end])]
        if not found.terms:
            _composed(found, title[start:end])
            longer = any(a == start and b > end for a, b in spans)
            found.cut += longer
            measured = start > 1 and title[start - 2].lemma in MEASURES
            found.located += bool(start) and lower(title[start - 1]) in _WHERE and not measured
            found.count = 0
        if not found.opening:
            text = shown(title[start:end])
            plain = title[start].tag == "name" or start
            found.spellings[text if plain else text[:1].lower() + text[1:]] += 1
        found.titled = found.titled or told[start]
        found.title_quoted = found.title_quoted or not told[start]
        found.announced = found.announced or (start < 2 and _announces(title, end))
        found.heads_title = found.heads_title or start == nominal
        found.title_subject = found.title_subject or _is_subject(title, start, end)
        before = lower(title[start - (2 if tag_at(title, start - 1) == "det" else 1)])
        found.title_located = found.title_located or (start > 0 and before in _PLACING)
        found.fills_title = found.fills_title or _fills(title, start, end)


def _dateline(title: Sequence[Tagged], table: Table) -> int:
    """Give where a title begins that first says where: « Saint-Hilaire : | la cantine passe »."""
    colon = next((n for n, u in enumerate(title) if u.text == ":"), 0)
    place = table.get(key_of(title[:colon])) if colon else None
    named = place is not None and all(u.tag == "name" for u in title[:colon])
    return colon + 1 if named and place and 2 * place.located > place.count else 0


def _place_end(title: Sequence[Tagged]) -> int:
    """Give where a title begins that first says where: « À Decize, | la maternité… »."""
    named = len(title) > 2 and lower(title[0]) in _WHERE and title[1].tag == "name"
    return 3 if named and title[2].text == "," else 0


def _announces(title: Sequence[Tagged], place: int) -> bool:
    """« Collecte des déchets | : ce qui change »: what stands before the colon is the subject.

    « Éboulement | sur la départementale 47 : … » too, where no verb stands before the colon.
    """
    colon = next((n for n, u in enumerate(title) if u.text in _ANNOUNCING), 0)
    return place <= colon and not any(u.tag in ("verb", "inf") for u in title[:colon])


def _is_subject(title: Sequence[Tagged], start: int, end: int) -> bool:
    """« À Decize, la | consigne du verre | gagne les supermarchés »: who or what does it."""
    clause = main_clause(title)
    if clause is None or not clause.subject <= start < end <= clause.subject_end:
        return False
    return all(u.tag in _BEFORE_HEAD for u in title[clause.subject : start])


def _fills(title: Sequence[Tagged], start: int, end: int) -> bool:
    """« Planche de transfert | », « Location de lit à domicile | – Médilor »: a part of its own."""
    opens = start == 0 or title[start - 1].text in _PARTS or tag_at(title, start - 1) == "det"
    return opens and (end == len(title) or title[end].text in _PARTS)


def outside_quotations(title: Sequence[Tagged]) -> list[bool]:
    """Tell for each word whether the title says it: « Finir ses phrases » is somebody's."""
    depth, told = 0, list[bool]()
    for unit in title:
        depth += (unit.text in "«“") - (unit.text in "»”")
        told.append(depth <= 0)
    return told


def _join_surnames(table: Table) -> None:
    """Count « Blinken » for « Antony Blinken », where only one full name ends so."""
    full: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, found in table.items():
        if found.names == len(key) > 1:
            full[key[-1]].append(key)
    for last, keys in full.items():
        alone = table.get((last,))
        if alone and len(keys) == 1:
            found = table[keys[0]]
            found.count = max(found.count, alone.count)
            found.pieces |= alone.pieces
            found.titled = found.titled or alone.titled


def key_of(units: Sequence[Tagged]) -> tuple[str, ...]:
    """Give the content words of a phrase: lemmas, and names as they are, in lower case."""
    return tuple(
        (u.text if u.tag == "name" else u.lemma).lower()
        for u in units
        if u.tag in _CONTENT or lower(u) in TAILS
    )


def _spelled(read: Read, start: int, end: int) -> str:
    """Give a phrase without its sentence's capital; « Charlotte Imbert » keeps hers."""
    text = read.text[read.units[start].start : read.units[end - 1].end]
    if text.isupper() and end - start > 1:
        text = shown(read.units[start:end])  # a line in capitals, read as a sentence
    named = "name" in (read.units[start].tag, tag_at(read.units, start + 1))
    if named or any(u.tag != "mark" for u in read.units[:start]):
        return text
    return text[:1].lower() + text[1:]


def shown(units: Sequence[Tagged]) -> str:
    """Join units with the spaces a line of French has."""
    parts = [units[0].text]
    for before, unit in itertools.pairwise(units):
        gap = "" if before.text.endswith(("\u2019", "'")) else " "
        parts.append(f"{gap}{unit.text}")
    return "".join(parts)
