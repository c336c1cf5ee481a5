"""What « ce », « cette » and « ces » point at, and when an article says as much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.noun_headings import Words
    from desktop_app.writers.offline.reading import Read

DEMONSTRATIVES = word_set("ce cet cette ces")
TAKING_UP = word_set("reste suite chose fait raison cas résultat principe constat objectif idée")
_VAGUE = word_set(
    "chiffre somme montant situation phénomène problème système type genre endroit homme femme "
    "personne enfant animal plante objet outil aspect élément facteur pays région ville commune "
    "village entreprise société association groupe équipe œuvre période époque étape catégorie "
    "sentiment impression avis opinion position ton discours réponse phrase attitude geste "
    "hypothèse pratique formule expression mot terme nom date proportion part nombre différence "
    "évolution tendance solution option possibilité moyen méthode technique dernier premier "
    "argument"
)
_BODIES = word_set("pays région ville commune village entreprise société association groupe équipe")
SAYING_LITTLE = (TAKING_UP | _VAGUE) - _BODIES


def article_instead(read: Read, subject: Sequence[Tagged], words: Words) -> str:
    """Give the article for « Cette défaite (coûte cher) », "" where the noun says too little.

    A paragraph that opens on « Cette réorganisation » speaks of what is told before: under a
    heading, « La réorganisation » is understood. « Ce chiffre », « Cet homme » are not.
    """
    noun = subject[1] if len(subject) > 1 else None
    if read.opening or noun is None or noun.tag != "noun" or not lower(noun).isalpha():
        return ""
    word = noun.lemma.lower()
    if (
        (word in TAKING_UP and word != "résultat")
        or word in words.empty_heads
        or word in words.people
    ):
        return ""
    if word in _VAGUE or (len(subject) > 2 and subject[2].tag == "num"):
        return ""
    first = lower(subject[0])
    if first == "ces":
        return "Les"
    if first == "cet" or noun.text[:1].lower() in "aeiouéèêâîôûœ":
        return "L’"
    return "La" if first == "cette" else "Le"
