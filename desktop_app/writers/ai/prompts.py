"""What is said to the model: the templates of resources/prompts/, filled in.

The templates are French Markdown that anybody may read and edit; `{nom}` marks what is filled in.
What comes from a source is data: it stands between marks that no source can contain.
"""

from __future__ import annotations

import hashlib
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.document import count_words
from desktop_app.writers.ai.client import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.model import Brief, Demands, Source
    from desktop_app.writers.ai.vault import Vault

SHORT_QUOTATION = 3
# Models stay below the length asked for; asking for a little more costs less than a repair.
OVERSHOOT = 1.1
WORDS_A_SECTION = 190
SHORT_SOURCES = 1.5
# Sources with a smaller share of the words wanted cannot carry an article without inventing.
THIN_SHARE = 0.6
STANDFIRST_WORDS = 50
# Yoast's: the keyphrase in 30–75 % of the subheadings, and 0.5–3 % of the words.
HEADED_SHARE = 0.3
LEAST_DENSITY = 0.005
NAMES = (
    "systeme",
    "redaction",
    "citations",
    "reprise",
    "suite",
    "plan",
    "chapo",
    "partie",
    "phrases",
)

_SLOT = re.compile(r"\{(\w+)\}")
_ROLE_MARK = re.compile(r"<(?=\|)|\[(?=/?INST\]|/?SYS\])|<(?=/?s>)", re.IGNORECASE)


@dataclass(frozen=True)
class Prompts:
    """The templates, and what is filled into them."""

    templates: dict[str, str]
    phrases: dict[str, str]

    @classmethod
    def load(cls, read: Callable[[str], str]) -> Prompts:
        """Read the templates; `read` gives a file of resources/prompts/ by its name."""
        templates = {name: read(f"{name}.md").strip() for name in NAMES}
        phrases: dict[str, str] = {}
        for line in templates["phrases"].split("\n"):
            name, colon, text = line.partition(" : ")
            if colon and not line.startswith("#"):
                phrases[name.strip()] = text.strip()
        return cls(templates, phrases)

    def fill(self, name: str, **values: str) -> str:
        """Give a template with its slots filled; what is filled in is never read as a template."""
        text = _SLOT.sub(lambda m: values.get(m[1], m[0]), self.templates[name])
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def phrase(self, name: str, **values: object) -> str:
        """Give one of the short sentences of phrases.md, filled in."""
        return _SLOT.sub(lambda m: str(values.get(m[1], m[0])), self.phrases[name])

    def messages(self, order: str) -> list[Message]:
        """Give the chat that hands an order to a model."""
        return [Message("system", self.templates["systeme"]), Message("user", order)]

    def whole_order(self, sources: Sequence[Source], brief: Brief, vault: Vault) -> str:
        """Give the order for the whole article."""
        wanted, parts = aim(brief, sources), sections_of(brief, aim(brief, sources))
        numbers = vault.numbers("\n\n".join(vault.texts))
        words = sum(count_words(s.text) for s in sources)
        short = words <= SHORT_SOURCES * wanted
        least = (brief.length.minimum if brief.length else None) or 0
        return self.fill(
            "redaction",
            consignes=self.wishes(brief, sources),
            faits=self.phrase("tous_les_faits" if short else "faits_utiles"),
            mince=f"- {self.phrase('source_mince')}" if words < THIN_SHARE * least else "",
            citations=self.quotations(vault, numbers, all_of_them=short),
            sections=str(parts),
            mots_partie=str(max(60, round((wanted - STANDFIRST_WORDS) / parts / 10) * 10)),
            sources=fenced(vault.texts, self.phrase("source")),
            rappel=self._reminder(vault) if short else "",
        )

    def wishes(self, brief: Brief, sources: Sequence[Source], *, whole: bool = True) -> str:
        """Give what the brief asks for, as a list: of the whole article, or of a part of it."""
        lines = [self.phrase("langue"), self._length(brief, sources) if whole else ""]
        lines.append(self.phrase(f"ton_{brief.tone}"))
        if not brief.demands.person and f"personne_{brief.tone}" in self.phrases:
            lines.append(self.phrase(f"personne_{brief.tone}"))
        if brief.audience:
            lines.append(self.phrase("lecteurs", lecteurs=brief.audience))
        if whole:
            lines.append(self._keyphrase(brief, aim(brief, sources)))
            lines += self._keywords(brief)
        else:
            if brief.keyphrase:
                lines.append(self.phrase("mot_cle_partie", mot=brief.keyphrase))
            if brief.keywords:
                lines.append(self.phrase("mots_cles_partie", mots=", ".join(brief.keywords)))
        lines += self._demands(brief.demands)
        if any(source.language not in ("fr", "") for source in sources):
            lines.append(self.phrase("traduire"))
        return "\n".join(f"- {line}" for line in lines if line)

    def _reminder(self, vault: Vault) -> str:
        """Say once more, after the sources, which tokens must come back; "" where there is none."""
        count = len(vault.sealed)
        name = "rappel_une" if count == 1 else "rappel"
        return self.phrase(name, marques=count) if count else ""

    def _keyphrase(self, brief: Brief, words: int) -> str:
        """Say where the keyphrase belongs, as the SEO checks count it."""
        parts = sections_of(brief, words)
        headed = {"intertitres": math.ceil(HEADED_SHARE * parts), "sections": parts}
        if not brief.keyphrase:
            return self.phrase("sans_mot_cle", **headed)
        content = sum(len(word) > 3 for word in re.split(r"[\s'’-]+", brief.keyphrase))
        least = max(2, math.ceil(LEAST_DENSITY * words / (0.7 + max(1, content) / 3)))
        most = max(least + 2, round(2 * LEAST_DENSITY * words))
        name = "mot_cle_impose" if brief.demands.headings else "mot_cle"
        return self.phrase(name, mot=brief.keyphrase, minimum=least, maximum=most, **headed)

    def _keywords(self, brief: Brief) -> list[str]:
        counted: list[str] = []
        terms = {term.text: term for term in brief.demands.terms}
        plain: list[str] = []
        for word in brief.keywords:
            term = terms.get(word)
            if term is None or (term.minimum == 1 and term.maximum is None):
                plain.append(word)
                continue
            name = "mot_compte" if term.maximum is None else "mot_borne"
            counted.append(
                self.phrase(name, mot=word, minimum=term.minimum, maximum=term.maximum or "")
            )
        lines = [self.phrase("mots_cles", mots=", ".join(plain))] if plain else []
        return lines + (
            [self.phrase("mots_cles_comptes", mots=" ; ".join(counted))] if counted else []
        )

    def _demands(self, asked: Demands) -> list[str]:
        lines: list[str] = []
        if asked.headings:
            headings = " / ".join(f"{'#' * h.level} {h.text}" for h in asked.headings)
            lines.append(self.phrase("intertitres_imposes", intertitres=headings))
        if asked.forbidden:
            lines.append(self.phrase("mots_interdits", mots=", ".join(asked.forbidden)))
        for link in asked.links:
            name = "lien" if link.anchor else "lien_libre"
            lines.append(self.phrase(name, ancre=link.anchor, adresse=link.address))
        if asked.person:
            lines.append(self.phrase(f"personne_{asked.person}"))
        if asked.brands:
            lines.append(self.phrase("marques_imposees", marques=", ".join(asked.brands)))
        if asked.remarks:
            said = " | ".join(defused(" ".join(remark.split())) for remark in asked.remarks)
            lines.append(self.phrase("remarques", remarques=said))
        return lines

    def _length(self, brief: Brief, sources: Sequence[Source]) -> str:
        length = brief.length
        wanted = aim(brief, sources)
        if length is None:
            return self.phrase("longueur_libre", mots=wanted)
        if length.maximum is None:
            return self.phrase("longueur_minimum", mots=wanted, minimum=length.minimum)
        if length.minimum is None:
            return self.phrase("longueur_maximum", mots=wanted, maximum=length.maximum)
        return self.phrase(
            "longueur_entre", minimum=length.minimum, maximum=length.maximum, mots=wanted
        )

    def quotations(self, vault: Vault, numbers: Iterable[int], *, all_of_them: bool) -> str:
        """Give the rules for the tokens among `numbers`; "" when there is none."""
        wanted = dict.fromkeys(numbers)
        here = [one for one in vault.sealed if one.number in wanted]
        if not here:
            return self.phrase("sans_citation")
        lines: list[str] = []
        for one in here:
            token = vault.token(one.number)
            if one.size <= SHORT_QUOTATION:
                words = defused(one.text)
                lines.append(self.phrase("marque_courte", marque=token, mots=words))
            else:
                name = "marque_suite" if one.text[:1].islower() else "marque"
                lines.append(self.phrase(name, marque=token, mots=one.size))
        return self.fill(
            "citations",
            exemple=vault.token(here[0].number),
            obligation=self.phrase("toutes_les_marques" if all_of_them else "marques_utiles"),
            marques="\n".join(f"- {line}" for line in lines),
        )


