"""Whether a heading stands whole: no verb waits for its object, no word for the one it repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged

_STANDING = word_set(
    "aboutir accélérer adhérer agir apparaître arriver attendre augmenter baisser bouger brûler "
    "capituler céder cesser changer chanter choisir chuter circuler commencer consulter continuer "
    "convaincre couler courir cuire danser déborder démarrer déménager démissionner descendre "
    "diminuer disparaître diviser dominer dormir durer échouer embaucher émerger entrer étonner "
    "évoluer exister fermer finir fonctionner fondre fuir gagner geler grandir grimper guérir "
    "hésiter importer inquiéter intervenir jouer lever manifester manquer marcher mijoter monter "
    "mourir mûrir nager naître nuire ouvrir partir patienter payer pédaler perdre persister plaire "
    "plafonner pleurer postuler pousser progresser prospérer protester ralentir rassurer réagir "
    "rebondir recommencer reculer recruter redémarrer remonter renaître rentrer repartir reposer "
    "reprendre résister respirer réussir revenir revivre rire rouiller rouler rouvrir sécher "
    "séduire skier sortir souffrir stagner subsister suffire suivre surprendre survivre tarder "
    "tomber travailler vieillir vivre voter voyager"
)
_PASSING = word_set("encore toujours déjà souvent enfin aussi parfois vraiment davantage jamais")
_REFLEXIVE = word_set("se s' nous vous me m'")
_BACK = re.compile(
    r"\ben question\b|\ben cause$|\bdans la foulée\b|\bà (?:son|leur) tour\b|\bpour autant\b|"
    r"\bau même (?:moment|endroit|titre|prix)\b|\bau passage\b|\bdans le même temps\b|"
    r"\bà la même (?:date|époque|heure|période|adresse)\b|\bl[ea] même (?:jour|mois|année|chose)\b|"
    r"\b(?:correspondant|précité|susdit)e?s?\b|(?<!est )(?<!sont )\bconcernée?s?$|"
    r"\b(?:suivant|précédent)e?s?\b|"
    r"\b(?:l'un|l'une|chacune?|certaine?s|aucune?) d(?:'entre|es)\b|"
    r"\b(?:un tel|une telle|de tels|de telles)\b|"
    r"\bplus (?:tard|tôt)\b|\bauparavant\b|"
    r"\b(?:davantage|ainsi|autant|à l'inverse|là-bas|entre-temps)$"
)
_ORDINALS = word_set("premier première second seconde dernier dernière")
_LIGHT = word_set("mettre prendre tenir porter remettre avoir faire")
_LOCUTIONS = word_set(
    "jour point place œuvre disposition compte charge cause contact terme conscience impasse"
)
_PAST = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues")
_OTHER = word_set("un une d'")


def stands(units: Sequence[Tagged]) -> bool:
    """Tell whether a clause may end here: its last verb has what it needs, or needs nothing.

    « Jean-Louis Mazaleyrat a compté » and « Il faudra soigner » ask what; « Le prix baisse »,
    « L'épicerie se cherche », « Il reste des récoltes à faire » do not.
    """
    if _unsaid(units) or _light_verb(units) or _counts_nobody(units) or _disagrees(units):
        return False
    place = len(units) - 1
    while place > 0 and (units[place].tag == "neg" or lower(units[place]) in _PASSING):
        place -= 1
    last = units[place]
    if last.tag not in ("verb", "inf", "part") or last.lemma in _STANDING:
        return last.lemma != "être" or last.tag == "adj"
    before = [u for u in units[max(0, place - 5) : place] if u.tag not in ("adv", "neg")]
    if any(u.tag == "obj" and lower(u) in _REFLEXIVE for u in before[-3:]):
        return True
    if any(u.tag == "rel" and lower(u) in ("que", "qu'") for u in units[:place]):
        return True  # « un vélo que l'on puisse réparer »
    if last.tag == "verb" and any(lower(u) == "qui" for u in units[max(0, place - 2) : place]):
        return True  # « les chants qui frottent »
    if last.tag == "part":
        return not before or before[-1].lemma != "avoir"
    if last.tag != "inf" or not before:
        return False
    of_noun = len(before) > 1 and before[-2].tag == "noun" and lower(before[-1]) in ("de", "d'")
    return of_noun or lower(before[-1]) == "à"


def _unsaid(units: Sequence[Tagged]) -> bool:
    """« vérifier que votre affaire | entre dans son champ »: no verb after « que ».

    « L'entraide n'est pas qu'une affaire de ferraille » needs none.
    """
    that = [n for n, u in enumerate(units) if u.tag == "conj" and lower(u) in ("que", "qu'", "si")]
    only = any(u.tag == "ne" for u in units)
    return bool(that) and not only and not any(u.tag in ("verb", "inf") for u in units[that[-1] :])


def _counts_nobody(units: Sequence[Tagged]) -> bool:
    """« a permis d'accueillir quatre nouveaux | , dont un boulanger »: four what."""
    counted = len(units) > 1 and units[-2].tag == "num" and not units[-2].text[:1].isdigit()
    return counted and units[-1].tag == "adj"


