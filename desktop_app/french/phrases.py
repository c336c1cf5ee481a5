"""Noun phrases, clauses and the places where a French phrase may end, on tagged sentences.

All functions take the units of one sentence and indices into them; ends are excluded.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.french.units import (
    VERBAL,
    Units,
    infinitive_subject_end,
    is_of,
    is_order,
    lower,
    opens_clause,
    tag_at,
)
from desktop_app.french.words import word_set

NOMINAL = frozenset({"noun", "name"})
FINAL_MARKS = frozenset(".!?;:…")
_TIMES = word_set(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre an année "
    "été hiver automne moyenne cas fin cours place raison train effet ligne"
)
_DAYS = word_set(
    "lundi mardi mercredi jeudi vendredi samedi dimanche matin soir jour semaine mois an année "
    "fois veille lendemain"
)
_OPENERS = frozenset({"det", "name", "noun", "num", "adj"})


def base_end(units: Units, index: int) -> int:
    """Give the end of the plain noun phrase that begins here, or `index` when none does.

    « les deux plus grandes économies », « le président Joe Biden », « de hauts diplomates ».
    """
    place = index
    while tag_at(units, place) == "det":
        place += 1
    place = _before_noun(units, place)
    if tag_at(units, place) not in NOMINAL:
        return place if place > index and units[place - 1].tag == "num" else index
    while tag_at(units, place) in NOMINAL and not _starts_name_list(units, place, index):
        place += 1
    return _after_noun(units, place)


def _starts_name_list(units: Units, place: int, index: int) -> bool:
    return place > index and units[place].tag == "noun" and units[place - 1].tag == "name"


def _before_noun(units: Units, place: int) -> int:
    while True:
        tag = tag_at(units, place)
        if (
            tag in ("num", "adj")
            or (tag == "adv" and tag_at(units, place + 1) == "adj")
            or (
                tag == "coo"
                and tag_at(units, place - 1) == "adj"
                and tag_at(units, place + 1) == "adj"
            )
        ):
            place += 1
        else:
            return place


def _after_noun(units: Units, place: int) -> int:
    while True:
        tag, following = tag_at(units, place), tag_at(units, place + 1)
        if tag in ("adj", "name", "num") or (tag == "part" and tag_at(units, place - 1) != "verb"):
            place += 1
        elif tag == "adv" and following in ("adj", "part"):
            place += 2
        elif tag == "coo" and following == "adj" and tag_at(units, place - 1) in ("adj", "part"):
            if tag_at(units, place + 2) in NOMINAL:
                return place
            place += 2
        elif tag == "noun" and tag_at(units, place - 1) == "noun" and following != "verb":
            place += 1
        else:
            return place


def core_end(units: Units, index: int) -> int:
    """Give the end of the noun phrase with all its « de … »: what cannot be cut shorter.

    « le ministère chinois des Affaires étrangères ».
    """
    end = base_end(units, index)
    while end > index:
        if is_of(units, end):
            longer = chunk_end(units, end + 1)
        elif _bare_complement(units, end):
            longer = base_end(units, end + 1)
        else:
            return end
        if longer <= end + 1:
            return end
        end = longer
    return end


def _bare_complement(units: Units, place: int) -> bool:
    """« pompe à chaleur », « appel à projets », « cadre en aluminium »: no article, no cut."""
    if tag_at(units, place + 1) != "noun" or lower(units[place]) not in ("à", "en"):
        return False
    return units[place + 1].lemma not in _TIMES and not opens_clause(units, place + 1)


def chunk_end(units: Units, index: int) -> int:
    """Give the end of the noun phrase or infinitive here, or `index` when neither begins here."""
    tag = tag_at(units, index)
    if tag in ("inf", "ne", "obj"):
        return _infinitive_end(units, index)
    if tag == "pro":
        return index + 1
    return core_end(units, index)


def _infinitive_end(units: Units, index: int) -> int:
    place = index
    while tag_at(units, place) in ("ne", "neg", "obj", "adv"):
        place += 1
    if tag_at(units, place) != "inf":
        return index
    place += 1
    while tag_at(units, place) in ("part", "inf", "adv"):
        place += 1
    if tag_at(units, place) in _OPENERS:
        return max(place, core_end(units, place))
    if tag_at(units, place) in ("prep", "pdet") and (
        is_of(units, place) or lower(units[place]) in ("à", "au", "aux", "en")
    ):
        end = chunk_end(units, place + 1)
        return end if end > place + 1 else place
    return place


def complement_end(units: Units, index: int) -> int:
    """Give the end of the complement here, with its preposition if it has one."""
    tag = tag_at(units, index)
    if tag in ("prep", "pdet"):
        place = index + 1
        while tag_at(units, place) in ("prep", "adv"):
            place += 1
        end = chunk_end(units, place)
        return end if end > place else index
    if tag in ("adj", "part", "adv", "neg"):
        place = index
        while tag_at(units, place) in ("adj", "part", "adv", "neg"):
            place += 1
        if tag_at(units, place) in ("prep", "pdet"):
            return max(place, complement_end(units, place))
        if tag_at(units, place) in _OPENERS:
            return core_end(units, place)
        return place
    return chunk_end(units, index)


def longest_end(units: Units, index: int) -> int:
    """Give the end of the noun phrase with everything that may hang on it.

    « une rencontre dans les mois à venir entre Biden et Xi ».
    """
    end = core_end(units, index)
    while index < end < len(units):
        tag = tag_at(units, end)
        if tag in ("prep", "pdet"):
            longer = complement_end(units, end)
            if tag_at(units, end + 1) in ("inf", "ne", "obj") and not is_of(units, end):
                longer = longer if lower(units[end]) == "à" else end
        elif tag == "coo" and lower(units[end]) in ("et", "ou"):
            longer = _coordinated_end(units, index, end)
        else:
            return end
        if longer <= end:
            return end
        end = longer
    return end


def _coordinated_end(units: Units, start: int, place: int) -> int:
    """Give the end of what « et » or « ou » adds to a phrase, or `place` when it adds a clause.

    « le puits s'est tari | et la ville n'autorise plus » adds a clause; « à l'arrosage et au
    lavage » adds nothing to « l'arrosage », whose preposition was left out.
    """
    if tag_at(units, place + 1) in ("prep", "pdet"):
        if not (is_of(units, place + 1) and any(is_of(units, i) for i in range(start, place))):
            return place
        longer = complement_end(units, place + 1)
    else:
        longer = core_end(units, place + 1)
    if longer <= place + 1:
        return place
    if opens_clause(units, longer) and any(u.tag == "verb" for u in units[:start]):
        return place
    return longer


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: from `start` to `core` at least, to `end` at most; `head` is its noun."""

    start: int
    head: int
    core: int
    end: int


