"""The brief line: an opening line that is an instruction to the writer rather than article.

A line counts as one by its grammar: a request verb whose object is the article itself, wishes
(length, SEO, headings, language, tone, keyphrase), and little else. What is left unexplained, or
speaks to the reader (« votre CV en 5 étapes »), makes it article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from desktop_app.model import BriefLine, Length, Tone
from desktop_app.sources.brief_wishes import Wish, wishes
from desktop_app.sources.extracted import words

_WORD_LIMIT = 90
_LINE_LIMIT = 12
_LENGTH_LIMIT = 800
_LEFT_LIMIT = 12

_FAMILIAR = (
    r"rédige|écris|réécris|reformule|transforme|adapte|optimise|crée|génère|produis|fais|mets"
    r"|traduis"
    r"|améliore|développe|structure|reprends|résume|allonge|étoffe|rends|convertis|ajoute"
    r"|utilise|garde"
)
_POLITE = (
    r"rédigez|écrivez|réécrivez|reformulez|transformez|adaptez|optimisez|créez|générez"
    r"|produisez|faites"
    r"|mettez|traduisez|améliorez|développez|structurez|reprenez|résumez|allongez|étoffez|rendez"
    r"|convertissez|ajoutez|utilisez|gardez|rédiger|écrire|réécrire|reformuler|transformer|adapter"
    r"|optimiser|créer|générer|produire|faire|mettre|traduire|améliorer|développer|structurer"
    r"|reprendre|résumer|allonger|étoffer|rendre|convertir"
)
_ENGLISH = (
    r"make|write|rewrite|re-write|create|generate|produce|turn|transform|convert|optimi[sz]e"
    r"|translate"
    r"|adapt|improve|rephrase|paraphrase|expand|structure|restructure|let|use|add|include"
    r"|edit|draft|compose"
)
_ASKING = (
    r"(?:merci de|s'il (?:te|vous) pla[îi]t,?|svp,?|stp,?|peux-tu|tu peux|pouvez-vous|pourriez-vous"
    r"|pourrais-tu|je (?:veux|voudrais|souhaite|souhaiterais|aimerais)(?: que tu| que vous)?"
    r"|tu dois"
    r"|il faut|bonjour,?|please,?|kindly|can you|could you|i (?:want|need"
    r"|would like)(?: you)?(?: to)?"
    r"|you (?:must|should|will)|hi,?|hello,?)"
)
_LABEL = re.compile(
    r"(?:consignes?|brief|instructions?|prompt|demande|commande|request|task"
    r"|note au rédacteur)\s*:\s*"
)
_OPENING = re.compile(
    rf"(?:[-•*]\s+)?(?P<asking>(?:{_ASKING}\s*)*)(?:(?P<familiar>(?:{_FAMILIAR})(?:-moi)?)"
    rf"|(?P<polite>(?:{_POLITE})(?:-moi)?)|(?P<english>(?:{_ENGLISH})(?: me)?))\b"
)
_ASKED = re.compile(
    rf"(?:bonjour[,.]?\s+|hi[,.]?\s+|hello[,.]?\s+)?{_ASKING}\s+"
    r"(?:m'|me\s+|nous\s+|un|une|an?\s|le\s|l'|cet|ce\s|this|the\s|que\s|[ée]cri|ré|re|fair"
    r"|rend|avoir)"
)
_NOUN = (
    r"(?:articles?(?: de blog)?|textes?|text|blog ?posts?|posts?|contenu|content"
    r"|billet(?: de blog)?"
    r"|brouillon|draft|copy|communiqué|story|page web|web page|piece|paper|notes?)"
)
_DEICTIC = re.compile(
    rf"\b(?:(?:cet|ce|cette|ces|this|these|the following|le|l'|la|the)\s*)(?:following )?{_NOUN}"
    rf"(?:\s+(?:suivante?s?|ci-dessous|ci-joint|ci-après|qui suit|below|following|above"
    rf"|attached|fourni))?\b"
    rf"|\b(?:le )?(?:suivant|ci-dessous|ci-après|qui suit|below|the following)\b"
)
_OBJECT = re.compile(
    rf"\b(?:(?:un|une|an|a|l'|le|the|mon|my|son)\s*)?(?:(?:nouvel|nouveau|bel|bon|seo|new|good"
    rf"|long|short|"
    rf"complete|blog|french|\d+[- ]word)\s+)*{_NOUN}(?:\s+(?:seo|web|complet|original"
    rf"|en français))?\b"
)
_TOPIC = re.compile(
    r"\b(?:sur|à propos de|concernant|about|on the topic of|au sujet de|à partir de"
    r"|à partir du|from|"
    r"based on|d'après)\s+[^,;.:\n]{2,60}"
)
_MANNERS = (
    "chaleur|neutr|profess|expert|amic|conviv|péda|journal|commerc|instit|proche|simple|sobre"
)
_READER = re.compile(
    rf"\b(?:votre|vos|ton (?!(?:{_MANNERS}))|tes|your|nos|notre|our|étapes?|steps|astuces"
    rf"|conseils|méthode|guide"
    r"|comment|pourquoi|how|why|voici|découvr\w+|nous|j'ai|on)\b|[?«»“”]"
)
_FINITE = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|sera|seront|fut|avait|avaient|aura|vient|va|vont|peut"
    r"|was|were|has|have|had|is|are|will)\b"
)
_SMALL = words(
    "de des du d le la les l un une et ou à au aux en dans pour avec sans par que qui il",
    "elle ce cet cette soit être doit sois a an the of and or to in for with be is are it",
    "its that there let make made must should please merci moi me them into as by at must",
    "have has plus bien très s stp svp article articles texte text contenu content post",
    "words mots titre title titles titres ton tone style langue language rédaction",
    "writing article's optimisé optimisée optimized compatible friendly ready create use",
    "add include ajoute ajoutez utilise utilisez",
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BRIDGE = re.compile(
    r"(?:voici |here is |here's )?(?:l'article|le texte|article|texte|text|source|the article"
    r"|the text)"
    r"(?: source| d'origine| original| suivant)?\s*:?|[-=_*]{3,}"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a line reads: what it wishes, how it asks, and how much of it that leaves unexplained."""

    wishes: list[Wish]
    familiar: bool
    asked: bool
    polite: bool
    label: bool
    has_object: bool
    deictic: bool
    to_reader: bool
    finite: bool
    unexplained: float
    left: int
    words: int

    @property
    def kinds(self) -> int:
        """How many different things are wished."""
        return len({wish.kind for wish in self.wishes})


