"""The articles of the SEO comparison: texts of many kinds, each in several variants."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.french.slug import slug
from desktop_app.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
FOLDERS = (HERE / "seo_texts", HERE.parent / "resources" / "samples")
KEYPHRASES = {
    "piscine": "piscine municipale",
    "potager": "créer un potager",
    "chaussure": "chaussure de randonnée",
    "association": "fête de printemps",
    "assurance": "assurance auto",
    "interview": "librairie",
    "voyage": "train de nuit",
    "recette": "tarte aux pommes",
    "entreprise": "groupe Valmont",
    "sommeil": "mieux dormir",
    "logiciel": "sauvegarde de vos fichiers",
    "histoire": "pont de pierre de Bordeaux",
    "actualite": "conseil municipal",
    "annonce-association": "journée jardin partagé verger légumes plants",
    "fiche-produit": "vélo cargo électrique enfants ville courses transport famille quotidien vert",
    "tutoriel": "guide pratique complet pour bien débuter avec méthode",
}
_PARAGRAPH = re.compile(r"\n(?=\S)")
_HEADING = re.compile(r"^#{1,6} .*\n+", re.MULTILINE)
_MARKS = re.compile(r"^#{1,6} |[*_>|]|!?\[([^\]]*)\]\([^)]*\)", re.MULTILINE)


@dataclass(frozen=True)
class Paper:
    """One article and its name in the printed list."""

    name: str
    article: Article


def papers() -> list[Paper]:
    """Give all articles, in a fixed order: own texts in variants, other benches' as they are."""
    texts = {
        path.stem: path.read_text(encoding="utf-8").strip()
        for folder in FOLDERS
        for path in sorted(folder.glob("*"))
        if path.suffix in (".md", ".txt")
    }
    names = list(texts)
    found: list[Paper] = []
    for number, name in enumerate(names):
        other = names[(number + 5) % len(names)]
        for variant, body in _variants(texts[name], texts[other], number):
            keyphrase = KEYPHRASES.get(name) or _frequent(body, 1)
            article = _article(body, keyphrase, number + len(found))
            found.append(Paper(f"{name}/{variant}", article))
    for number, path in enumerate(sorted((HERE / "texts").rglob("*.txt"))):
        body = _PARAGRAPH.sub("\n\n", path.read_text(encoding="utf-8").strip())
        article = _article(body, _frequent(body, 1 + number % 2), number)
        found.append(Paper(f"{path.stem}/as it is", article))
    return found


def _frequent(body: str, count: int) -> str:
    """Give the most frequent longer words, as a keyphrase."""
    words = Counter(word.lower() for word in re.findall(r"\w{6,}", body))
    return " ".join(word for word, _ in words.most_common(count))


def _variants(text: str, other: str, number: int) -> Iterator[tuple[str, str]]:
    """As it is; without headings; with another text; cut; joined; with more headings."""
    blocks = text.split("\n\n")
    yield "whole", text
    yield "no headings", _HEADING.sub("", text)
    yield "two texts", f"{text}\n\n{other}"
    if number % 2:
        yield "half", "\n\n".join(blocks[: max(2, len(blocks) // 2)])
        yield "in one", _joined(blocks)
    else:
        yield "headed", _headed(blocks)
        yield "two texts, no headings", _HEADING.sub("", f"{text}\n\n{other}")


def _joined(blocks: list[str]) -> str:
    """All paragraphs as two."""
    plain = [b for b in blocks if not b.startswith(("#", "|", "-", "1.", "!"))]
    half = max(1, len(plain) // 2)
    return " ".join(plain[:half]) + "\n\n" + " ".join(plain[half:])


def _headed(blocks: list[str]) -> str:
    return "\n\n".join(
        f"## {_MARKS.sub('', block).split('.')[0][:60].strip()}\n\n{block}"
        if index and not block.startswith("#")
        else block
        for index, block in enumerate(blocks)
    )


def _article(body: str, keyphrase: str, number: int) -> Article:
    """Fields that are good, middling and bad in turn."""
    plain = _MARKS.sub("", body).replace("\n", " ")
    capital = keyphrase[0].upper() + keyphrase[1:]
    titles = (
        f"{capital} : ce qu’il faut savoir",
        f"Tout savoir : {keyphrase}",
        plain[:58].rsplit(" ", 1)[0],
        f"La {keyphrase} en question",
        f"{capital} : " + plain[:90],
    )
    descriptions = (
        f"{capital} : " + plain[:120],
        plain[:140],
        "",
        f"{capital}, {keyphrase}, {keyphrase} : " + plain[:90],
        plain[:170],
        f"{capital}. " + plain[:60],
    )
    slugs = (slug(keyphrase), slug(plain[:50]), slug(keyphrase.split()[-1]), "")
    return Article(
        body,
        title=titles[number % len(titles)],
        seo_title=titles[number % len(titles)],
        meta_description=descriptions[number % len(descriptions)],
        slug=slugs[number % len(slugs)],
        keyphrase=keyphrase,
    )
