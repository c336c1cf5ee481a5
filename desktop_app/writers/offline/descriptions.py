"""The meta description: whole clauses of the opening that say what the text is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.half_said import in_list
from desktop_app.french.phrases import is_of, lower, main_clause, tag_at
from desktop_app.french.words import tokens, word_set
from desktop_app.writers.offline.card import DESCRIPTION
from desktop_app.writers.offline.completeness import stands
from desktop_app.writers.offline.demonstratives import SAYING_LITTLE
from desktop_app.writers.offline.guards import speaks
from desktop_app.writers.offline.keyphrase import counted, holds
from desktop_app.writers.offline.subject import central_terms, covered, said_by
from desktop_app.writers.offline.wholeness import cut_short, points_back, wants_attribute

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

_NEXT = 2
_TOLD = 70
_SHORT = 100
_SHORT_COST = 2.2
_SHORTEST_PART = 18
_ESSENTIALS = 110
_APART = 0.4
_OTHER = 0.6
_UNSAID = 1.0
_UNSAID_FIRST = 2.5
_ADDED = 1.6
_LOOSE_CUT = 0.6
_JOINED = 0.25
_LATER = 0.1
_UNSAID_LATER = 0.25
_FIRST = 2.0
_COVERED = 2.0
_SCENE = 0.8
_KEYED = 3.0
_SAME = 0.12
_FAR = 3
_ORDER = 1.2
_STARTED = 0.4
_LOOSE = 0.5
_VERBLESS = 0.6
_RUN = 0.3
_NEAR = 1.5
_TITLE_PART = 4.2
_SHOUTED = 1.0
_LEADS = 1.0
_ON = 1.5
_SOME_KEYED = 0.5
_OPENING_SENTENCES = 9
_MOST = 18
_INTIMATE = word_set("je j' me m' mon ma mes moi tu te t' ton ta tes toi")
_DENYING = frozenset({"ne", "n'", "n’"})
_WORK_NAME = 6
_START = 12
_ASIDE = 8
_VAGUE = word_set("on personne rien")
_SCENES = word_set("quand lorsque lorsqu' si avant après ce cet cette pendant dimanche samedi")
_OURS = 0.6


@dataclass(frozen=True)
class _Part:
    text: str
    cost: float
    place: int
    back: bool
    unnamed: bool = False
    said: frozenset[str] = frozenset()


def descriptions(
    reading: Reading, words: Sequence[str], texts: Collection[int], title: str = ""
) -> list[str]:
    """Give meta descriptions of 121 to 156 characters, whole clauses, best first.

    The keyphrase stands in the 110 characters every screen shows. `texts` are the pieces that are
    running text, not labels, questions or lists; `title` the source's own, if it is a sentence.
    """
    central = central_terms(reading)
    parts = [
        part
        for place, read in enumerate(_opening(reading, texts))
        for part in _parts(read, place, central, words)
    ]
    if title:
        cost = _TITLE_PART + _SHOUTED * title.isupper()
        parts.append(_Part(f"{title}.", cost, -1, False, False, _terms_of(title, central)))
    scored: list[tuple[float, str]] = []

    def offer(
        text: str, cost: float, place: int, first: Collection[str], said: Collection[str]
    ) -> None:
        told = _FIRST * covered(first, central) + _COVERED * covered(said, central)
        scored.append((_worth(text, cost, place, words) + told, text))

    for part in parts:
        short = _SHORT_COST if len(part.text) < DESCRIPTION[0] else 0.0
        if _SHORT <= len(part.text) <= DESCRIPTION[1] and not (part.back or part.unnamed):
            offer(part.text, part.cost + short, part.place, part.said, part.said)
    for one in (p for p in parts if not (p.back or p.unnamed)):
        for other in parts:
            text = f"{one.text} {other.text}"
            gap = other.place - max(0, one.place) - 1
            near = other.place == one.place + 1
            apart = other.back or other.unnamed or _contradicts(one.text, other.text)
            same = covered(other.said, central) >= _SAME or any(w in other.text for w in words)
            if not near and apart:
                continue
            if one.place < other.place and _fits(text):
                cost = one.cost + other.cost + _JOINED + _APART * min(_FAR, max(0, gap))
                cost += _OTHER * (not near and not same)
                cost += _UNSAID_FIRST * (not any(w in one.text.lower() for w in words))
                offer(text, cost, one.place, one.said, one.said | other.said)
    for place, text in _runs(reading, texts):
        said = _terms_of(text, central)
        offer(text, _RUN, place, said, said)
    scored.sort(key=lambda item: (-item[0], item[1]))
    ranked = _title_last(scored, f"{title}.", words) if title else [text for _, text in scored]
    return list(dict.fromkeys(ranked)) or _whole(parts) or _fallback(reading)


def _title_last(scored: Sequence[tuple[float, str]], told: str, words: Sequence[str]) -> list[str]:
    """Put what begins with the title behind what tells the subject without saying it again.

    A page of results shows the title just above the description. `scored` is best first, `told`
    the title as a sentence.
    """
    ranked = [text for _, text in scored]
    others = [(worth, text) for worth, text in scored if not text.startswith(told)]
    near = [text for worth, text in others if worth >= others[0][0] - _NEAR]
    first = next((text for text in near if _tells(text[:_ESSENTIALS], words)), None)
    if first is None:
        return ranked
    return [first, *(t for _, t in others), *(t for t in ranked if t.startswith(told))]


def _tells(shown: str, words: Sequence[str]) -> bool:
    return 2 * sum(holds(shown, [word]) for word in words) >= len(words)


def _contradicts(one: str, other: str) -> bool:
    """« L'étang n'existe pas encore. L'étang se vide depuis neuf jours »: true only far apart."""
    first, second = ({t.text.lower() for t in tokens(text)} for text in (one, other))
    denied = bool(first & _DENYING) != bool(second & _DENYING)
    return denied and any(len(word) > 4 for word in first & second)


