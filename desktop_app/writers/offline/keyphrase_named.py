"""Finds what a text is about by its own name or form: a body, a work, a product, a thing to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.french.phrases import (
    NOMINAL,
    base_end,
    core_end,
    is_of,
    lower,
    main_clause,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_phrases import Found, key_of, led_to, shown
from desktop_app.writers.offline.keyphrase_spans import LONGEST
from desktop_app.writers.offline.keyphrase_tasks import purposes, task_at, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

_NAME_ARTICLES = frozenset({"La", "Le", "Les", "L’", "L'"})
_WORKS = word_set(
    "exposition installation spectacle pièce film documentaire roman recueil album livre disque "
    "concert série opéra ballet essai récit podcast festival bande"
)
_SPORTS = word_set(
    "football handball rugby basket basketball volley volleyball hockey tennis athlétisme "
    "cyclisme natation judo escrime aviron badminton futsal trail triathlon gymnastique"
)
_EARLY = 4
_LONGEST_WORK = 6
_VOWELS = "aeiouyhâàéèêëîïôöùûüœ"
_INITIALS = re.compile(r"[A-ZÀ-Ý]{2,8}")
_ARTICLES = word_set("le la l' les un une des")
_OWN = word_set("son sa ses leur leurs notre nos votre vos mon ma mes")
_TWICE = 2
_MOST_READ = 60
_NAMING = frozenset({*NOMINAL, "adj", "inf", "part"})
_MEANS = word_set("vélo pied cheval train canoë kayak raquettes ski vtt moto bateau bus")


def named(reading: Reading, title: Sequence[Tagged]) -> list[Found]:
    """Give the candidates that are no plain phrase of the text, each with its kind."""
    early = [r for r in reading.sentences if r.piece < _EARLY]
    found: list[Found] = [
        *_ordered(title),
        *_team(title),
        *_at_place(reading, title),
        *_by_means(title),
    ]
    for read in early:
        found += _bodies(read.units)
        found += _works(read)
        found += _expanded(read)
        found += _owned(read)
        found += _apposed(read.units)
        found += _is_a(read.units)
    for number, read in enumerate(reading.sentences[:_MOST_READ]):
        led = led_to(read)
        told = [*tasks(read), *purposes(read.units, led, not number)]
        for one in told:
            one.leads = read.piece * (one.agent and not read.opening)
        found += [one for one in told if one.leads or _recurs(reading, one)]
    for one in (*_bodies(title), *_apposed(title), *purposes(title)):
        one.titled = True
        found.append(one)
    return [_weighed(reading, one) for one in found if one.text]


def _recurs(reading: Reading, found: Found) -> bool:
    """« un train avec les yeux »: what a thing is for is said again, else it is a detail."""
    return all(reading.counts.get(term, 0) >= _TWICE for term in found.terms)


def _new(text: str, terms: Sequence[str], kind: str, names: int = 0) -> Found:
    found = Found(terms=tuple(t.lower() for t in terms), names=names, kind=kind)
    found.spellings[text] = 1
    return found


def _weighed(reading: Reading, found: Found) -> Found:
    """Count in how many sentences and pieces a named thing stands, by its rarest words."""
    names = [t for t in re.findall(r"[\w-]+", found.text) if t[:1].isupper() and len(t) > 2]
    wanted = [found.stands_for] if found.stands_for else names[-1:]
    first = None
    for number, read in enumerate(reading.sentences):
        said = wanted[0] in read.text if wanted else set(found.terms) <= set(read.terms)
        if said:
            first = number if first is None else first
            found.count += 1
            found.pieces.add(read.piece)
    found.first = first or 0
    return found


def _ordered(title: Sequence[Tagged]) -> Iterator[Found]:
    """Give what a how-to's title does, and to what: « rempailler (soi-même) une chaise ».

    With its purpose or season: « préparer son jardin pour l'hiver ».
    """
    place = next((i for i, u in enumerate(title) if u.tag not in ("adv", "pro", "mark")), 0)
    if tag_at(title, place) == "inf":
        for found in task_at(title, place):
            found.titled = found.heads_title = True
            yield found


def _team(title: Sequence[Tagged]) -> Iterator[Found]:
    """« Handball : Vesoul arrache… », « Handball féminin. Vesoul… » → « Vesoul handball »."""
    if len(title) < LONGEST or lower(title[0]) not in _SPORTS:
        return
    if "mark" not in (title[1].tag, title[2].tag):
        return
    for place in range(2, len(title) - 1):
        unit = title[place]
        opens = tag_at(title, place - 1) in ("mark", "det")
        if opens and unit.tag == "name" and tag_at(title, place + 1) in ("verb", "obj", "ne"):
            found = _new(f"{unit.text} {lower(title[0])}", [unit.text, lower(title[0])], "team", 1)
            found.titled = found.heads_title = True
            yield found
            return


def _at_place(reading: Reading, title: Sequence[Tagged]) -> Iterator[Found]:
    """« À Decize, la maternité obtient un sursis » → « maternité de Decize ».

    Of a longer subject the complement: « À Mirande, la fermeture de la trésorerie inquiète ».
    """
    placed = len(title) > LONGEST and lower(title[0]) == "à" and title[1].tag == "name"
    clause = main_clause(title) if placed and title[2].text == "," else None
    if clause is None:
        return
    subject = title[clause.subject : clause.subject_end]
    tags = {u.tag for u in subject}
    if "noun" not in tags or "name" in tags:
        return
    first = max(n for n, u in enumerate(subject) if u.tag == "noun")
    while first and subject[first - 1].tag == "noun":  # « chaufferie bois »
        first -= 1
    noun, place = subject[first], title[1].text
    if reading.counts.get(noun.lemma.lower(), 0) < _TWICE:
        return
    kind = [u for u in subject[first:] if u.tag == "noun"]
    of = "d’" if place[0].lower() in _VOWELS else "de "
    terms = [*(u.lemma for u in kind), place]
    found = _new(f"{shown(kind)} {of}{place}", terms, "placed", 1)
    found.titled = found.heads_title = True
    yield found


def _by_means(title: Sequence[Tagged]) -> Iterator[Found]:
    """« Trois jours à vélo le long de la Vézonne » → « Vézonne à vélo »."""
    for place in range(len(title) - 2):
        by, means = title[place : place + 2]
        if lower(by) not in ("à", "en") or lower(means) not in _MEANS:
            continue
        name = next((u for u in title[place + 2 :] if u.tag == "name"), None)
        if name is not None:
            text = f"{name.text} {lower(by)} {lower(means)}"
            found = _new(text, [name.text, means.lemma], "placed", 1)
            found.titled = found.heads_title = True
            yield found
            return


def _bodies(units: Sequence[Tagged]) -> Iterator[Found]:
    """Give names that open with their article's capital, or follow their noun.

    « La Bobine solidaire s'installera », « Les Semelles du Trièves ont organisé », « l'atelier
    Rayon libre occupe ».
    """
    for place, unit in enumerate(units[:-1]):
        word = units[place + 1].text
        capital = word[:1].isupper() and not word.isupper() and units[place + 1].tag in _NAMING
        inside = place > 0 and units[place - 1].text not in ".:!?«“"
        if unit.text in _NAME_ARTICLES and capital:
            end = _name_end(units, place + 1)
            if place and units[place - 1].tag == "name":
                yield _surnamed(units, place - 1, end)
                continue
            yield _body(units, place, end)
            yield _body_of_kind(units, place, end)
            if tag_at(units, place - 1) == "noun" and inside and not _completes(units, place - 1):
                yield _body(units, place - 1, end)
        elif unit.tag == "noun" and capital and not unit.text[:1].isupper():
            if _completes(units, place):
                continue
            yield _body(units, place, _name_end(units, place + 1))


def _surnamed(units: Sequence[Tagged], start: int, end: int) -> Found:
    """« Hanna Le Guen »: the article is her name's."""
    found = _body(units, start, end)
    found.kind = ""
    found.names = len(found.terms)
    return found