def _disagrees(units: Sequence[Tagged]) -> bool:
    """« Le maire (, Béatrice Hautecœur,) s'est engagée »: what explained the participle is gone."""
    verb = next((n for n, u in enumerate(units) if u.tag == "verb"), 0)
    if _disagrees_in_number(units, verb):
        return True
    subject = next((u for u in units[:verb] if u.tag == "noun"), None)
    done = next((u for u in units[verb + 1 :] if u.tag not in ("adv", "neg")), None)
    if subject is None or done is None or units[verb].lemma != "être" or done.tag != "part":
        return False
    alone = not any(u.tag in ("coo", "name", "rel") for u in units[:verb])
    return alone and {subject.gender, done.gender} == {"m", "f"}


def _disagrees_in_number(units: Sequence[Tagged], verb: int) -> bool:
    """« Étienne (, 58 ans, et sa nièce) entretiennent 214 horloges »: the others are gone."""
    subject = units[:verb]
    if not subject or subject[-1].tag != "name" or units[verb].number != "p":
        return False
    return not any(u.tag in ("coo", "num", "mark") or u.number == "p" for u in subject)


def _light_verb(units: Sequence[Tagged]) -> bool:
    """« met à jour (une carte) », « a pris contact (avec l'agent) »: a locution waits too."""
    commas = [i for i, u in enumerate(units) if u.text == "," and i > 1]
    if commas and not any(u.tag in ("verb", "coo") for u in units[commas[-1] :]):
        units = units[: commas[-1]]  # « met à jour, chaque semaine »
    last = units[-1]
    if lower(last) not in _LOCUTIONS:
        return False
    before = units[-4:-1]
    active = any(u.lemma in _LIGHT and u.tag in ("verb", "part", "inf") for u in before)
    passive = any(u.lemma == "être" or lower(u) in ("se", "s'", "été") for u in units[-6:-1])
    return active and not passive


def loses_agent(units: Sequence[Tagged], end: int) -> bool:
    """« autour d'un cassoulet préparé | par le comité des fêtes »: by whom is why it is said."""
    past = units[end - 1].tag in ("part", "adj") and lower(units[end - 1]).endswith(_PAST)
    told = end > 1 and units[end - 2].tag == "noun"
    return past and told and end < len(units) and lower(units[end]) == "par"


def points_back(units: Sequence[Tagged], text: str) -> bool:
    """Tell whether a heading leans on what was said before.

    « L'erreur en question », « La troisième de la saison », « Une autre partie se joue ».
    """
    if _BACK.search(text.lower().replace("’", "'")):
        return True
    return any(_ordinal_alone(units, place) for place in range(1, len(units)))


def _ordinal_alone(units: Sequence[Tagged], place: int) -> bool:
    """« Le second » stands for a noun said before; « le premier trimestre » does not."""
    word = lower(units[place])
    if not (word.endswith("ième") or word in _ORDINALS) or units[place - 1].tag != "det":
        return False
    following = units[place + 1].tag if place + 1 < len(units) else ""
    return following not in ("noun", "name", "adj", "num", "coo")


def differs(units: Sequence[Tagged]) -> bool:
    """« Une autre partie se joue »: other than what was said before."""
    return any(
        lower(unit) in ("autre", "autres") and place and lower(units[place - 1]) in _OTHER
        for place, unit in enumerate(units)
    )