def noun_phrases(units: Units, through: frozenset[str] = frozenset()) -> list[Phrase]:
    """Give the maximal noun phrases of a sentence, in order.

    None stands inside another, but inside those whose noun's lemma is in `through`, which say
    nothing themselves (« la voie à | une rencontre »). A phrase without article takes no
    complement but « de … » (« en février | après l'abattage »).
    """
    found: list[Phrase] = []
    index = 0
    while index < len(units):
        core = core_end(units, index) if units[index].tag in _OPENERS else index
        if core > index:
            bare = units[index].tag == "noun"
            end = core if bare else max(core, longest_end(units, index))
            head = head_of(units, index, core)
            found.append(Phrase(index, head, core, end))
            index = head + 1 if units[head].lemma.lower() in through else end
        else:
            index += 1
    return found


def head_of(units: Units, start: int, end: int) -> int:
    """Give the index of the first noun or name of a phrase."""
    places = range(start, min(end, len(units)))
    return next((i for i in places if units[i].tag in NOMINAL), start)


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause: subject, verb group (with « ne … pas », auxiliary, participle), the rest.

    `subject` to `subject_end` is what stands before the verb (equal in an order: « Versez »);
    `verb` is the finite verb, `after` the first unit after the verb group, `least` the shortest
    end that leaves the verb its complement, `end` the clause's last possible end. An insertion
    between commas stands from `subject_end` to `verb_start`.
    """

    subject: int
    subject_end: int
    verb_start: int
    verb: int
    after: int
    least: int
    end: int


def main_clause(units: Units) -> Clause | None:
    """Give the main clause of a sentence that opens with its subject or a dropped circumstance."""
    start = subject_start(units)
    if start is None:
        return None
    if is_order(units, start):
        return _clause(units, start, start, start)
    end = longest_end(units, start)
    if [lower(u) for u in units[start : start + 3]] == ["il", "y", "a"]:
        return None
    if tag_at(units, start) in ("pro", "subj"):
        end = start + 1
    if tag_at(units, start) == "inf":
        end = infinitive_subject_end(units, start)
    if end <= start:
        return None
    verb_start = _after_insertion(units, end)
    if tag_at(units, verb_start) not in VERBAL:
        return None
    return _clause(units, start, end, verb_start)


_KEPT_OPENINGS = word_set("si malgré sans selon sauf faute quand lorsque lorsqu' s' hormis même")


def subject_start(units: Units) -> int | None:
    """Give where the subject begins after an opening circumstance that may be dropped.

    « Lors du premier tour, | Blinken a rencontré… », « Une fois le dossier complet, | un
    conseiller… »; « malgré », « sans », « selon », « si » may
    never be dropped.
    """
    start = 0
    while tag_at(units, start) == "mark" and units[start].text in '«“"–—-•':
        if units[start].text in '«“"':
            return None
        start += 1
    first = tag_at(units, start)
    if first in ("coo", "adv") and tag_at(units, start + 1) != "mark":
        start += 1 if first == "coo" else 0
        first = tag_at(units, start)
    timed = first == "det" and units[head_of(units, start, start + 3)].lemma in _DAYS
    apposed = (first == "noun" or timed) and _comma_after(units, start) is not None
    once = [lower(u) for u in units[start : start + 2]] == ["une", "fois"]
    if first in ("adv", "prep", "pdet", "conj", "ger", "part") or apposed or once:
        if lower(units[start]).split(" ")[0] in _KEPT_OPENINGS:
            return None
        comma = _opening_end(units, start)
        if comma is None or any(u.tag == "verb" for u in units[start:comma]):
            return None
        start = comma + 1
    return start if start < len(units) else None


def _opening_end(units: Units, start: int) -> int | None:
    """Find the comma after which the subject begins.

    « Née à Gand en 1961, fille de saunier, | Anna Roy n'a longtemps peint que la mer »: of several
    commas, the first whose words are followed by a verb.
    """
    commas = [i for i in range(start, min(len(units), start + 22)) if units[i].text == ","]
    for comma in commas:
        end = longest_end(units, comma + 1)
        if end > comma + 1 and tag_at(units, end) in VERBAL:
            return comma
    return commas[0] if commas else None


def _comma_after(units: Units, start: int) -> int | None:
    """Find the comma of « Spécialiste du bois, | l'entreprise ouvre… », which ends it."""
    end = longest_end(units, start)
    ends = end > start and end < len(units) and units[end].text == ","
    return end if ends and tag_at(units, end + 1) in ("det", "name") else None


