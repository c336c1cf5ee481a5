"""The client's order: what it asks is understood, what it says otherwise is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import Length, WantedHeading, WantedLink, WantedTerm
from desktop_app.resources import resource
from desktop_app.sources.client_order import is_order, understand_order

MAIL = """Bonjour Camille,

Comme convenu, voici la commande pour le blog de Thermaloé. Il me faudrait 900 à 1 000 mots.

Mot-clé principal : pompe à chaleur air-eau
Mots-clés secondaires : aide à la rénovation (2), devis gratuit, chauffage central (1 à 3 fois)
Ton : pédagogique
Cible : propriétaires de maisons anciennes
On vouvoie le lecteur, jamais de tutoiement.

Plan imposé :
- Comment fonctionne une pompe à chaleur air-eau
- Combien coûte l’installation ?
- H3 : Les aides de l’État
- Quand demander un devis

Mots interdits : leader, incontournable, pas cher
Merci d’éviter aussi « révolutionnaire ».
Liens à placer :
- devis gratuit → https://www.thermaloe.example/devis
- [nos conseils](https://www.thermaloe.example/conseils)
Le nom s’écrit toujours « Thermaloé ».

La photo de couverture viendra de notre agence. Livraison vendredi avant midi.

Bien à vous,
Sophie Lagarde – 06 00 00 00 00
"""

TABLE = """| Rubrique | Consigne |
| --- | --- |
| Longueur | 800 mots minimum |
| Mot-clé principal | assurance chien |
| Ton | chaleureux |
| Tutoiement / vouvoiement | tutoiement |
| Mots à éviter | toutou, maître |
| Marque | AnimOk (jamais Animok ni ANIMOK) |
| Délai | mardi 12 h |

| Ancre | URL |
| --- | --- |
| comparer les offres | https://animok.example/comparer |
| guide du chiot | /guides/chiot |
"""

LIST = """
jardin potager, terreau, semis, paillage, arrosage, compost, engrais vert, tomate, courgette,
carotte, radis, laitue, haricot vert, petit pois, fève, oignon, ail, échalote, poireau, chou-fleur,
brocoli, épinard, bette, betterave, navet, panais, céleri, persil, basilic, ciboulette, menthe,
thym, romarin, sauge, fraise, framboise, groseille, rhubarbe, binette, serfouette, arrosoir, tuteur,
serre, châssis, voile d’hivernage, rotation des cultures, purin d’ortie, limace, puceron, coccinelle
"""
TERMS = tuple(term.strip() for term in LIST.split(","))


def test_a_mail() -> None:
    order = understand_order(MAIL)
    assert order.demands is not None
    wanted = order.demands
    assert order.length == Length(900, 1000)
    assert order.keyphrase == "pompe à chaleur air-eau"
    assert order.tone == "pédagogique"
    assert order.audience == "propriétaires de maisons anciennes"
    assert wanted.person == "vous"
    assert wanted.terms == (
        WantedTerm("aide à la rénovation", 2),
        WantedTerm("devis gratuit"),
        WantedTerm("chauffage central", 1, 3),
    )
    assert wanted.headings == (
        WantedHeading("Comment fonctionne une pompe à chaleur air-eau"),
        WantedHeading("Combien coûte l’installation ?"),
        WantedHeading("Les aides de l’État", 3),
        WantedHeading("Quand demander un devis"),
    )
    assert wanted.forbidden == ("leader", "incontournable", "pas cher", "révolutionnaire")
    assert wanted.links == (
        WantedLink("devis gratuit", "https://www.thermaloe.example/devis"),
        WantedLink("nos conseils", "https://www.thermaloe.example/conseils"),
    )
    assert wanted.brands == ("Thermaloé",)
    kept = " ".join(wanted.remarks)
    assert "La photo de couverture viendra de notre agence." in wanted.remarks
    assert "Livraison vendredi avant midi." in wanted.remarks
    assert "Sophie Lagarde" in kept
    assert "Longueur" not in kept
    assert is_order(MAIL)


def test_a_table() -> None:
    order = understand_order(TABLE)
    assert order.demands is not None
    wanted = order.demands
    assert order.length == Length(800, None)
    assert (order.keyphrase, order.tone, wanted.person) == ("assurance chien", "proche", "tu")
    assert wanted.forbidden == ("toutou", "maître")
    assert wanted.brands == ("AnimOk",)
    assert wanted.links == (
        WantedLink("comparer les offres", "https://animok.example/comparer"),
        WantedLink("guide du chiot", "/guides/chiot"),
    )
    assert any("jamais Animok ni ANIMOK" in remark for remark in wanted.remarks)
    assert any("mardi 12 h" in remark for remark in wanted.remarks)
    assert is_order(TABLE)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Terme\tOccurrences", "{term}\t{count}"),
        ("| Terme | Occurrences |", "| {term} | {count} |"),
        ("Termes à placer (nombre d’occurrences) :", "- {term} {count}"),
        ("Champ sémantique :", "{term} ({count} fois)"),
        ("", "{term} x{count}"),
        ("", "{term};{count}"),
    ],
)
def test_fifty_terms_with_their_occurrences(head: str, row: str) -> None:
    assert len(TERMS) == 50
    rows = [row.format(term=term, count=2 + n % 3) for n, term in enumerate(TERMS)]
    order = understand_order("\n".join([head, *rows]))
    assert order.demands is not None
    if head or ";" in row:
        assert [(t.text, t.minimum) for t in order.demands.terms] == [
            (term, 2 + n % 3) for n, term in enumerate(TERMS)
        ]
        assert is_order("\n".join([head, *rows]))
    else:
        assert order.demands.remarks == tuple(rows)


@pytest.mark.parametrize(
    "said",
    [
        "Intertitres : 3 ou 4",
        "Ton : comme la dernière fois",
        "Longueur : à voir ensemble",
        "Tutoiement ou vouvoiement ?",
        "N’écrivez pas « E-Santé » mais « e-Santé ».",
        "Évitez le jargon des avocats.",
        "Mots-clés principaux : vélo, trottinette",
        "Notre client suivra 900 mots-clés cette année.",
        "URL : à venir",
    ],
)
def test_what_is_not_understood_is_kept_and_never_guessed(said: str) -> None:
    order = understand_order(said)
    assert order.demands is not None
    assert any(said in remark for remark in order.demands.remarks)
    wanted = order.demands
    assert (order.length, order.tone, order.keyphrase, wanted.person) == (None,) * 4
    assert (wanted.headings, wanted.forbidden, wanted.links, wanted.brands) == ((),) * 4
    assert not wanted.terms


PIECES = st.sampled_from(
    [
        "Bonjour", "Plan imposé :", "Mots interdits :", "- leader", "- Le prix", "« vous »", ";",
        "Longueur : 900 mots", "Marque : AnimOk", "https://a.example/b", "|", "\t", "x3", "(2)",
        "Ton : expert", "pas", "tutoyez", "Merci.", "Liens :", "ancre", "→", "H2 :", "## Un titre",
    ]
)  # fmt: skip


@given(st.lists(st.lists(PIECES | st.text(max_size=12), max_size=5).map(" ".join), max_size=12))
def test_every_value_stands_in_the_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    wanted = understand_order(text).demands
    assert wanted is not None
    values = [t.text for t in wanted.terms] + [h.text for h in wanted.headings]
    values += [*wanted.forbidden, *wanted.brands]
    values += [part for link in wanted.links for part in (link.anchor, link.address)]
    squeezed = "".join(text.split())
    for value in values:
        assert "".join(value.replace("*", "").split()) in squeezed.replace("*", "").replace(
            "\\", ""
        )


def test_no_article_is_an_order() -> None:
    for path in sorted(resource("samples").iterdir()):
        if path.suffix in (".txt", ".md"):
            assert not is_order(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    "list_",
    [
        "Mots interdits : leader, top",
        "Mots interdits : leader,\ntop",
        "Mots interdits :\nleader\ntop",
        "Mots interdits : leader\n- top",
    ],
)
def test_a_sentence_after_a_list_is_no_entry_of_it(list_: str) -> None:
    order = understand_order(f"{list_}\nLivraison vendredi avant midi.\nMerci.")
    assert order.demands is not None
    assert order.demands.forbidden == ("leader", "top")
    assert "Livraison vendredi avant midi." in order.demands.remarks