def take_brief_line(text: str) -> tuple[BriefLine | None, str]:
    """Part the instruction at a text's head from the article; None where there is none.

    The instruction may fill several lines; a text that is nothing else keeps them.
    """
    lines = text.split("\n")
    taken: list[str] = []
    end = 0
    for index, line in enumerate(lines[: _LINE_LIMIT * 2]):
        if not line.strip():
            continue
        if len(line) > _LENGTH_LIMIT:
            break
        reading = _read(line)
        asks = _continues(reading, line) if taken else _opens(reading)
        if not asks and (taken or not _announces(line, lines[index + 1 :])):
            break
        taken.append(_unmarked(line))
        end = index + 1
    rest = "\n".join(lines[end:]).lstrip("\n")
    if not taken or not rest.strip():
        return None, text
    return understand("\n".join(taken)), rest


def understand(text: str) -> BriefLine:
    """Give what an instruction asks for; what it leaves open is None."""
    found: dict[str, object] = {}
    keyphrase: str | None = None
    for line in text.split("\n"):
        for wish in wishes(_folded(line)):
            if wish.kind == "keyphrase" and keyphrase is None:
                keyphrase = line.strip()[wish.end - len(str(wish.value)) : wish.end].strip()
            found.setdefault(wish.kind, wish.value)
    return BriefLine(
        text=text,
        length=cast("Length | None", found.get("length")),
        language=cast("str | None", found.get("language")),
        headings=cast("bool | None", found.get("headings")),
        tone=cast("Tone | None", found.get("tone")),
        keyphrase=keyphrase,
    )