def _body_of_kind(units: Sequence[Tagged], start: int, end: int) -> Found:
    """« La Ronde, documentaire d'une heure… » → « documentaire La Ronde »."""
    kind = units[end + 1] if end + 1 < len(units) and units[end].text == "," else None
    if kind is None or kind.lemma not in _WORKS:
        return Found()
    found = _body(units, start, end)
    text = found.text
    found.spellings.clear()
    found.spellings[f"{kind.text} {text}"] = 1
    found.terms = (kind.lemma, *found.terms)
    return found


def _completes(units: Sequence[Tagged], place: int) -> bool:
    """« centre de | loisirs Les Galipettes »: a noun that only completes another has no name."""
    return place > 0 and lower(units[place - 1]).split(" ")[-1] in ("de", "d'", "pour", "en", "à")


def _name_end(units: Sequence[Tagged], place: int) -> int:
    """Give where a name that begins here ends: « Rayon libre », « Semelles du Trièves »."""
    end = place + 1
    while end < len(units):
        unit = units[end]
        capital = unit.text.split(" ")[-1][:1].isupper()  # « Un Duvet de Plus »
        if unit.tag in ("adj", "part", "name") or (unit.tag in ("noun", "adv") and capital):
            end += 1
        elif (is_of(units, end) and end + 1 < len(units)) and end - place <= LONGEST:
            step = 2 if tag_at(units, end + 1) == "det" else 1
            noun = units[end + step] if end + step < len(units) else None
            if noun is None or noun.tag not in NOMINAL:
                break
            end += step + 1
        else:
            break
    return end