def aim(brief: Brief, sources: Sequence[Source]) -> int:
    """Give the number of words to ask a model for."""
    length = brief.length
    if length is None or length.target is None:
        return max(300, min(1200, sum(count_words(s.text) for s in sources)))
    if length.maximum is None:
        return round((length.minimum or length.target) * OVERSHOOT / 10) * 10
    if length.minimum is None:
        return round(length.maximum * 0.9)
    return length.target


def sections_wanted(words: int) -> int:
    """Give how many headed sections an article of this length should have."""
    return max(2, round(words / WORDS_A_SECTION))


def sections_of(brief: Brief, words: int) -> int:
    """Give how many sections to ask for: as many as headings are imposed, else by the length."""
    imposed = sum(1 for heading in brief.demands.headings if heading.level == 2)
    return imposed or sections_wanted(words)


def fenced(texts: Sequence[str], name: str) -> str:
    """Put texts between marks that stand in none of them, and defuse marks of chat roles."""
    whole = "\n".join(texts)
    seal = hashlib.sha256(whole.encode("utf-8")).hexdigest()[:6]
    pieces: list[str] = []
    for number, text in enumerate(texts, 1):
        mark = f"{name} {number} {seal}"
        pieces.append(f"<<<{mark}\n{defused(text.strip())}\n{mark}>>>")
    return "\n\n".join(pieces)


def defused(text: str) -> str:
    """Give a text whose chat role marks (« <|im_start|> », « [INST] ») a server will not obey."""
    return _ROLE_MARK.sub(lambda m: f"{m[0]} ", text)