def _folded(line: str) -> str:
    """Give a line in lower case with straight apostrophes and plain spaces, of the same length."""
    lowered = "".join(low if len(low := char.lower()) == 1 else char for char in line.strip())
    return lowered.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def _unmarked(line: str) -> str:
    return re.sub(r"^#{1,6}\s+|^[-*•]\s+(?=\S)|\*\*|\\(?=[^\w\s])", "", line.strip()).strip()


def _opens(reading: _Reading) -> bool:
    """Tell whether a first line is an instruction."""
    if not 0 < reading.words <= _WORD_LIMIT or reading.left > _LEFT_LIMIT:
        return False
    aimed = reading.has_object or reading.deictic
    if reading.label:
        return reading.kinds > 0 and reading.unexplained <= 0.5
    if reading.familiar and aimed:
        enough = reading.kinds > 0 or reading.deictic or not reading.to_reader
        return enough and reading.unexplained <= (0.35 if reading.to_reader else 0.6)
    if reading.asked and aimed and reading.kinds + reading.deictic >= 2:
        return reading.unexplained <= 0.45
    if reading.polite and aimed and not reading.to_reader:
        return (reading.kinds > 0 or reading.deictic) and reading.unexplained <= 0.25
    if reading.finite or reading.to_reader:
        return False
    telegraphic = reading.kinds >= 2 or (reading.kinds == 1 and reading.familiar)
    return telegraphic and reading.unexplained <= 0.15


def _continues(reading: _Reading, line: str) -> bool:
    """Tell whether a line goes on with an instruction that has begun."""
    if _BRIDGE.fullmatch(_folded(line)):
        return True
    if _opens(reading):
        return True
    return reading.kinds > 0 and reading.unexplained <= 0.15 and not reading.finite


def _announces(line: str, following: list[str]) -> bool:
    """Tell a bare « Consignes : » over lines of wishes."""
    if not _LABEL.fullmatch(_folded(_unmarked(line)) + " "):
        return False
    after = next((other for other in following if other.strip()), "")
    return len(after) <= _LENGTH_LIMIT and _continues(_read(after), after)


def _read(line: str) -> _Reading:
    folded = _folded(_unmarked(line))
    label = _LABEL.match(folded)
    body = folded[label.end() :] if label else folded
    asked = wishes(body)
    opening = _OPENING.match(body)
    rest = _without(body, asked)
    if opening:
        rest = " " * opening.end() + rest[opening.end() :]
    has_object, deictic = bool(_OBJECT.search(body)), bool(_DEICTIC.search(body))
    left = _TOPIC.sub(" ", rest) if opening else rest
    for pattern in (_DEICTIC, _OBJECT):
        left = pattern.sub(" ", left)
    unexplained = [word for word in _WORD.findall(left) if word not in _SMALL]
    found = _WORD.findall(body)
    return _Reading(
        wishes=asked,
        familiar=bool(opening and (opening["familiar"] or opening["english"] or opening["asking"])),
        asked=bool(_ASKED.match(body)),
        polite=bool(opening and opening["polite"]),
        label=label is not None,
        has_object=has_object,
        deictic=deictic,
        to_reader=bool(_READER.search(rest)),
        finite=bool(_FINITE.search(rest)),
        unexplained=len(unexplained) / max(1, len(found)),
        left=len(unexplained),
        words=len(found),
    )


def _without(line: str, found: list[Wish]) -> str:
    characters = list(line)
    for wish in found:
        characters[wish.start : wish.end] = " " * (wish.end - wish.start)
    return "".join(characters)