def _body(units: Sequence[Tagged], start: int, end: int) -> Found:
    inner = units[start:end]
    terms = [u.text if u.tag == "name" else u.lemma for u in inner if u.tag in _NAMING]
    if not 0 < len(terms) <= LONGEST + 1:
        return Found()
    found = _new(shown(inner), terms, "body", 1)
    apposed = end < len(units) and units[end].text == "," and tag_at(units, end + 1) == "noun"
    found.agent = tag_at(units, end) in ("verb", "obj", "ne") or (apposed and not start)
    before = start - 1 - (tag_at(units, start - 1) in ("det", "adj"))
    found.speaks = 9 * any(u.text == "»" for u in units[max(0, start - _EARLY) : start])
    found.located = 9 * (tag_at(units, before) in ("prep", "pdet"))
    return found


def _works(read: Read) -> Iterator[Found]:
    """« Doublures », l'installation que…: a work between quotation marks, and with its kind."""
    units = read.units
    for place, unit in enumerate(units[:-2]):
        if unit.text != "«" or not units[place + 1].text[:1].isupper():
            continue
        closed = next((i for i in range(place, len(units)) if units[i].text == "»"), 0)
        inner = list(units[place + 1 : closed])
        if not 0 < len(inner) <= _LONGEST_WORK or any(u.tag in ("verb", "mark") for u in inner):
            continue
        name = read.text[inner[0].start : inner[-1].end]
        terms = [u.lemma for u in inner if u.tag in (*NOMINAL, "adj", "inf")]
        before = units[place - 1] if place else None
        after = units[closed + 1 : closed + 5]
        kind = next((u for u in after if u.lemma in _WORKS), None)
        if before is not None and before.tag == "noun":
            yield _new(f"{before.text} {name}", [before.lemma, *terms], "work", 1)
        elif kind is not None:
            yield _new(f"{kind.text} {name}", [kind.lemma, *terms], "work", 1)
        elif after and tag_at(units, closed + 1) in ("verb", "ne", "mark"):
            yield _new(name, terms, "work", 1)


