"""Tells what each word of a French sentence is: a Viterbi pass over the lexicon's readings.

Transitions and closed-class words are set by hand; agreement in gender, number and person and a
main verb still due decide the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.tagger_costs import END_COST, START, transition
from desktop_app.french.tagger_readings import Choice, Readings, agreement
from desktop_app.french.words import Token, fold_apostrophes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.french.lexicon import Lexicon

_BOUNDARY = frozenset(".!?;:…")
_ORDINAL = frozenset({"e", "er", "re", "ère", "ème", "nd", "nde", "ᵉ", "ʳᵉ", "ᵉʳ"})
_NOMINAL = frozenset({"det", "noun", "adj", "num", "part", "pdet"})


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
        return next((c for c in agreement(self.tag, self.features) if c in "mf"), "")

    @property
    def number(self) -> str:
        """« s », « p » or nothing known."""
        return next((c for c in agreement(self.tag, self.features) if c in "sp"), "")


class Tagger:
    """Tags sentences; holds the lexicon, the closed-class words and the fixed groups."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str], compounds: Iterable[str]) -> None:
        """Take the lexicon and the lines of tagger_words.txt and tagger_compounds.txt."""
        self._readings = Readings(lexicon, words)
        self._compounds = _compound_table(compounds)

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
        lattice: list[tuple[Choice, ...]] = []
        opening = True
        for text, token in units:
            if isinstance(token, str):
                lattice.append((Choice(token, "", fold_apostrophes(text).lower(), 0.0),))
            else:
                first = opening and token.text[:1].isupper()
                lattice.append(
                    self._readings.choices(token.text, token.kind, first, token.text in names)
                )
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


def _fixed_at(words: Sequence[Token], index: int) -> tuple[int, str] | None:
    """Find « M. » before a name, whose point ends nothing, « 40 % », « 14e », « Orme & Fils »."""
    if _ordinal_at(words, index):
        return 2, "num"
    if index + 1 < len(words) and words[index].kind == "number" and words[index + 1].text in "%€":
        return 2, "num"
    money = [w.text for w in words[index + 1 : index + 3]]
    if words[index].kind == "number" and money[1:] == ["€"] and money[0] in ("M", "Md", "Mds", "k"):
        return 3, "num"
    if [w.text for w in words[index + 1 : index + 2]] == ["&"] and index + 2 < len(words):
        joined = words[index].text[:1].isupper() and words[index + 2].text[:1].isupper()
        return (3, "name") if joined else None
    if index + 2 < len(words) and words[index].text == "M" and words[index + 1].text == ".":
        return (2, "noun") if words[index + 2].text[:1].isupper() else None
    return None


def _ordinal_at(words: Sequence[Token], index: int) -> bool:
    """« la 14e traversée », « 1re édition »: figure and ending are one word."""
    number, ending = words[index], words[index + 1] if index + 1 < len(words) else None
    together = ending is not None and number.kind == "number" and ending.start == number.end
    return together and ending is not None and ending.text.lower() in _ORDINAL


def _joined(words: Sequence[Token]) -> str:
    parts: list[str] = []
    for number, word in enumerate(words):
        gap = number and word.start > words[number - 1].end
        parts.append(f" {word.text}" if gap else word.text)
    return "".join(parts)


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


def _best_path(lattice: list[tuple[Choice, ...]]) -> list[Choice]:
    """Give the cheapest reading of each unit.

    A state is a choice, whether the clause has its verb, and whether the noun phrase has its noun.
    """
    states: dict[_State, float] = {(-1, False, False): 0.0}
    trail: list[dict[_State, tuple[float, _State]]] = []
    before: tuple[Choice, ...] = ()
    for choices in lattice:
        step: dict[_State, tuple[float, _State]] = {}
        for old, cost in states.items():
            index, verb, headed = old
            previous = before[index] if index >= 0 else None
            for number, choice in enumerate(choices):
                total = cost + choice.cost + _join(previous, choice, verb)
                if headed and choice.tag == "noun" and previous and previous.tag in _MODIFIER:
                    total += 2.0
                ordered = previous is None and choice.tag == "inf"
                state = (number, ordered or _verb_seen(choice, verb), _head_seen(choice, headed))
                if state not in step or total < step[state][0]:
                    step[state] = (total, old)
        trail.append(step)
        states = {state: cost for state, (cost, _) in step.items()}
        before = choices
    end = min(states, key=lambda s: states[s] + (0.0 if s[1] else END_COST))
    path: list[Choice] = []
    for choices, step in zip(reversed(lattice), reversed(trail), strict=True):
        path.append(choices[end[0]])
        end = step[end][1]
    return path[::-1]


_State = tuple[int, bool, bool]
_MODIFIER = frozenset({"adj", "part"})


def _head_seen(choice: Choice, headed: bool) -> bool:
    if choice.tag in ("noun", "name"):
        return True
    return headed and (choice.tag in _MODIFIER or choice.tag == "coo")


def _verb_seen(choice: Choice, verb: bool) -> bool:
    if choice.tag == "verb":
        return True
    if choice.tag in ("rel", "conj") or (choice.tag == "mark" and choice.lemma in _BOUNDARY):
        return False
    return verb


def _join(previous: Choice | None, choice: Choice, verb: bool) -> float:
    """Give what it costs that `choice` follows `previous`."""
    tag = previous.tag if previous else START
    cost = transition(tag, choice.tag)
    if choice.tag == "verb" and not verb and previous and previous.lemma == ",":
        cost += 1.2
    if choice.tag == "verb" and verb and tag not in ("coo", "mark", "subj", "obj", "ne"):
        cost += 1.3
    if choice.tag == "verb" and "3" not in choice.features and "2s" in choice.features:
        cost += 0.0 if tag in ("subj", "obj", "ne") else 1.5
    if previous is None:
        return cost + (0.7 if choice.tag == "verb" and "2p" not in choice.features else 0.0)
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
        apposed = previous.tag == choice.tag == "noun"  # « garantie loyers impayés »
        cost += 0.0 if apposed else _agreement_cost(previous, choice)
    if previous.tag == "noun" and choice.tag == "verb" and previous.number and choice.number:
        cost += 0.0 if previous.number == choice.number else 0.8
    return cost


def _agreement_cost(previous: Choice, choice: Choice) -> float:
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