def _terms_of(text: str, central: Collection[str]) -> frozenset[str]:
    said = {t.text.lower() for t in tokens(text)}
    return frozenset(t for t in central if {t, f"{t}s", f"{t}x"} & said)


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
        if together and whole and _fits(text) and not points_back(reads[0]):
            found.append((place, text))
    return found


def _opening(reading: Reading, texts: Collection[int]) -> list[Read]:
    half = min(_MOST, max(_OPENING_SENTENCES, len(reading.sentences) // 2))
    early = (r for r in reading.sentences[: 2 * half] if r.piece in texts)
    first = reading.sentences[:1]
    told = [r for r in early if len(r.units) > 3 and (r in first or not _announces(r))]
    return told[:half]


def _announces(read: Read) -> bool:
    """« Voici comment procéder », a question: they describe nothing."""
    return lower(read.units[0]) in ("voici", "voilà") or read.text.rstrip().endswith("?")


def _fits(text: str) -> bool:
    return DESCRIPTION[0] <= len(text) <= DESCRIPTION[1]


def _worth(text: str, cost: float, place: int, words: Sequence[str]) -> float:
    said = text.lower().count(words[0]) if words else 0
    shown = text[:_ESSENTIALS]
    keyed = _KEYED if holds(shown, words) else _KEYED / 2 if counted(shown, words) else 0.0
    keyed = max(keyed, 0.3 * _KEYED * holds(text, words))
    keyed = keyed if said <= 2 else 0.0
    some = any(holds(shown, [word]) for word in words)
    keyed = keyed or (_SOME_KEYED if some else -_UNSAID)
    leads = _LEADS * (place <= 0 and keyed >= 1.0) - _ON * text.startswith(("On ", "Nous "))
    later = _LATER if keyed > 0 else _UNSAID_LATER
    return keyed + leads - cost - later * max(0, place) + (0.2 if " est un" in text else 0.0)


def _parts(read: Read, place: int, central: Collection[str], words: Sequence[str]) -> list[_Part]:
    """Give the sentence whole, and cut where its main clause may end, each with its full stop."""
    units = read.units
    if (
        not units
        or _confides(units)
        or (any(read.quoted[:1]) and not _names_work(units))
        or read.text.count("«") != read.text.count("»")
    ):
        return []
    parts: list[_Part] = []
    back, unnamed, scene = points_back(read), _unnamed_subject(read, words), _scene(units)
    text = read.text.strip()
    if text[-1:] in ".?!" and len(text) <= DESCRIPTION[1]:
        verbless = not any(u.tag == "verb" for u in units)
        cost = _OURS * speaks(units) + scene + _VERBLESS * (verbless and place > 0)
        parts.append(_Part(text, cost, place, back, unnamed, said_by(units, central)))
    clause = main_clause(units)
    if clause is None:
        return [*parts, *_loose_parts(read, place, central, back or unnamed)]
    for end in range(clause.least, min(clause.end + 1, len(units))):
        cost = cut_cost(units, clause.verb_start, end)
        shown = read.text[: units[end - 1].end]
        if (
            cost is None
            or cost > (_ADDED if _adds(units, end) else 1.0)
            or _bounds(units, end)
            or cut_short(units, end)
            or wants_attribute(units, clause, end)
            or _waits(units, end)
            or not _SHORTEST_PART <= len(shown) < DESCRIPTION[1]
            or _odd(shown)
        ):
            continue
        loose = _LOOSE * (units[end].tag in ("prep", "pdet", "adv") if end < len(units) else 0)
        cost += _STARTED + loose + _OURS * speaks(units[:end]) + scene
        said = said_by(units[:end], central)
        parts.append(_Part(f"{shown}.", cost, place, back, unnamed, said))
    return parts


def _scene(units: Sequence[Tagged]) -> float:
    """« Quand l'avocate est sortie…, personne n'a osé applaudir », « prenez un tournevis »."""
    ordered = any(
        u.tag == "verb"
        and u.features.endswith("2p")
        and tag_at(units, n - 1) in ("", "mark", "coo")
        for n, u in enumerate(units)
    )
    vague = any(u.tag in ("subj", "pro") and lower(u) in _VAGUE for u in units[:_START])
    return _ORDER * ordered + _SCENE * (lower(units[0]) in _SCENES) + _SCENE * vague


def _adds(units: Sequence[Tagged], end: int) -> bool:
    """« celle du retour à l'équilibre | et du premier kilomètre »: what is added may be left."""
    return end < len(units) and units[end].tag == "coo" and is_of(units, end + 1)


def _loose_parts(read: Read, place: int, central: Collection[str], back: bool) -> Iterator[_Part]:
    """Give a sentence whose main clause comes late, cut where that may end.

    « Dans la première salle de « Sel », l'exposition que…, on distingue une ligne | , et… »
    """
    units = read.units
    for end in range(_START, len(units)):
        cost = cut_cost(units, 0, end)
        shown = read.text[: units[end - 1].end]
        closes = units[end].text in ",;:" or units[end].tag == "coo"
        if cost is None or cost > _ADDED or not closes or _odd(shown) or cut_short(units, end):
            continue
        if units[end].text == "," and in_list(units, end):
            continue
        comma = max((i for i in range(end) if units[i].text == ","), default=0)
        last = units[comma + 1 : end]
        verb = next((i for i, u in enumerate(last) if u.tag == "verb"), 0)
        led = verb and last[0].tag in ("subj", "det", "name") and last[-1].tag in ("noun", "name")
        if led and comma and not any(u.tag in ("rel", "conj", "ne") for u in last[:verb]):
            said = said_by(units[:end], central)
            total = _STARTED + _LOOSE_CUT + min(cost, 1.0) + _scene(units)
            yield _Part(f"{shown}.", total, place, back, False, said)


def _bounds(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether what follows bounds or completes it: « aux propriétaires | qui remplacent »."""
    return end < len(units) and (lower(units[end]) in (":", "comme") or units[end].tag == "rel")


def _confides(units: Sequence[Tagged]) -> bool:
    """« Je me suis dit… » is somebody's own word; « notre association déménage » may be said."""
    return any(lower(u) in _INTIMATE for u in units)


def _names_work(units: Sequence[Tagged]) -> bool:
    """« Doublures », l'installation que…: the quotation that opens names a work."""
    closed = next((i for i, u in enumerate(units) if u.text == "»"), 0)
    inner = units[1:closed]
    return 0 < len(inner) <= _WORK_NAME and not any(u.tag in ("verb", "subj") for u in inner)


def _waits(units: Sequence[Tagged], end: int) -> bool:
    """« peut demander | , une fois dans sa vie, à porter le nom »: asks what is still to come.

    « une copie de l'acte et, si la maison est vendue | , l'accord des héritiers » too.
    """
    commas = [i for i in range(1, end) if units[i].text == ","]
    if commas and units[commas[-1] - 1].tag == "coo":
        return True
    ends = (end, *(i for i in commas if i + _ASIDE >= end))
    return end < len(units) and any(
        units[i - 1].tag in ("verb", "inf") and not stands(units[:i]) for i in ends
    )


def _odd(text: str) -> bool:
    return text.count("«") != text.count("»") or text.count("(") != text.count(")")


def _unnamed_subject(read: Read, words: Collection[str]) -> bool:
    """« Le document, élaboré en dix-huit mois, engage… »: a new word for what was named before.

    The keyphrase needs no naming: « Le vide-maison a ses avantages » (`words` are the keyphrase's).
    « Le mot intrigue », « L'idée est née d'un agacement » say too little wherever they stand.
    """
    units = read.units
    bare = tag_at(units, 0) == "det" and lower(units[0]) in ("le", "la", "l'", "les")
    closed = bare and tag_at(units, 2) in ("verb", "mark", "ne")
    if not closed or units[1].text.lower() in words:
        return False
    noun = units[1].lemma.lower()
    return noun in SAYING_LITTLE or (bool(read.opening) and noun in read.new)


def _whole(parts: Sequence[_Part]) -> list[str]:
    """Give whole sentences shorter than a description should be, rather than a sentence cut."""
    firsts = [p for p in parts if not (p.back or p.unnamed) and p.place <= 1]
    pairs = [
        f"{one.text} {other.text}"
        for one in firsts
        for other in parts
        if 0 < other.place - one.place <= _NEXT
    ]
    texts = [t for t in (*pairs, *(p.text for p in firsts)) if _TOLD <= len(t) <= DESCRIPTION[1]]
    return sorted(set(texts), key=lambda text: (-len(text), text))


def _fallback(reading: Reading) -> list[str]:
    """Give the opening text, cut at a word, for texts without a clause that fits."""
    text = " ".join(r.text for r in reading.sentences[:4])
    if len(text) <= DESCRIPTION[1]:
        return [text] if text else []
    cut = text[: DESCRIPTION[1] - 1].rpartition(" ")[0].rstrip(" ,;:«(")
    return [f"{cut}…"]