def _expanded(read: Read) -> Iterator[Found]:
    """« Fonds de solidarité logement (FSL) »: what an acronym stands for, counted as it.

    « GIP Emploi Littoral Picard (GIP ELP) » repeats the words before it.
    """
    units = read.units
    for place, unit in enumerate(units[:-2]):
        closed = next(
            (i for i in (place + 2, place + 3) if units[i : i + 1] and units[i].text == ")"), 0
        )
        if unit.text != "(" or not closed:
            continue
        acronym = units[closed - 1].text
        if not _INITIALS.fullmatch(acronym):
            continue
        start = _expansion(units, place, acronym)
        if closed - place > 2 and start and units[start - 1].text == units[place + 1].text:
            start -= 1
        content = [u for u in units[start:place] if u.tag in (*NOMINAL, "adj")]
        if start < place and 1 < len(content) <= LONGEST:
            found = _new(shown(units[start:place]), [acronym.lower()], "expanded", 1)
            found.stands_for = acronym
            found.expansion = key_of(units[start:place])
            yield found


def _expansion(units: Sequence[Tagged], place: int, acronym: str) -> int:
    """Give where the words begin whose initials are an acronym's; `place` when none do."""
    left = len(acronym)
    for start in range(place - 1, max(-1, place - 12), -1):
        unit = units[start]
        if unit.text[:1].upper() == acronym[left - 1] and unit.tag not in ("prep", "pdet", "det"):
            left -= 1
        elif unit.tag not in ("prep", "pdet", "det", "coo", "adj", "name", "noun"):
            return place
        if not left:
            return start
    return place


def _owned(read: Read) -> Iterator[Found]:
    """« l'inventaire de votre cuisine » → « inventaire de cuisine »; « notre sécheur mural »."""
    units = read.units
    for place in range(len(units) - 3):
        noun, of, owner, thing = units[place : place + 4]
        owned = noun.tag == thing.tag == "noun" and is_of(units, place + 1) and lower(owner) in _OWN
        if owned and lower(of) == "de" and not _completes(units, place):
            bare = "d’" if thing.text[0].lower() in _VOWELS else "de "
            yield _new(f"{noun.text} {bare}{thing.text}", [noun.lemma, thing.lemma], "owned")


def _apposed(units: Sequence[Tagged]) -> Iterator[Found]:
    """« Tournelune, le vélo cargo pensé pour… » → « vélo cargo Tournelune »."""
    for place in range(len(units) - 3):
        name, comma, article = units[place : place + 3]
        opens = name.text[:1].isupper() and name.tag == "name" and comma.text == ","
        if not opens or article.tag != "det" or lower(article) not in (*_ARTICLES, *_OWN):
            continue
        if (
            tag_at(units, place - 1) in ("name", "prep", "pdet")
            or tag_at(units, place + 3) != "noun"
        ):
            continue
        end = place + 4
        while end < base_end(units, place + 3) and tag_at(units, end) in ("noun", "adj"):
            end += 1
        kind = units[place + 3 : end]
        terms = [*(u.lemma for u in kind), name.text]
        yield _new(f"{shown(kind)} {name.text}", terms, "apposed", 1)


def _is_a(units: Sequence[Tagged]) -> Iterator[Found]:
    """« Mijote est un logiciel de gestion pensé pour… » → « logiciel de gestion Mijote »."""
    alone = tag_at(units, 0) == "name" and tag_at(units, 1) == "verb" and units[1].lemma == "être"
    if not alone or lower(units[2] if len(units) > 2 else units[1]) not in ("un", "une"):
        return
    end = core_end(units, 3)
    while end > 3 and units[end - 1].tag in ("part", "adj"):
        end -= 1
    kind = units[3:end]
    content = [u for u in kind if u.tag in NOMINAL]
    if content and kind[0].tag == "noun" and len(content) < LONGEST:
        terms = [*(u.lemma for u in content), units[0].text]
        yield _new(f"{shown(kind)} {units[0].text}", terms, "apposed", 1)
