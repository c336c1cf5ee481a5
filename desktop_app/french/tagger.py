"""Tells what each word of a French sentence is: a Viterbi pass over the lexicon's readings.

Transitions and closed-class words are set by hand; agreement in gender, number and person and a
main verb still due decide the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop_app.french.tagger_costs import END_COST, START, transition
from desktop_app.french.words import Token, fold_apostrophes, split_enclitics, tokens, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop_app.french.lexicon import Lexicon, Reading

_AUXILIARIES = frozenset({"être", "avoir"})
_OPEN_POS = {
    "nc": "noun",
    "np": "name",
    "adj": "adj",
    "adv": "adv",
    "prep": "prep",
    "csu": "conj",
    "coo": "coo",
    "det": "det",
    "pro": "pro",
}
_BOUNDARY = frozenset(".!?;:…")
_NOMINAL = frozenset({"det", "noun", "adj", "num", "part", "pdet"})
_MANY_READINGS = 6


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word with its tag and place.

    Tags: det noun name adj verb inf part ger prep pdet (au, des) adv ne neg subj obj pro rel conj
    coo num mark. `features` are gender and number ("fs"), for verbs tense, person and number
    ("P3s"); several words that act as one (« afin de ») are one.
    """

    text: str
    start: int
    end: int
    tag: str
    features: str = ""
    lemma: str = ""

    @property
    def gender(self) -> str:
        """« m », « f » or nothing known."""
        return next((c for c in _agreement(self.tag, self.features) if c in "mf"), "")

    @property
    def number(self) -> str:
        """« s », « p » or nothing known."""
        return next((c for c in _agreement(self.tag, self.features) if c in "sp"), "")


@dataclass(frozen=True, slots=True)
class _Choice:
    tag: str
    features: str
    lemma: str
    cost: float

    @property
    def gender(self) -> str:
        return next((c for c in _agreement(self.tag, self.features) if c in "mf"), "")

    @property
    def number(self) -> str:
        return next((c for c in _agreement(self.tag, self.features) if c in "sp"), "")

    @property
    def auxiliary(self) -> bool:
        return self.lemma in _AUXILIARIES


