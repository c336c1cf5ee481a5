"""Known changes, planted in faithful articles; each says what it changed and where."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.french.quotations import Quotation, quotations

FIRST = [
    "Bernadette", "Théodore", "Capucine", "Gaspard", "Ludovic", "Ghislaine", "Romuald", "Anselme",
    "Blandine", "Tancrède",
]  # fmt: skip
LAST = [
    "Vasseur", "Delorme", "Bastien-Roux", "Kowalczyk", "Marchetti", "Oumarou", "Quillévéré",
    "Schneider", "Bensalem", "Poirot",
]  # fmt: skip
PLACES = [
    "Perpignan", "Mulhouse", "Dakar", "Lisbonne", "Charleroi", "Guéret", "Vancouver", "Belfort",
    "Narbonne", "Oslo",
]  # fmt: skip
WORDS = [
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "quinze", "vingt", "trente",
]  # fmt: skip
DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
]  # fmt: skip
SPARE = [
    "toujours", "jamais", "seulement", "ensemble", "demain", "lentement", "volontiers",
    "ailleurs", "vraiment", "partout",
]  # fmt: skip
_FULL_NAME = re.compile(
    r"\b([A-ZÉÈ][a-zà-ÿ]+(?:-[A-ZÉÈ][a-zà-ÿ]+)?) "
    r"((?:Le |de )?[A-ZÉÈ][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)*)\b"
)
_PLACE = re.compile(r"\b(?:à|de|en|vers|d’) ?([A-ZÉ][a-zà-ÿ]+(?:-[A-Za-zà-ÿÉ]+)*)\b(?! [A-ZÉ])")
_NOT_PLACES = {
    "État",
    "Avenir",
    "Rails",
    "Jean-Moulin",
    "Culture",
    "Industrie",
    "Agence",
    "Santé",
    "Cour",
    "Beaux-Arts",
}


@dataclass(frozen=True)
class Plant:
    """A changed text, the kind of change, where it lies, and the words that must be named."""

    kind: str
    text: str
    start: int
    end: int
    gone: str = ""


Planter = Callable[[str, random.Random], Iterator[Plant]]


def _put(kind: str, text: str, start: int, end: int, new: str, gone: str = "") -> Plant:
    return Plant(kind, text[:start] + new + text[end:], start, start + len(new), gone)


def digit(text: str, rng: random.Random) -> Iterator[Plant]:
    for match in re.finditer(r"(?<![A-Za-zÀ-ÿ\d])\d[\d,. \u00a0\u202f]*\d|(?<!\w)\d(?!\w)", text):
        at = rng.choice([i for i in range(match.start(), match.end()) if text[i].isdigit()])
        new = rng.choice([d for d in "123456789" if d != text[at]])
        yield Plant(
            "chiffre : un chiffre changé",
            text[:at] + new + text[at + 1 :],
            match.start(),
            match.end(),
        )


def figure_word(text: str, rng: random.Random) -> Iterator[Plant]:
    for match in re.finditer(
        rf"(?<![\w-])(?:{'|'.join(WORDS)})(?![\w-]|.(?:cents?|mille|millions?|quarts?|tiers)\b)",
        text,
    ):
        new = rng.choice([w for w in WORDS if w != match.group()])
        yield _put("chiffre : en lettres, changé", text, *match.span(), new)
    for match in re.finditer(
        r"(?<![\w,. \u00a0\u202f])(?:[2-9]|1[0-2]|15|20|30)(?![\w,.]|[ \u00a0\u202f]\d)", text
    ):
        new = rng.choice([w for w in WORDS if w not in (_in_words(match.group()),)])
        yield _put("chiffre : en lettres, changé", text, *match.span(), new)


def _in_words(digits: str) -> str:
    named = {
        "2": "deux",
        "3": "trois",
        "4": "quatre",
        "5": "cinq",
        "6": "six",
        "7": "sept",
        "8": "huit",
        "9": "neuf",
        "10": "dix",
        "11": "onze",
        "12": "douze",
        "15": "quinze",
        "20": "vingt",
        "30": "trente",
    }
    return named[digits]


def people(text: str) -> list[re.Match[str]]:
    from desktop_app.resources import word_list

    known = set(word_list("names_first")) | {
        "Amadou",
        "Solène",
        "Aïcha",
        "Ernesto",
        "Farid",
        "Karima",
        "Joana",
        "Fatou",
        "Oumou",
        "Léa",
        "Marc-Olivier",
        "Nadia",
        "Inès",
        "Paul-Henri",
    }
    return [m for m in _FULL_NAME.finditer(text) if m.group(1) in known]


def first_name(text: str, rng: random.Random) -> Iterator[Plant]:
    found = people(text)
    for match in found:
        others = [m.group(1) for m in found if m.group(1) != match.group(1)]
        new = rng.choice(others) if others and rng.random() < 0.5 else rng.choice(FIRST)
        yield Plant(
            "nom : prénom changé",
            text[: match.start(1)] + new + text[match.end(1) :],
            match.start(),
            match.end(),
        )


def last_name(text: str, rng: random.Random) -> Iterator[Plant]:
    found = people(text)
    for match in found:
        others = [m.group(2) for m in found if m.group(2) != match.group(2)]
        new = rng.choice(others) if others and rng.random() < 0.5 else rng.choice(LAST)
        yield Plant(
            "nom : nom de famille changé",
            text[: match.start(2)] + new + text[match.end(2) :],
            match.start(),
            match.end(),
        )


def place(text: str, rng: random.Random) -> Iterator[Plant]:
    firsts = {m.start(1) for m in people(text)} | {m.start(2) for m in people(text)}
    found = [
        m
        for m in _PLACE.finditer(text)
        if m.group(1) not in _NOT_PLACES and m.start(1) not in firsts
    ]
    for match in found:
        others = [
            m.group(1)
            for m in found
            if m.group(1) != match.group(1) and m.group(1)[0] not in "AEIOUYÉH"
        ]
        new = rng.choice(others) if others and rng.random() < 0.4 else rng.choice(PLACES)
        yield _put("nom : lieu changé", text, *match.span(1), new)


def _quoted_words(quotation: Quotation) -> list[tuple[int, int]]:
    words = [m.span() for m in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", quotation.text)]
    return [(quotation.inner_start + a, quotation.inner_start + b) for a, b in words]


def quote_changed(text: str, rng: random.Random) -> Iterator[Plant]:
    for q in quotations(text):
        words = _quoted_words(q)
        for start, end in rng.sample(words[1:-1], min(4, max(0, len(words) - 2))):
            new = rng.choice([w for w in SPARE if w != text[start:end].lower()])
            yield _put("citation : un mot changé", text, start, end, new)


def quote_dropped_word(text: str, rng: random.Random) -> Iterator[Plant]:
    for q in quotations(text):
        words = _quoted_words(q)
        for start, _ in rng.sample(words[1:-1], min(4, max(0, len(words) - 2))):
            following = min((a for a, _ in words if a > start), default=q.inner_end)
            yield Plant(
                "citation : un mot ôté", text[:start] + text[following:], q.start, q.end - 2
            )


def quote_added_word(text: str, rng: random.Random) -> Iterator[Plant]:
    for q in quotations(text):
        words = _quoted_words(q)
        for start, _ in rng.sample(words[1:], min(4, max(0, len(words) - 1))):
            yield _put("citation : un mot ajouté", text, start, start, rng.choice(SPARE) + " ")


def quote_paraphrased(text: str, rng: random.Random) -> Iterator[Plant]:
    vocabulary = re.findall(r"[^\W\d_]{5,}", text.lower())
    for q in quotations(text):
        words = _quoted_words(q)
        if len(words) < 5:
            continue
        for _ in range(3):
            new, last = "", q.inner_start
            for start, end in words:
                new += text[last:start] + (
                    rng.choice(vocabulary) if rng.random() < 0.4 else text[start:end]
                )
                last = end
            new += text[last : q.inner_end]
            if new.lower() != q.text.lower():
                yield _put(
                    "citation : paraphrase entre guillemets", text, q.inner_start, q.inner_end, new
                )


def quote_left_out(text: str, rng: random.Random) -> Iterator[Plant]:
    for q in quotations(text):
        if len(_quoted_words(q)) > 3:
            new = rng.choice(
                ["Un avis a été donné", "La question reste ouverte", "Un mot a été dit"]
            )
            yield Plant("citation : omise", text[: q.start] + new + text[q.end :], 0, 0, q.text)


def quote_invented(text: str, rng: random.Random) -> Iterator[Plant]:
    vocabulary = re.findall(r"[^\W\d_]{3,}", text.lower())
    found = people(text)
    for end in [m.end() for m in re.finditer(r"[.»](?=\n)", text)]:
        said = " ".join(rng.sample(vocabulary, min(len(vocabulary), rng.randint(4, 12))))
        speaker = rng.choice(found).group() if found else "un responsable"
        yield _put(
            "citation : inventée", text, end, end, f" « {said.capitalize()} », a ajouté {speaker}."
        )


def speaker(text: str, rng: random.Random) -> Iterator[Plant]:
    found = people(text)
    for q in quotations(text):
        near = [
            m
            for m in found
            if q.end < m.start() < q.end + 60 and "." not in text[q.end : m.start()]
        ]
        others = sorted({m.group() for m in found} - {m.group() for m in near[:1]})
        if near and others and "\n" not in text[q.end : near[0].start()]:
            for new in rng.sample(others, min(3, len(others))):
                yield Plant(
                    "citation : prêtée à un autre",
                    text[: near[0].start()] + new + text[near[0].end() :],
                    q.start,
                    near[0].start() + len(new),
                )


def day(text: str, rng: random.Random) -> Iterator[Plant]:
    for words, kind in ((DAYS, "date : jour changé"), (MONTHS, "date : mois changé")):
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", text):
            new = rng.choice([w for w in words if w != match.group()])
            yield _put(kind, text, *match.span(), new)
    years = re.compile(r"(?<!\d)(?<!\d[ \u00a0\u202f])(?:19|20)\d\d(?![ \u00a0\u202f]?\d)")
    for match in years.finditer(text):
        new = str(int(match.group()) + rng.choice([-11, -3, -2, -1, 1, 2, 4, 10]))
        yield _put("date : année changée", text, *match.span(), new)


def added(text: str, rng: random.Random) -> Iterator[Plant]:
    for end in [m.end() for m in re.finditer(r"\.(?=[ \n])", text)][::2]:
        name, number = (
            f"{rng.choice(FIRST)} {rng.choice(LAST)}",
            rng.choice([37, 63, 88, 417, 1730]),
        )
        for kind, new in (
            (
                "ajout : phrase avec un nom",
                rng.choice(
                    [
                        f"{name} suit le dossier.",
                        f"Le projet inspire aussi {rng.choice(PLACES)}.",
                        f"Une fondation de {rng.choice(PLACES)} a salué l’initiative.",
                    ]
                ),
            ),
            (
                "ajout : phrase avec un chiffre",
                rng.choice(
                    [
                        f"Cela représente {number} dossiers.",
                        f"Le total atteint {number} %.",
                        f"Plus de {number} personnes sont venues.",
                    ]
                ),
            ),
        ):
            yield _put(kind, text, end, end, " " + new)


PLANTERS: tuple[Planter, ...] = (
    digit, figure_word, first_name, last_name, place, quote_changed, quote_dropped_word,
    quote_added_word, quote_paraphrased, quote_left_out, quote_invented, speaker, day, added,
)  # fmt: skip