def _after_insertion(units: Units, end: int) -> int:
    """Skip « , fermée depuis deux ans, » or « (SMAHV) » between subject and verb."""
    if tag_at(units, end) == "mark" and units[end].text == "(":
        closed = next((i for i in range(end, len(units)) if units[i].text == ")"), end)
        end = closed + 1 if end < closed < end + 6 else end
    if tag_at(units, end) != "mark" or units[end].text != ",":
        return end
    for place in range(end + 1, min(len(units), end + 25)):
        if units[place].text == "," and tag_at(units, place + 1) in VERBAL:
            return place + 1
        added = units[place].text == "," and tag_at(units, place + 1) == "coo"
        added = added or is_order(units, place)  # « Moteur tiède, évacuez l'huile, changez »
        if units[place].text in FINAL_MARKS or added:  # « Ana, 5 ans, et Luc, 7 ans, vont »
            return end
    return end


def _clause(units: Units, start: int, subject_end: int, verb_start: int) -> Clause | None:
    verb = verb_start
    while tag_at(units, verb) in ("ne", "obj"):
        verb += 1
    if tag_at(units, verb) != "verb" and not is_order(units, verb):
        return None
    after = verb + 1
    while tag_at(units, after) in ("neg", "adv", "part", "inf", "obj") and not _ends_group(
        units, after
    ):
        after += 1
    end = _clause_end(units, after)
    least = _least_end(units, after, end)
    return Clause(start, subject_end, verb_start, verb, after, least, end)


def _ends_group(units: Units, place: int) -> bool:
    return units[place].tag == "adv" and tag_at(units, place + 1) in ("adj", "det", "prep", "mark")


def _clause_end(units: Units, after: int) -> int:
    for place in range(after, len(units)):
        if units[place].tag == "mark" and units[place].text in FINAL_MARKS:
            return place
    return len(units)


def _passive(units: Units, after: int) -> bool:
    """« doivent être protégées | avant la première gelée »: a passive needs no complement.

    « s'étaient engagés | à … » is none.
    """
    group = [lower(u) for u in units[max(0, after - 4) : after]]
    if any(w in ("se", "s'") for w in group):
        return False
    return units[after - 1].tag == "part" and any(
        w in ("est", "sont", "être", "été", "sera", "seront", "était", "étaient") for w in group
    )


def _least_end(units: Units, after: int, end: int) -> int:
    """Give the shortest end: with the first complement and every direct object that follows."""
    if after >= end or units[after].tag == "mark" or _passive(units, after):
        return after
    if units[after].tag in ("conj", "rel"):
        return end
    least = complement_end(units, after)
    if least == after:
        return end
    often = lower(units[after]).startswith(("chaque", "tous les", "toutes les"))
    if often and tag_at(units, least) == "mark" and units[least].text == ",":
        return end  # « organise chaque mois, d'avril à octobre, une chasse »
    place = least
    while place < end:
        if units[place].tag in ("det", "num") and units[place - 1].tag not in ("prep", "det"):
            least = place = max(core_end(units, place), place + 1)
        elif units[place].tag in ("prep", "pdet"):
            following = complement_end(units, place)
            if following == place:
                break
            place = following
        else:
            break
    return min(least, end)
