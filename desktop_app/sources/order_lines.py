"""The lines of a client's order: their labels, cells and marks."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from desktop_app.sources.order_values import count

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "length", "keyphrase", "terms", "headings", "forbidden", "links", "anchor", "address",
    "tone", "person", "brands", "audience", "other",
]  # fmt: skip
LISTS: frozenset[Kind] = frozenset({"terms", "headings", "forbidden", "links", "brands"})
_KEY = r"mots?[- ]cl[ée]s?|expressions?|requ[êe]tes?|keywords?"
_LABELS: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        kind: re.compile(pattern)
        for kind, pattern in cast(
            "Mapping[Kind, str]",
            {
                "length": r"longueur.*|nombre de mots|nb (?:de )?mots|volume.*|taille"
                r"|mots attendus|word count|length",
                "keyphrase": rf"(?:{_KEY}) (?:principale?s?|cible|seo|focus)|focus keyword"
                r"|main keyword|requête",
                "terms": rf"(?:autres )?(?:{_KEY})(?: (?:secondaires?|à (?:placer|utiliser|employer"
                r"|intégrer|inclure)|et occurrences))?|champ (?:lexical|sémantique)|lexique"
                r"|cooccurrences|termes?(?: (?:à (?:placer|utiliser|employer|intégrer)"
                r"|secondaires|et occurrences|obligatoires))?|liste (?:des|de) (?:\d+ )?termes",
                "headings": r"plan(?: .*)?|(?:inter|sous-)?titres?(?: h2)? imposés"
                r"|intertitres?|structure(?: .*)?|h[234]|titres h2",
                "forbidden": r"(?:mots?|termes?|expressions?|vocabulaire) (?:interdits?|interdites?"
                r"|à (?:éviter|bannir|proscrire|ne pas (?:employer|utiliser)))|interdits?"
                r"|à (?:éviter|bannir|proscrire)|ne pas (?:employer|utiliser)",
                "links": r"liens?(?: (?:à (?:placer|insérer|intégrer|mettre)|internes?|externes?"
                r"|obligatoires?))?|maillage(?: interne)?|backlinks?",
                "anchor": r"ancres?(?: du lien| de lien)?|texte d'ancre",
                "address": r"url|adresse(?: du lien)?|lien vers|url cible|page cible",
                "tone": r"ton|tonalité|style|ton (?:et|/) style|ton souhaité",
                "person": r"personne|adresse au lecteur|énonciation|pronom"
                r"|tutoiement ?(?:/|ou) ?vouvoiement|vouvoiement ?(?:/|ou) ?tutoiement",
                "brands": r"marques?|noms? de (?:la )?marques?|graphies?(?: .*)?"
                r"|orthographe(?: (?:de la marque|des marques|imposée))?"
                r"|(?:écriture|orthographe) d(?:e la|es|u nom de) marques?",
                "audience": r"cible|lectorat|public(?: visé| cible)?|persona|lecteurs(?: visés)?"
                r"|audience|destinataires",
            },
        ).items()
    }
)
_BRACKETED = re.compile(r"\s*\([^)]*\)\s*")
BULLET = re.compile(r"^\s*(?:[-*•▪·–+]\s+|\\-\s+)")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")


def cells_of(line: str) -> list[str]:
    """Give the cells of a table's row, pasted with tabs, bars or semicolons; else one cell."""
    if "\t" in line:
        return [unmarked(cell) for cell in line.strip("\n").split("\t")]
    text = line.strip()
    if text.startswith("|") or text.count(" | ") >= 1:
        return [unmarked(cell) for cell in text.strip("|").split("|")]
    if ";" in text and all(count(cell) for cell in text.split(";")[1:]):
        return [unmarked(cell) for cell in text.split(";")]
    return [text]


def unmarked(line: str) -> str:
    """Give a line without bullet, heading marks, escapes and emphasis."""
    text = _ESCAPE.sub("", BULLET.sub("", line.strip()))
    heading = re.fullmatch(r"#{1,6}\s+(.*)", text)
    text = heading[1] if heading else text
    return _EMPHASIS.sub("", text).strip(" \u00a0")


def kept(line: str) -> str:
    """Give a line as it is kept for the model."""
    return unmarked(" : ".join(cell for cell in cells_of(line) if cell))


def folded(text: str) -> str:
    """Give a text in lower case with straight apostrophes and plain spaces, as long as it was."""
    low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def kind_of(label: str) -> Kind | None:
    """Give what a label announces."""
    low = _BRACKETED.sub(" ", folded(label)).strip(" *_.")
    for kind, pattern in _LABELS.items():
        if pattern.fullmatch(low):
            return kind
    return None


def bare_label(text: str) -> Kind | None:
    """Give the kind of a line that is nothing but the name of a list."""
    low = folded(text).strip()
    kind = kind_of(low)
    named = kind in LISTS and len(low.split()) >= 2 and len(low) < 50
    return kind if named else None
