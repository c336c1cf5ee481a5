from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.french.typography import apply, edits, fix, open_quotation

N, F = "\u00a0", "\u202f"

FAULTS = [
    ("Bonjour! Oui: non ; vrai ?", f"Bonjour{N}! Oui{N}: non{N}; vrai{N}?"),
    ("Quoi ?! Non!!!", f"Quoi{N}?! Non{N}!!!"),
    ("«mot» et « mot »", f"«{N}mot{N}» et «{N}mot{N}»"),
    ('Il dit "oui", puis « non "si" ».', f"Il dit «{N}oui{N}», puis «{N}non “si”{N}»."),
    ("“Oui”, dit-il.", f"«{N}Oui{N}», dit-il."),
    ("l'eau, qu'il aujourd'hui", "l’eau, qu’il aujourd’hui"),
    ("Attendez...", "Attendez…"),
    ("des chats, des chiens etc...", "des chats, des chiens, etc."),
    ("des chats, etc., etc.", "des chats, etc."),
    ("Le coeur, l'Oeuvre, les soeurs, un oeil", "Le cœur, l’Œuvre, les sœurs, un œil"),
    ("Soeur Anne au Sacré-Coeur, COEUR", "Sœur Anne au Sacré-Cœur, CŒUR"),
    ("Les Etats-Unis et l'Eglise", "Les États-Unis et l’Église"),
    ("Mr Wang et Mme. Durand", f"M.{N}Wang et Mme{N}Durand"),
    ("le 2ème, la 1ère, le 1ier, les 3èmes", "le 2e, la 1re, le 1er, les 3es"),
    ("au XXIème siècle", "au XXIe siècle"),
    ("50%, 20 €, 12 km, 5km", f"50{N}%, 20{N}€, 12{N}km, 5{N}km"),
    ("Ils sont 1 250 000 ici", f"Ils sont 1{N}250{N}000 ici"),
    ("de 10-15 %", f"de 10–15{N}%"),
    ("Lyon - la ville - attend", "Lyon – la ville – attend"),
    ("n°5, nº 6", f"n°{N}5, n°{N}6"),
    ("L'O.N.U. a voté", "L’ONU a voté"),
    ("ex aequo, curriculum vitae, et caetera", "ex æquo, curriculum vitæ, et cætera"),
    ("Etre ou non ; l'Evêque, les Elus", f"Être ou non{N}; l’Évêque, les Élus"),
    ("au XX ème et au 20 ème siècle", "au XXe et au 20e siècle"),
    ("la période 1914 - 1918", "la période 1914-1918"),
    ("l'U.E. décide, à l'O.N.U.", "l’UE décide, à l’ONU."),
    ("Le le maire et et l' adjoint c 'est", "Le maire et l’adjoint c’est"),
    ("Voici :un mot", f"Voici{N}: un mot"),
    ("« a « b » c »", f"«{N}a “b” c{N}»"),
    ("Un mot ,un autre .", "Un mot, un autre."),
    ("Un  mot ( entre ) deux", "Un mot (entre) deux"),
]

FINE = [
    "Il est 12:30, le score est de 3-1 et 5 - 3.",
    "Voyez https://exemple.fr/a?b=c!d et moi@exemple.fr, ou fichier.html.",
    "Merci ;-) :) et (!) ou [?].",
    "La moelle, le poêle et la coexistence.",
    'Un écran de 5" ou de 6"7.',
    "J. K. Rowling a lu J.R.R. Tolkien.",
    "Appelez le 06 12 34 56 78 ou le 0 800 123 456.",
    "Mr Bricolage a ouvert en 1914-1918.",
    "Le cardinal de De Gaulle, nous nous levons, son son est clair.",
    "De 1918 – 1914 et 2-3, le 12-03-2026.",
    "la vitamine C 'naturelle' et l’A.C. Milan",
    "Jacques Coeur, Monsieur Boeuf et Lecoeur",
    "../chemin et ../../autre",
]


@pytest.mark.parametrize(("wrong", "right"), FAULTS)
def test_faults_are_set_right(wrong: str, right: str) -> None:
    assert fix(wrong) == right
    assert fix(right) == right


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine_is_left_alone(text: str) -> None:
    assert fix(text) == text


def test_the_profiles_choose_the_spaces() -> None:
    text = "« Quoi ? » : 10 000 % !"
    assert fix(text, "web") == f"«{N}Quoi{N}?{N}»{N}: 10{N}000{N}%{N}!"
    assert fix(text, "edition") == f"«{N}Quoi{F}?{N}»{N}: 10{F}000{N}%{F}!"
    assert fix(fix(text, "edition"), "none") == text
    inner = "« a “b” c »"
    assert fix(inner, "edition") == f"«{N}a «{N}b{N}» c{N}»"
    assert fix(fix(inner, "edition"), "none") == inner


def test_no_word_is_changed_inside_a_quotation() -> None:
    quoted = "« Mr Wang, l'Etat et le coeur, c'est le 2ème... »"
    assert fix(quoted) == f"«{N}Mr Wang, l’Etat et le coeur, c’est le 2ème...{N}»"
    assert {e.rule for e in edits("l'Etat!", quoted=True)} == {"apostrophe", "mark_space"}


def test_code_is_protected() -> None:
    text = "Tapez print('a'b) ..."
    assert edits(text, protected=[(6, len(text))]) == []


def test_what_only_a_writer_can_tell_is_no_safe_edit() -> None:
    rules = {e.rule: e for e in edits("A Paris, tout va bien. 12 personnes sont là.")}
    assert not rules["capital_a"].safe
    assert rules["capital_a"].text == "À"
    assert rules["figure_first"].text is None
    assert "capital_a" not in {e.rule for e in edits("A-t-il vu ?")}
    assert "figure_first" not in {e.rule for e in edits("3 conseils utiles", part="item")}


def test_a_heading_ends_without_stop_or_colon() -> None:
    assert fix("Un titre.", part="heading") == "Un titre"
    assert fix("Un titre :", part="heading") == "Un titre"
    assert fix("Fruits, légumes, etc.", part="heading") == "Fruits, légumes, etc."
    assert fix("Et après…", part="heading") == "Et après…"


def test_a_quotation_left_open_is_found() -> None:
    assert open_quotation("Il dit « oui.") == 7
    assert open_quotation("Il dit « oui ».") is None
    assert open_quotation("« a « b » c") == 0


TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(" \u00a0\u202fab1EM.,;:!?…\"'’«»“”()[]-–%€°nSIe/", max_size=30),
    st.lists(
        st.sampled_from(re.split("( )", " ".join(w + " " + r for w, r in FAULTS)) + FINE),
        max_size=9,
    ).map("".join),
)
PARTS = st.sampled_from(["paragraph", "item", "heading"])


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["web", "edition", "none"]), PARTS)
def test_fixing_twice_changes_nothing_more(text: str, profile: str, part: str) -> None:
    once = fix(text, profile, part=part)
    assert fix(once, profile, part=part) == once
    assert not [e for e in edits(once, profile, part=part) if e.safe and e.text is not None]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_edits_are_in_order_apart_and_real(text: str) -> None:
    found = edits(text)
    end = 0
    for edit in found:
        assert end <= edit.start < edit.end <= len(text)
        assert edit.text != text[edit.start : edit.end]
        end = edit.end
    letters = [c for c in apply(text, [e for e in found if not e.wording]) if c.isalnum()]
    assert letters == [c for c in text if c.isalnum()]
