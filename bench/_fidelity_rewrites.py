"""Harmless rewrites, which must stay silent."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

from bench._fidelity_plants import people
from desktop_app.french.sentences import sentences

Rewrite = Callable[[str, random.Random], str]
SMALL = {
    "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7",
    "huit": "8", "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "quinze": "15",
    "vingt": "20", "trente": "30",
}  # fmt: skip
SYNONYMS = {
    "habitants": "résidents", "travaux": "chantier", "construction": "édification",
    "commencer": "débuter", "durer": "se prolonger", "coûtera": "reviendra à",
    "dénonce": "critique", "prévue": "annoncée", "prévu": "annoncé", "attendus": "espérés",
    "recherche": "quête", "aide": "soutien", "projet": "programme", "décision": "choix",
    "équipe": "groupe", "résultats": "conclusions", "appareils": "instruments",
    "ouvrir": "inaugurer", "créer": "générer", "annonce": "déclaration",
    "patients": "malades", "colère": "indignation", "habite": "réside", "maison": "demeure",
    "école": "établissement", "commune": "municipalité", "mesure": "disposition",
    "fermera": "cessera", "reçu": "accueilli", "salle": "pièce", "emplois": "postes",
    "entreprise": "société", "bénéfice": "profit", "également": "aussi",
    "toutefois": "cependant", "environ": "à peu près", "selon": "d’après", "afin": "en vue",
}  # fmt: skip
_QUOTED = re.compile(r"«[^»\n]*»|“[^”\n]*”|\"[^\"\n]*\"")


def _outside(text: str, change: Callable[[str], str]) -> str:
    last, pieces = 0, []
    for match in _QUOTED.finditer(text):
        pieces += [change(text[last : match.start()]), match.group()]
        last = match.end()
    return "".join([*pieces, change(text[last:])])


def digits_for_words(text: str, _: random.Random) -> str:
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(SMALL)})"
        r"(?![\w-]| quarts?\b| tiers\b| cents?\b| mille\b| millions?\b)"
    )
    return _outside(text, lambda piece: pattern.sub(lambda m: SMALL[m.group()], piece))


def words_for_digits(text: str, _: random.Random) -> str:
    back = {v: k for k, v in SMALL.items()}
    any_of = "|".join(sorted(back, key=len, reverse=True))
    gap = r"[ \u00a0\u202f]"
    pattern = re.compile(
        rf"(?<![\w,.’/-])(?<!\d{gap})(?<!h{gap})(?:{any_of})"
        rf"(?![\w,.%€/-]|{gap}\d|{gap}?(?:%|h\b|€|m²))"
    )
    return _outside(text, lambda piece: pattern.sub(lambda m: back[m.group()], piece))


def percent_in_words(text: str, _: random.Random) -> str:
    return _outside(text, lambda piece: re.sub(r"(\d)[ \u00a0\u202f]%", r"\1 pour cent", piece))


def big_figures(text: str, _: random.Random) -> str:
    def spread(piece: str) -> str:
        piece = re.sub(
            r"(\d+),(\d) million", lambda m: f"{m.group(1)} {m.group(2)}00 000 million", piece
        )
        piece = re.sub(r"(\d) (\d)00 000 millions?(?: d’)?", r"\1 \g<2>00 000 ", piece)
        return re.sub(r"(\d)[ \u00a0](\d{3})(?!\d)", "\\1\u202f\\2", piece)

    return _outside(text, spread)


def civility(text: str, rng: random.Random) -> str:
    found = people(text)
    for match in reversed(found):
        if text.count(match.group()) > 1 or sum(m.group(2) == match.group(2) for m in found) > 1:
            new = rng.choice([match.group(2), f"M. {match.group(2)}"])
            if text.index(match.group()) != match.start():
                text = text[: match.start()] + new + text[match.end() :]
    return text


def bare_capitals(text: str, _: random.Random) -> str:
    def strip(piece: str) -> str:
        return re.sub(r"[ÀÉÈÊÎÔÇ]", lambda m: unicodedata.normalize("NFD", m.group())[0], piece)

    return _outside(text, strip)


def no_accents_in_names(text: str, _: random.Random) -> str:
    for match in reversed(people(text)):
        plain = "".join(
            c for c in unicodedata.normalize("NFD", match.group()) if not unicodedata.combining(c)
        )
        text = text[: match.start()] + plain + text[match.end() :]
    return text


def other_marks(text: str, rng: random.Random) -> str:
    opening, closing = rng.choice([("“", "”"), ('"', '"'), ("«\u00a0", "\u00a0»")])
    return re.sub(r"«\s*([^«»\n]*?)\s*»", lambda m: f"{opening}{m.group(1)}{closing}", text)


def straight_apostrophes(text: str, _: random.Random) -> str:
    return text.replace("’", "'")


def narrow_spaces(text: str, _: random.Random) -> str:
    return re.sub(r" (?=[:;?!%»€])|(?<=«) ", "\u202f", text)


def paragraphs_moved(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    middle = lines[1:]
    rng.shuffle(middle)
    return "\n".join([lines[0], *middle])


def merged(text: str, rng: random.Random) -> str:
    def join(line: str) -> str:
        found = [s.text for s in sentences(line)]
        for i in range(len(found) - 2, -1, -1):
            plain = not re.search(r"[«»“”]", line)
            if (
                plain
                and found[i].endswith(".")
                and found[i + 1][:3] in ("Le ", "La ", "Les", "Un ", "Une", "Ell", "Il ", "Des")
            ) and rng.random() < 0.6:
                found[i : i + 2] = [
                    f"{found[i][:-1]}, et {found[i + 1][0].lower()}{found[i + 1][1:]}"
                ]
        return " ".join(found)

    return "\n".join(join(line) for line in text.split("\n"))


def split(text: str, _: random.Random) -> str:
    def cut(piece: str) -> str:
        return re.sub(
            r", et (l[ae]s? |les |il |elle |un |une )",
            lambda m: f". {m.group(1).capitalize()}",
            piece,
        )

    return _outside(
        text, lambda piece: re.sub(r" ; (\w)", lambda m: f". {m.group(1).upper()}", cut(piece))
    )


def synonyms(text: str, rng: random.Random) -> str:
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(SYNONYMS)})(?!\w)")
    return _outside(
        text,
        lambda piece: pattern.sub(
            lambda m: SYNONYMS[m.group()] if rng.random() < 0.7 else m.group(), piece
        ),
    )


def dates_in_digits(text: str, _: random.Random) -> str:
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    pattern = re.compile(rf"(\d\d?)(?:er)? ({'|'.join(months)}) (\d{{4}})")
    return _outside(
        text,
        lambda piece: pattern.sub(
            lambda m: f"{int(m.group(1)):02}/{months.index(m.group(2)) + 1:02}/{m.group(3)}", piece
        ),
    )


def headings(text: str, rng: random.Random) -> str:
    """Put a heading made of each paragraph's own words before it."""
    out: list[str] = []
    for line in text.split("\n"):
        words = re.sub(r"«[^»]*»,?|[“”]", "", line).split(".")[0].split(" ")
        if len(words) > 8:
            size = rng.randint(5, 8)
            head = " ".join(words[:size]).rstrip(",;:")
            head = re.sub(r"^(?:Le|La|Les|Une?|Des) ", "", head)
            head = head[0].upper() + head[1:]
            kind = rng.random()
            if kind < 0.3 and len(words) > 9:
                head = f"{' '.join(words[1:4])} : {' '.join(words[5:9])}".rstrip(",;:")
                head = head[0].upper() + head[1:]
            elif kind < 0.4:
                head = head.upper()
            out.append(f"## {head}")
        out.append(line)
    return "\n".join(out)


REWRITES: dict[str, Rewrite] = {
    "aucune (la source même)": lambda text, _: text,
    "chiffres au lieu de lettres": digits_for_words,
    "lettres au lieu de chiffres": words_for_digits,
    "« pour cent »": percent_in_words,
    "grands nombres": big_figures,
    "M. pour un prénom": civility,
    "capitales sans accent": bare_capitals,
    "noms sans accents": no_accents_in_names,
    "autres guillemets": other_marks,
    "apostrophes droites": straight_apostrophes,
    "espaces fines": narrow_spaces,
    "paragraphes déplacés": paragraphs_moved,
    "phrases réunies": merged,
    "phrases coupées": split,
    "synonymes": synonyms,
    "dates en chiffres": dates_in_digits,
    "intertitres du texte": headings,
}
