"""Subheadings out of a main clause: whole, without auxiliary, as subject and attribute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS
from desktop_app.french.ends import cut_cost, wants_complement
from desktop_app.french.phrases import (
    NOMINAL,
    Clause,
    complement_end,
    core_end,
    is_of,
    lower,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidate import (
    BASE,
    LONGEST,
    NBSP,
    SHORTEST,
    Candidate,
    Kind,
    capital,
    figure_cost,
    fits,
    joined,
    made,
)
from desktop_app.writers.offline.completeness import differs, loses_agent, points_back, stands
from desktop_app.writers.offline.context import contrasts, opening_loss, restricted
from desktop_app.writers.offline.demonstratives import (
    DEMONSTRATIVES,
    TAKING_UP,
    article_instead,
)
from desktop_app.writers.offline.guards import acceptable, drop_asides, starts_well, understood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.noun_headings import Words
    from desktop_app.writers.offline.reading import Read

_NEW_WORD = 0.6
_SOMEBODY = word_set("femme homme fille garçon intéressé quadragénaire sexagénaire")
_OPENED = 0.1
_BRIEF = 3
_SHORT = 0.2
_WHOLE_SHORTEST = 14
_OPENS_WHOLE = ("det", "name", "adv", "inf", "prep", "pdet", "num")
_POSSESSIVES = word_set("son sa ses leur leurs")
_NEEDLESS = word_set("inutile impossible difficile")
_OPENED_CUT = 0.35
_YEAR = 0.7
_UNDATED = 0.3
_BARE_PASSIVE = 0.5
_INDEFINITE = 0.5
_DIFFERS = 1.4
_OPENING_PRONOUNS = word_set("tout rien certains certaines plusieurs nous vous on personne chacun")
_IMPERSONAL = word_set("falloir suffire rester manquer exister convenir")
_REPORTING = word_set(
    "déclarer ajouter expliquer préciser indiquer affirmer estimer souligner rappeler "
    "annoncer assurer confier raconter conclure poursuivre dire penser croire juger regretter "
    "répondre répliquer promettre insister résumer glisser lancer commenter se"
)


def clauses(read: Read, clause: Clause | None, words: Words) -> Iterator[Candidate]:
    """Give the main clause, cut where it may end: « Blinken a rencontré le diplomate chinois »."""
    if clause is None or _reports(read, clause):
        return
    units = read.units
    order = clause.subject == clause.subject_end
    subject = units[clause.subject : clause.subject_end]
    if not order and not _can_be_subject(subject, words):
        return
    article = ""
    if subject and lower(subject[0]) in DEMONSTRATIVES:
        article = article_instead(read, subject, words)
        subject = subject[1:]
        if not article:
            return
    leaning = _leans(read, subject)
    loss = opening_loss(units, clause.subject, units[clause.verb])
    if leaning is None or loss is None:
        return
    if says_nothing(units[clause.verb_start : clause.end], words):
        return
    kind: Kind = "order" if order else "clause"
    worse = leaning + loss + contrasts(read)
    for predicate, cost in predicates(read, clause, words):
        chosen = [*subject, *predicate]
        found = made(read, kind, chosen, cost + worse, len(subject), article)
        if found and not (order and "," in found.text):
            yield found


def opened(read: Read, clause: Clause | None, words: Words) -> Iterator[Candidate]:
    """Give the clause with the circumstance that opens it, or said to the reader.

    « Pour les élèves, une solution a été trouvée », « Nous vous invitons à fêter l'ouverture ».
    """
    if clause is None or _reports(read, clause):
        return
    units = read.units
    start = next((i for i, u in enumerate(units) if u.tag not in ("mark", "coo")), 0)
    opening = units[start : clause.subject]
    subject = units[clause.subject : clause.subject_end]
    you = len(subject) == 1 and lower(subject[0]) in ("vous", "nous", "on")
    begins = you and not opening and not read.opening and units[clause.verb].lemma != "être"
    prepared = len(opening) > 2 and units[start].tag in ("prep", "pdet") and opening[-1].text == ","
    if any(read.quoted) or not (begins or prepared):
        return
    order = not subject
    if not order and not you and not _can_be_subject(subject, words):
        return
    if not (order or you or starts_well(subject)) or not understood(opening, 0):
        return
    if says_nothing(units[clause.verb_start : clause.end], words):
        return
    worse = contrasts(read) + _OPENED
    for predicate, cost in predicates(read, clause, words):
        if cost > _OPENED_CUT:
            continue
        chosen = drop_asides([*opening, *subject, *predicate])
        told = chosen[len(opening) + len(subject) :] if you else chosen
        if not understood(told, 1 if you else len(opening) + len(subject), spoken=you):
            continue
        if not acceptable(read, chosen):
            continue
        text = capital(joined(read, chosen))
        if points_back(chosen, text) or not stands(chosen):
            continue
        if fits(text) and text.count(",") == (1 if opening else 0):
            worth = BASE["clause"] - cost - worse - figure_cost(chosen)
            yield Candidate(text, "opened", worth, tuple(chosen), read, cut=cost)


def predicates(
    read: Read, clause: Clause, words: Words
) -> Iterator[tuple[Sequence[Tagged], float]]:
    """Give the verb group with its complements, at each length it may have.

    An insertion between the verb and its complement is left out: « a approuvé (, à l'unanimité,)
    la convention ».
    """
    units = read.units
    stop = _group_end(units, clause)
    first = clause.verb_start + _drops_y(units, clause)
    denied = any(u.tag in ("ne", "neg") for u in units[first:stop])
    resumed = _after_insertion(units, clause)
    spans = [(first, first, clause.least, 0.0)]
    if resumed is not None:
        spans = [(stop, resumed, core_end(units, resumed), 0.0)]
    dated = _after_date(units, stop)
    if dated is not None and complement_end(units, dated) > dated:
        spans.append((stop, dated, complement_end(units, dated), _UNDATED))
    for group_end, start, least, undated in spans:
        for end, cost in ends(read, start, least, clause.end):
            loss = restricted(read, end, denied)
            if loss is None or (lower(units[end - 1]) in words.incomplete and end < clause.end):
                continue
            lost = _loses_year(units, clause, end) + _BARE_PASSIVE * _bare_passive(units, end)
            yield [*units[first:group_end], *units[start:end]], cost + loss + lost + undated


def _bare_passive(units: Sequence[Tagged], end: int) -> bool:
    """« L'alerte a été donnée | vers 2 h 15 par un routier »: what was done says the rest."""
    done = units[end - 1].tag == "part" and lower(units[end - 2]) in ("été", "être")
    return done and tag_at(units, end) not in ("", "mark", "coo")


def _drops_y(units: Sequence[Tagged], clause: Clause) -> bool:
    """« Abadie (y) présente une œuvre nouvelle »: where, which the section says."""
    return lower(units[clause.verb_start]) == "y" and tag_at(units, clause.after) in ("det", "num")


def _after_date(units: Sequence[Tagged], place: int) -> int | None:
    """Skip a date: « doit se prononcer (le 18 décembre) | sur l'agrandissement du palais »."""
    if place + 1 < len(units) and lower(units[place]) == "en" and lower(units[place + 1]) in MONTHS:
        after = place + 2 + (tag_at(units, place + 2) == "num")
        return after if tag_at(units, after) in ("prep", "pdet", "det") else None
    if tag_at(units, place) != "det" or tag_at(units, place + 1) != "num":
        return None
    if place + 2 >= len(units) or lower(units[place + 2]) not in MONTHS:
        return None
    after = place + 3 + (tag_at(units, place + 3) == "num")
    return after if tag_at(units, after) in ("prep", "pdet", "det") else None


def _group_end(units: Sequence[Tagged], clause: Clause) -> int:
    """Give the end of « a enfin approuvé », whose participle may be read as an adjective."""
    place = clause.after
    if units[clause.verb].lemma == "avoir":
        while tag_at(units, place) in ("adv", "adj", "part"):
            place += 1
    return place


def _after_insertion(units: Sequence[Tagged], clause: Clause) -> int | None:
    """Give where the complement begins after « a approuvé, à l'unanimité, | la convention »."""
    start = _group_end(units, clause)
    if tag_at(units, start) != "mark" or units[start].text != ",":
        return None
    for place in range(start + 1, min(clause.end, start + 14)):
        if units[place].tag in ("verb", "coo", "subj", "rel"):
            return None
        if units[place].text == ",":
            resumed = place + 1
            return resumed if core_end(units, resumed) > resumed else None
    return None


def _loses_year(units: Sequence[Tagged], clause: Clause, end: int) -> float:
    """Give what a past clause loses with its year: « est mort | en 2003 » would be news."""
    if end + 1 >= len(units) or lower(units[end]) not in ("en", "depuis", "de", "dès"):
        return 0.0
    return _YEAR if re.fullmatch(r"(?:1[5-9]|20)\d\d", units[end + 1].text) else 0.0


def participial(read: Read, clause: Clause | None) -> Iterator[Candidate]:
    """Give the passive without its auxiliary: « La piscine rouverte après deux ans de travaux »."""
    if clause is None or clause.subject == clause.subject_end:
        return
    units = read.units
    group = units[clause.verb : clause.after]
    if [lower(u) for u in group[:2]] not in (["a", "été"], ["ont", "été"]) or len(group) != 3:
        return
    if group[2].tag != "part" or clause.verb != clause.verb_start:
        return
    subject = units[clause.subject : clause.subject_end]
    loss = opening_loss(units, clause.subject, units[clause.verb])
    if loss is None:
        return
    worse = loss + contrasts(read) + _INDEFINITE * _indefinite(subject)
    for end, cost in ends(read, clause.verb_start, clause.least, clause.end):
        lost = restricted(read, end, denied=False)
        if lost is None:
            continue
        chosen = [*subject, *units[clause.after - 1 : end]]
        bare = _BARE_PASSIVE * (end == clause.after)  # « Le captage du Mas-Rome pollué »
        found = made(read, "participial", chosen, cost + worse + lost + bare, len(subject))
        if found:
            yield found


def attribute(read: Read, clause: Clause | None) -> Iterator[Candidate]:
    """« Le compost : un engrais naturel », out of « Le compost est un engrais naturel »."""
    if clause is None or clause.after != clause.verb + 1 or clause.verb != clause.verb_start:
        return
    units = read.units
    if lower(units[clause.verb]) not in ("est", "sont") or tag_at(units, clause.after) != "det":
        return
    subject = drop_asides(units[clause.subject : clause.subject_end])
    name = joined(read, subject)
    if len(name) > 34 or not starts_well(subject) or not understood(subject, 0):
        return
    for end, cost in ends(read, clause.after, core_end(units, clause.after), clause.end):
        chosen = units[clause.after : end]
        articled = lower(chosen[0]) in ("un", "une", "le", "la", "l'", "les")
        if not articled or not understood(chosen, 0) or not any(u.tag == "noun" for u in chosen):
            continue
        text = f"{capital(name)}{NBSP}: {joined(read, drop_asides(chosen))}"
        if fits(text) and acceptable(read, chosen) and not points_back(chosen, text):
            yield Candidate(text, "attribute", BASE["attribute"] - cost, (*subject, *chosen), read)


def _indefinite(subject: Sequence[Tagged]) -> bool:
    """« Une solution (a été) trouvée », « Cent emprunts (ont été) enregistrés » limp."""
    return subject[0].tag == "num" or lower(subject[0]) in ("un", "une", "des")


def whole(read: Read, words: Words) -> Iterator[Candidate]:
    """Give a short sentence that opens a paragraph, whole: « Tout commence par un rhume ».

    Writers open their paragraphs so; nothing is cut, so nothing is lost.
    """
    units = read.units
    if read.opening or not units or units[-1].text != "." or any(read.quoted):
        return
    kept = drop_asides(units[:-1])
    start = 1 if kept and kept[0].tag == "coo" else 0
    kept = kept[start:]
    verbs = [i for i, u in enumerate(kept) if u.tag == "verb"]
    if kept and lower(kept[0]) in _NEEDLESS and kept[1:] and is_of(kept, 1):
        verbs = [0]  # « Inutile d'acheter un vélo neuf »
    if not verbs or kept[0].text == "," or _relative(kept[: verbs[0]]):
        return
    first = lower(kept[0])
    if kept[0].tag not in _OPENS_WHOLE and first not in (*_OPENING_PRONOUNS, *_NEEDLESS, "il"):
        return
    comma = next((i for i, u in enumerate(kept[: verbs[0]]) if u.text == ","), None)
    if kept[0].tag in ("prep", "pdet", "adv") and comma is None:
        return
    told = [u for i, u in enumerate(kept) if not _impersonal(kept, i) and not _opening(kept, i)]
    if not told or not understood(told, len(told)) or not acceptable(read, kept):
        return
    if any(u.tag == "conj" for u in kept) and any(_impersonal(kept, i) for i in range(len(kept))):
        return
    if lower(kept[0]) in _POSSESSIVES or lower(kept[0]) in ("ce", "cette", "ces", "cet"):
        return
    nouns = [u for u in kept if u.tag in ("noun", "name")]
    if any(u.lemma.lower() in TAKING_UP for u in nouns) or any(lower(u) == "y" for u in kept):
        return
    predicate = kept[verbs[0] :]
    if len(predicate) <= _BRIEF and says_nothing(predicate, words):
        return
    text = capital(joined(read, kept))
    if points_back(kept, text) or not (stands(kept) or comma):
        return
    if _WHOLE_SHORTEST <= len(text) <= LONGEST and not any(u.text == "," for u in predicate):
        worth = BASE["clause"] - contrasts(read) - figure_cost(kept) - _DIFFERS * differs(kept)
        worth -= _SHORT * (len(text) < SHORTEST)
        yield Candidate(text, "clause", worth, tuple(kept), read)


def _relative(units: Sequence[Tagged]) -> bool:
    """« Un dernier point, que l'on oublie »: the first verb is not the sentence's."""
    return any(u.tag == "rel" or lower(u) in ("que", "qu'") for u in units)


def _impersonal(units: Sequence[Tagged], place: int) -> bool:
    """« il reste des récoltes à faire »: an « il » that stands for nobody."""
    if lower(units[place]) != "il":
        return False
    verb = next((u for u in units[place + 1 :] if u.tag not in ("ne", "obj")), None)
    return verb is not None and verb.lemma in _IMPERSONAL


def _opening(units: Sequence[Tagged], place: int) -> bool:
    """« Nous cherchons du matériel », « Tout commence par un rhume »."""
    return units[place].tag in ("pro", "subj") and lower(units[place]) in _OPENING_PRONOUNS


def ends(read: Read, start: int, least: int, longest: int) -> list[tuple[int, float]]:
    """Give the places where a phrase from `start` may end, each with its cost."""
    found: list[tuple[int, float]] = []
    if least > start + 2 and wants_complement(read.units, least - 1):
        least -= 1
    for end in range(least, longest + 1):
        cost = cut_cost(read.units, start, end)
        if cost is not None and not loses_agent(read.units, end):
            found.append((end, cost))
    return found


def _leans(read: Read, subject: Sequence[Tagged]) -> float | None:
    """Give what it costs that a bare subject may be a new word for what was told before.

    « L'engin a percé la couche d'argile », first called a digger. « Le reste est affaire de
    goût » is refused (None).
    """
    if subject and subject[-1].lemma.lower() in _SOMEBODY and len(subject) <= _BRIEF:
        return None  # « La jeune femme a terminé la partie »
    if len(subject) != 2 or lower(subject[0]) not in ("le", "la", "l'", "les"):
        return 0.0
    noun = subject[1].lemma.lower()
    if noun in TAKING_UP:
        return None
    return _NEW_WORD if read.opening and noun in read.new else 0.0


def says_nothing(predicate: Sequence[Tagged], words: Words) -> bool:
    """Tell whether no word tells what is or goes: « est du nombre », « est la plus belle »."""
    if not predicate or predicate[0].lemma not in ("être", "avoir", "aller"):
        return False
    most = any(lower(u) in ("plus", "moins") and u is not predicate[-1] for u in predicate[2:])
    if most and predicate[1].tag == "det" and not any(u.tag in NOMINAL for u in predicate):
        return True
    telling = [u for u in predicate[1:] if u.tag in ("noun", "name", "adj", "part", "inf", "num")]
    return all(u.tag == "noun" and u.lemma.lower() in words.empty_heads for u in telling)


def _can_be_subject(subject: Sequence[Tagged], words: Words) -> bool:
    nouns = [u for u in subject if u.tag in ("noun", "name")]
    return bool(nouns)


def _reports(read: Read, clause: Clause) -> bool:
    """Tell whether the clause only says that somebody says."""
    units = read.units
    spoken = any(u.lemma in _REPORTING for u in units[clause.verb : clause.after])
    following = units[clause.after] if clause.after < len(units) else None
    return (
        following is None
        or following.tag in ("conj", "rel")
        or (spoken and (following.tag == "mark" or following.text == "«"))
    )