class Tagger:
    """Tags sentences; holds the lexicon, the closed-class words and the fixed groups."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str], compounds: Iterable[str]) -> None:
        """Take the lexicon and the lines of tagger_words.txt and tagger_compounds.txt."""
        self._lexicon = lexicon
        self._closed = dict(_closed_word(line) for line in words)
        self._compounds = _compound_table(compounds)
        self._choices = lru_cache(maxsize=20_000)(self._choices_of)

    def tag(self, text: str, names: frozenset[str] = frozenset()) -> list[Tagged]:
        """Tag one sentence; `names` are words known to be names even where they open it."""
        return self.tag_tokens(tokens(text), names)

    def tag_tokens(
        self, words: Sequence[Token], names: frozenset[str] = frozenset()
    ) -> list[Tagged]:
        """Tag the tokens of one sentence."""
        units = self._merge(words)
        if not units:
            return []
        lattice: list[tuple[_Choice, ...]] = []
        opening = True
        for text, token in units:
            if isinstance(token, str):
                lattice.append((_Choice(token, "", fold_apostrophes(text).lower(), 0.0),))
            else:
                first = opening and token.text[:1].isupper()
                lattice.append(self._choices(token.text, token.kind, first, token.text in names))
            if any(c.isalnum() for c in text):
                opening = False
            elif text in '«“".:!?…':
                opening = True
        return [
            Tagged(text, start, end, choice.tag, choice.features, choice.lemma)
            for (text, start, end), choice in zip(
                self._places(units, words), _best_path(lattice), strict=True
            )
        ]

    def _places(
        self, units: list[tuple[str, Token | str]], words: Sequence[Token]
    ) -> list[tuple[str, int, int]]:
        places: list[tuple[str, int, int]] = []
        index = 0
        for text, token in units:
            count = 1 if isinstance(token, Token) else int(text.partition("\0")[0])
            last = words[index + count - 1]
            shown = token.text if isinstance(token, Token) else text.partition("\0")[2]
            places.append((shown, words[index].start, last.end))
            index += count
        return places

    def _merge(self, words: Sequence[Token]) -> list[tuple[str, Token | str]]:
        r"""Give each token, or "count\\0text" with the tag of a fixed group."""
        units: list[tuple[str, Token | str]] = []
        index = 0
        while index < len(words):
            found = _fixed_at(words, index) or self._compound_at(words, index)
            if found:
                count, tag = found
                text = _joined(words[index : index + count])
                units.append((f"{count}\0{text}", tag))
                index += count
            else:
                units.append((words[index].text, words[index]))
                index += 1
        return units

    def _compound_at(self, words: Sequence[Token], index: int) -> tuple[int, str] | None:
        first = fold_apostrophes(words[index].text).lower()
        for parts, tag in self._compounds.get(first, ()):
            if len(parts) > len(words) - index:
                continue
            if all(
                fold_apostrophes(words[index + n].text).lower() == part
                for n, part in enumerate(parts)
            ):
                return len(parts), tag
        return None

    def _choices_of(self, text: str, kind: str, opening: bool, named: bool) -> tuple[_Choice, ...]:
        if kind == "mark":
            return (_Choice("mark", "", text, 0.0),)
        if kind == "number":
            return (_Choice("num", "", text, 0.0),)
        folded = fold_apostrophes(text)
        capital = text[:1].isupper()
        lowered = folded.lower()
        found: list[_Choice] = []
        if not capital or opening or lowered in ("m.", "mme", "mlle"):
            found.extend(self._closed.get(lowered, ()))
        if not found and kind == "elided":
            found.extend(self._closed.get(lowered, (_Choice("prep", "", lowered, 0.0),)))
        if not found:
            found.extend(self._lexical(folded if not capital else lowered))
        if capital:
            found = self._with_name(folded, found, opening, named)
        return tuple(found) or self._unknown(lowered)

    def _with_name(
        self, form: str, found: list[_Choice], opening: bool, named: bool
    ) -> list[_Choice]:
        features = next((r.features for r in self._lexicon.readings(form) if r.pos == "np"), None)
        name = _Choice("name", features or "", form, 0.0)
        if named or not found:
            return [name, *(_raised(c, 2.0) for c in found)]
        if opening:
            return [*found, _raised(name, 1.6 if features is not None else 3.0)]
        if form.isupper() and len(form) > 1:
            return [name, *(_raised(c, 2.5) for c in found)]
        common = [_raised(c, 0.4) for c in found if c.tag in ("noun", "adj", "part")]
        if features is not None:
            return [name, *(_raised(c, 1.0) for c in common)]
        return [_raised(name, 0.9), *common]

    def _lexical(self, form: str) -> list[_Choice]:
        best: dict[tuple[str, str], _Choice] = {}
        stem, enclitic = split_enclitics(form) if "-" in form else (form, "")
        if enclitic and any(r.pos == "v" for r in self._lexicon.readings(stem)):
            return [c for c in self._lexical(stem) if c.tag == "verb"]
        zipf = self._lexicon.zipf(form)
        readings = self._lexicon.readings(form)
        verbal = any(r.pos == "v" and r.features in ("W", "G") for r in readings)
        for reading in readings:
            choice = self._choice(reading, zipf, verbal)
            if choice is None:
                continue
            key = (choice.tag, _agreement(choice.tag, choice.features))
            if key not in best or choice.cost < best[key].cost:
                best[key] = choice
        return sorted(best.values(), key=lambda c: c.cost)[:_MANY_READINGS]

    def _choice(self, reading: Reading, zipf: float, verbal: bool) -> _Choice | None:
        tag, features, cost = reading.pos, reading.features, 0.0
        if tag == "v":
            tag, cost = _verb(features)
            features = features.removeprefix("K") if tag == "part" else features
        elif (tag == "adj" and features.startswith("K")) or tag == "np" or tag not in _OPEN_POS:
            return None
        else:
            tag = _OPEN_POS[tag]
            cost = {"noun": 0.2, "adj": 0.3, "adv": 0.5}.get(tag, 3.0)
            cost += 0.5 if verbal and tag in ("noun", "adj") else 0.0
        rarer = zipf - self._lexicon.zipf(reading.lemma) - 0.8
        return _Choice(tag, features, reading.lemma, cost + min(2.0, max(0.0, rarer * 0.45)))

    def _unknown(self, form: str) -> tuple[_Choice, ...]:
        if "-" in form:
            stem, enclitic = split_enclitics(form)
            if enclitic and any(c.tag == "verb" for c in self._lexical(stem)):
                return tuple(c for c in self._lexical(stem) if c.tag == "verb")
            head = form.split("-")[0]
            inner = [c for c in self._lexical(head) if c.tag in ("noun", "adj", "prep")]
            if inner:
                return tuple(
                    _Choice("noun" if c.tag == "prep" else c.tag, c.features, form, c.cost)
                    for c in inner
                )
        number = "p" if form.endswith(("s", "x")) else "s"
        if form.endswith("ment"):
            return (_Choice("adv", "", form, 0.0), _Choice("noun", "ms", form, 0.6))
        if form.endswith("er"):
            return (_Choice("inf", "", form, 0.0), _Choice("noun", "ms", form, 0.4))
        if form.endswith(("é", "és", "ée", "ées")):
            gender = "f" if "ée" in form[-3:] else "m"
            return (_Choice("part", gender + number, form, 0.0),)
        return (_Choice("noun", number, form, 0.2), _Choice("adj", number, form, 0.7))


def _fixed_at(words: Sequence[Token], index: int) -> tuple[int, str] | None:
    """Find « M. » before a name, whose point ends nothing, « 40 % » and « Orme & Fils »."""
    if index + 1 < len(words) and words[index].kind == "number" and words[index + 1].text in "%€":
        return 2, "num"
    if [w.text for w in words[index + 1 : index + 2]] == ["&"] and index + 2 < len(words):
        joined = words[index].text[:1].isupper() and words[index + 2].text[:1].isupper()
        return (3, "name") if joined else None
    if index + 2 < len(words) and words[index].text == "M" and words[index + 1].text == ".":
        return (2, "noun") if words[index + 2].text[:1].isupper() else None
    return None


def _joined(words: Sequence[Token]) -> str:
    parts: list[str] = []
    for number, word in enumerate(words):
        gap = number and word.start > words[number - 1].end
        parts.append(f" {word.text}" if gap else word.text)
    return "".join(parts)


def _raised(choice: _Choice, cost: float) -> _Choice:
    return _Choice(choice.tag, choice.features, choice.lemma, choice.cost + cost)


def _verb(features: str) -> tuple[str, float]:
    """Give the tag of a verb form and what it costs: rare persons and moods cost more."""
    if features.startswith("K"):
        return "part", 0.2
    if features == "G":
        return "ger", 0.2
    if features == "W":
        return "inf", 0.0
    moods, persons = features.rstrip("sp"), features
    third = "3" in persons
    cost = 0.3 if third else 1.0 if "2p" in persons or "1p" in persons else 1.8
    if not any(mood in moods for mood in "PIFCJ"):
        cost += 1.2
    return "verb", cost


def _agreement(tag: str, features: str) -> str:
    if tag == "verb":
        return "".join(c for c in features if c in "sp" and c == features[-1])[-1:]
    return "".join(c for c in features if c in "mfsp")


def _closed_word(line: str) -> tuple[str, tuple[_Choice, ...]]:
    form, *readings = line.split()
    choices: list[_Choice] = []
    for reading in readings:
        head, _, cost = reading.partition("=")
        tag, _, features = head.partition(":")
        choices.append(_Choice(tag, features, _lemma(form, tag, features), float(cost or 0)))
    return fold_apostrophes(form), tuple(choices)


def _lemma(form: str, tag: str, features: str) -> str:
    if tag == "noun" and features.endswith("p"):
        return form.removesuffix("s")
    if tag in ("verb", "part", "ger", "inf"):
        for lemma, forms in _COMMON_VERBS.items():
            if form in forms:
                return lemma
    return form


_COMMON_VERBS: Mapping[str, frozenset[str]] = {
    "être": word_set(
        "est sont était étaient sera seront serait seraient fut furent été étant être êtes sommes "
        "suis soit"
    ),
    "avoir": word_set(
        "a ont avait avaient aura auront aurait auraient ai as avons avez ayant eu avoir"
    ),
    "faire": frozenset(["fait", "faits"]),
    "dire": frozenset({"dit"}),
    "pouvoir": frozenset(["peut", "peuvent"]),
    "devoir": frozenset(["doit", "doivent"]),
    "aller": frozenset(["va", "vont"]),
    "falloir": frozenset({"faut"}),
    "vouloir": frozenset(["veut", "veulent"]),
}


def _compound_table(lines: Iterable[str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in lines:
        tag, _, phrase = line.partition(" ")
        parts = tuple(t.text.lower() for t in tokens(fold_apostrophes(phrase)))
        for form in _variants(parts):
            table.setdefault(form[0], []).append((form, tag))
    for found in table.values():
        found.sort(key=lambda item: -len(item[0]))
    return table


def _variants(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    head, last = parts[:-1], parts[-1]
    others = {
        "de": ("d'", "du", "des"),
        "que": ("qu'",),
        "à": ("au", "aux"),
        "si": ("s'",),
        "quel": ("quelle", "quels", "quelles"),
    }
    return [parts, *((*head, other) for other in others.get(last, ()) if head)]


def _best_path(lattice: list[tuple[_Choice, ...]]) -> list[_Choice]:
    """Give the cheapest reading of each unit.

    A state is a choice, whether the clause has its verb, and whether the noun phrase has its noun.
    """
    states: dict[_State, float] = {(-1, False, False): 0.0}
    trail: list[dict[_State, tuple[float, _State]]] = []
    before: tuple[_Choice, ...] = ()
    for choices in lattice:
        step: dict[_State, tuple[float, _State]] = {}
        for old, cost in states.items():
            index, verb, headed = old
            previous = before[index] if index >= 0 else None
            for number, choice in enumerate(choices):
                total = cost + choice.cost + _join(previous, choice, verb)
                if headed and choice.tag == "noun" and previous and previous.tag in _MODIFIER:
                    total += 2.0
                state = (number, _verb_seen(choice, verb), _head_seen(choice, headed))
                if state not in step or total < step[state][0]:
                    step[state] = (total, old)
        trail.append(step)
        states = {state: cost for state, (cost, _) in step.items()}
        before = choices
    end = min(states, key=lambda s: states[s] + (0.0 if s[1] else END_COST))
    path: list[_Choice] = []
    for choices, step in zip(reversed(lattice), reversed(trail), strict=True):
        path.append(choices[end[0]])
        end = step[end][1]
    return path[::-1]


_State = tuple[int, bool, bool]
_MODIFIER = frozenset({"adj", "part"})


def _head_seen(choice: _Choice, headed: bool) -> bool:
    if choice.tag in ("noun", "name"):
        return True
    return headed and choice.tag in _MODIFIER


def _verb_seen(choice: _Choice, verb: bool) -> bool:
    if choice.tag == "verb":
        return True
    if choice.tag in ("rel", "conj") or (choice.tag == "mark" and choice.lemma in _BOUNDARY):
        return False
    return verb


def _join(previous: _Choice | None, choice: _Choice, verb: bool) -> float:
    """Give what it costs that `choice` follows `previous`."""
    tag = previous.tag if previous else START
    cost = transition(tag, choice.tag)
    if choice.tag == "verb" and not verb and previous and previous.lemma == ",":
        cost += 1.2
    if choice.tag == "verb" and verb and tag not in ("coo", "mark", "subj", "obj", "ne"):
        cost += 1.3
    if previous is None:
        return cost
    if choice.tag == "part" and previous.tag in ("verb", "inf", "ger", "part"):
        cost += -0.5 if previous.auxiliary else 1.6
    if choice.tag == "adj" and previous.tag == "verb" and previous.lemma == "être":
        cost -= 0.4
    if tag == "rel" and previous.lemma == "qui" and choice.tag in ("noun", "adj", "det"):
        cost += 1.5
    if tag == "det" and choice.tag == "det" and not previous.lemma.startswith("tou"):
        cost += 2.5
    if choice.tag == "adj" and previous.lemma == "avoir":
        cost += 1.5
    if choice.tag == "ger":
        cost += -2.5 if previous.lemma == "en" else 0.0
    if previous.tag == "subj" and choice.tag == "verb":
        cost += _person_cost(previous.features, choice.features)
    if previous.tag in _NOMINAL and choice.tag in ("noun", "adj", "part"):
        cost += _agreement_cost(previous, choice)
    if previous.tag == "noun" and choice.tag == "verb" and previous.number and choice.number:
        cost += 0.0 if previous.number == choice.number else 0.8
    return cost


def _agreement_cost(previous: _Choice, choice: _Choice) -> float:
    weight = 2.5 if previous.tag in ("det", "pdet") else 1.0
    cost = 0.0
    if previous.number and choice.number and previous.number != choice.number:
        cost += weight
    if previous.gender and choice.gender and previous.gender != choice.gender:
        cost += weight
    return cost


def _person_cost(subject: str, verb: str) -> float:
    person, number = subject[0], subject[-1]
    fits = person in verb and verb.endswith(number)
    return 0.0 if fits else 2.5
