"""What a single French word can be, before its neighbours decide: the choices and their costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.words import fold_apostrophes, split_enclitics, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_app.french.lexicon import Lexicon, Reading

_AUXILIARIES = frozenset({"être", "avoir"})
_OPEN_POS = MappingProxyType(
    {
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
)
_MANY_READINGS = 6
_AS_NOUN = 0.8
_NOUN_ENDINGS = (
    *("teur", "teurs", "trice", "trices", "euse", "euses", "age", "ages", "tion", "tions"),
    *("oir", "oirs", "oire", "oires", "ette", "ettes", "iste", "istes", "isme", "graphie"),
    *("logie", "thérapie", "thérapeute", "logue", "mètre", "mètres", "erie", "eries"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a word with what it costs to take it (0 usual)."""

    tag: str
    features: str
    lemma: str
    cost: float

    @property
    def gender(self) -> str:
        """« m », « f » or nothing known."""
        return next((c for c in agreement(self.tag, self.features) if c in "mf"), "")

    @property
    def number(self) -> str:
        """« s », « p » or nothing known."""
        return next((c for c in agreement(self.tag, self.features) if c in "sp"), "")

    @property
    def auxiliary(self) -> bool:
        """Whether this is « être » or « avoir »."""
        return self.lemma in _AUXILIARIES


class Readings:
    """Gives the choices of a word; holds the lexicon and the closed-class words."""

    def __init__(self, lexicon: Lexicon, words: Iterable[str]) -> None:
        """Take the lexicon and the lines of tagger_words.txt."""
        self._lexicon = lexicon
        self._closed = dict(_closed_word(line) for line in words)
        self.choices = lru_cache(maxsize=20_000)(self._choices_of)

    def _choices_of(self, text: str, kind: str, opening: bool, named: bool) -> tuple[Choice, ...]:
        if kind == "mark":
            return (Choice("mark", "", text, 0.0),)
        if kind == "number":
            return (Choice("num", "", text, 0.0),)
        folded = fold_apostrophes(text)
        capital = text[:1].isupper()
        lowered = folded.lower()
        found: list[Choice] = []
        if not capital or opening or lowered in ("m.", "mme", "mlle"):
            found.extend(self._closed.get(lowered, ()))
        if not found and kind == "elided":
            found.extend(self._closed.get(lowered, (Choice("prep", "", lowered, 0.0),)))
        if not found:
            found.extend(self._lexical(folded if not capital else lowered))
        if capital:
            found = self._with_name(folded, found, opening, named)
        return tuple(found) or self._unknown(lowered)

    def _with_name(
        self, form: str, found: list[Choice], opening: bool, named: bool
    ) -> list[Choice]:
        features = next((r.features for r in self._lexicon.readings(form) if r.pos == "np"), None)
        name = Choice("name", features or "", form, 0.0)
        if opening and not named and not found and form.lower().endswith(_NOUN_ENDINGS):
            return [
                *self._unknown(form.lower()),
                _raised(name, 0.5),
            ]  # « Déshydrateur alimentaire »
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

    def _lexical(self, form: str) -> list[Choice]:
        best: dict[tuple[str, str], Choice] = {}
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
            key = (choice.tag, agreement(choice.tag, choice.features))
            if key not in best or choice.cost < best[key].cost:
                best[key] = choice
        adjective = next((c for (tag, _), c in best.items() if tag == "adj"), None)
        if adjective and not any(tag == "noun" for tag, _ in best):
            named = Choice("noun", adjective.features, adjective.lemma, adjective.cost + _AS_NOUN)
            best["noun", ""] = named  # « un broyeur de végétaux »
        return sorted(best.values(), key=lambda c: c.cost)[:_MANY_READINGS]

    def _choice(self, reading: Reading, zipf: float, verbal: bool) -> Choice | None:
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
        return Choice(tag, features, reading.lemma, cost + min(2.0, max(0.0, rarer * 0.45)))

    def _unknown(self, form: str) -> tuple[Choice, ...]:
        if "-" in form:
            stem, enclitic = split_enclitics(form)
            if enclitic and any(c.tag == "verb" for c in self._lexical(stem)):
                return tuple(c for c in self._lexical(stem) if c.tag == "verb")
            head = form.split("-")[0]
            inner = [c for c in self._lexical(head) if c.tag in ("noun", "adj", "prep")]
            if inner:
                return tuple(
                    Choice("noun" if c.tag == "prep" else c.tag, c.features, form, c.cost)
                    for c in inner
                )
        number = "p" if form.endswith(("s", "x")) else "s"
        if form.endswith("ment"):
            return (Choice("adv", "", form, 0.0), Choice("noun", "ms", form, 0.6))
        if form.endswith("er"):
            return (Choice("inf", "", form, 0.0), Choice("noun", "ms", form, 0.4))
        if form.endswith(("é", "és", "ée", "ées")):
            gender = "f" if "ée" in form[-3:] else "m"
            lemma = f"{form[: form.rindex('é')]}er"  # « papier dominoté », « papiers dominotés »
            return (Choice("part", gender + number, lemma, 0.0),)
        lemma = form[:-1] if number == "p" and form[-2:-1] not in "su" else form
        return (Choice("noun", number, lemma, 0.2), Choice("adj", number, lemma, 0.7))


def _raised(choice: Choice, cost: float) -> Choice:
    return Choice(choice.tag, choice.features, choice.lemma, choice.cost + cost)


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


def agreement(tag: str, features: str) -> str:
    """Give the letters of gender and number in features; a verb has its number alone."""
    if tag == "verb":
        return "".join(c for c in features if c in "sp" and c == features[-1])[-1:]
    return "".join(c for c in features if c in "mfsp")


def _closed_word(line: str) -> tuple[str, tuple[Choice, ...]]:
    form, *readings = line.split()
    choices: list[Choice] = []
    for reading in readings:
        head, _, cost = reading.partition("=")
        tag, _, features = head.partition(":")
        choices.append(Choice(tag, features, _lemma(form, tag, features), float(cost or 0)))
    return fold_apostrophes(form), tuple(choices)


def _lemma(form: str, tag: str, features: str) -> str:
    if tag == "noun" and features.endswith("p"):
        return form.removesuffix("s")
    if tag in ("verb", "part", "ger", "inf"):
        for lemma, forms in _COMMON_VERBS.items():
            if form in forms:
                return lemma
    return form


_COMMON_VERBS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "être": word_set(
            "est sont était étaient sera seront serait seraient fut furent été étant être êtes "
            "sommes suis soit"
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
)
