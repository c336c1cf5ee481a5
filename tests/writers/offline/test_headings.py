"""Subheading candidates: what a sentence may give as a heading, and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_app.model import Brief, Source
from desktop_app.resources import word_list
from desktop_app.writers.offline.candidates import candidates
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.noun_headings import Words
from desktop_app.writers.offline.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

    from desktop_app.french.lexicon import Lexicon

BENCH = Path(__file__).resolve().parents[3] / "bench"


@pytest.fixture(scope="module")
def offer(lexicon: Lexicon) -> Callable[[str], set[str]]:
    """Give a function that offers the headings of a paragraph's first sentence."""
    reader = Reader(lexicon, word_list)
    words = Words.load(word_list)

    def offered(text: str) -> set[str]:
        pieces = material([Source("essai.md", text, text)]).pieces
        return {c.text for c in candidates(reader.read(pieces).sentences[0], words)}

    return offered


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("Tout commence par un simple rhume.", "Tout commence par un simple rhume"),
        ("Nous avons besoin de bras.", "Nous avons besoin de bras"),
        (
            "L’année 2026 sera celle de l’extension.",
            "L’année 2026 sera celle de l’extension",
        ),
        ("À dix heures, tout s’arrête.", "À dix heures, tout s’arrête"),
        ("Au potager, il reste des récoltes à faire.", "Au potager, il reste des récoltes à faire"),
        ("Nous avons aussi repensé le bouchon.", "Nous avons repensé le bouchon"),
        (
            "Pour les élèves, une solution a été trouvée dès mercredi, et les cars roulent.",
            "Pour les élèves, une solution a été trouvée dès mercredi",
        ),
        (
            "Le conseil a enfin approuvé, à l’unanimité moins deux voix, la convention d’échange.",
            "Le conseil a approuvé la convention d’échange",
        ),
        (
            "Toutes les machines tiendront enfin dans la même salle.",
            "Toutes les machines tiendront dans la même salle",
        ),
        ("Tulle recevra Mauriac dimanche prochain.", "Tulle recevra Mauriac dimanche prochain"),
        ("Reste la rivière.", "Reste la rivière"),
        ("Et puis il y a les arbres.", "Et puis il y a les arbres"),
        (
            "Le principe est simple : qui achète à prix coûtant donne deux heures par mois.",
            "Qui achète à prix coûtant donne deux heures par mois",
        ),
        (
            "Si vous avez un jardin, un composteur vous sera remis gratuitement à la mairie.",
            "Si vous avez un jardin, un composteur vous sera remis",
        ),
        ("Cette défaite, la troisième de la saison, coûte cher.", "La défaite coûte cher"),
        ("Abadie y présente une œuvre nouvelle.", "Abadie présente une œuvre nouvelle"),
        (
            "La Ville doit se prononcer le 18 décembre sur l’agrandissement du palais des sports.",
            "La Ville doit se prononcer sur l’agrandissement du palais des sports",
        ),
        (
            "Née à Gand en 1961, fille de saunier, Anna Roy n’a montré son travail qu’à Rome.",
            "Anna Roy n’a montré son travail qu’à Rome",
        ),
        (
            "Le plus long, c’est d’enlever l’ancien joint.",
            "Le plus long, c’est d’enlever l’ancien joint",
        ),
        (
            "Il est également possible de remplir un formulaire papier, ou de l’imprimer.",
            "Il est possible de remplir un formulaire papier",
        ),
        (
            "Acheter en viager consiste à payer un logement en deux temps : le bouquet, la rente.",
            "Acheter en viager consiste à payer un logement en deux temps",
        ),
        (
            "Prenez un tournevis fin et piquez le bois aux endroits exposés.",
            "Piquez le bois aux endroits exposés",
        ),
        ("Dégondez les ouvrants et posez-les à plat.", "Dégondez les ouvrants"),
        (
            "Pendant ce temps, faites tremper les raisins dans un bol de rhum.",
            "Faites tremper les raisins dans un bol de rhum",
        ),
        ("Les professionnels sont concernés eux aussi.", "Les professionnels sont concernés"),
        (
            "« Une tourbière ne fabrique pas d’eau, elle la retarde. Il faut attendre », dit-elle.",
            "«\u00a0Une tourbière ne fabrique pas d’eau, elle la retarde\u00a0»",
        ),
    ],
)
def test_what_a_sentence_offers(
    offer: Callable[[str], set[str]], sentence: str, heading: str
) -> None:
    assert heading in offer(sentence)


def test_a_quotation_leaves_out_who_says_it(offer: Callable[[str], set[str]]) -> None:
    found = offer("« J’ai dû réapprendre à écrire, confie Anaïs Rouvray.")
    assert "«\u00a0J’ai dû réapprendre à écrire\u00a0»" in found


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        (
            "En cas de perte de la carte, un duplicata peut être commandé au guichet.",
            "Un duplicata peut être commandé",
        ),
        (
            "Pour un renouvellement, la photo d’identité n’est pas redemandée.",
            "La photo d’identité n’est pas redemandée",
        ),
        (
            "L’élève peut obtenir deux titres de transport, à condition d’habiter ici.",
            "L’élève peut obtenir deux titres de transport",
        ),
        (
            "Les sirops contre la toux sont interdits avant deux ans.",
            "Les sirops contre la toux sont interdits",
        ),
        (
            "L’écart entre les hommes et les femmes a été ramené à six.",
            "L’écart entre les hommes et les femmes a été ramené à six",
        ),
        (
            "L’ambiance oscillait entre larmes et chansons.",
            "L’ambiance oscillait entre larmes",
        ),
        (
            "Le maire a exhorté les riverains à libérer les abords du stade.",
            "Le maire a exhorté les riverains",
        ),
        (
            "Un cuisinier jette trois kilos de tomates, il l’indique en deux gestes.",
            "Un cuisinier jette trois kilos de tomates",
        ),
        (
            "Alma existe en deux contenances, 35 et 50 centilitres, à petit prix.",
            "Alma existe en deux contenances, 35",
        ),
        ("Tulle recevra Mauriac dimanche prochain.", "Tulle recevra Mauriac prochain"),
        (
            "La famille apprend au chiot la propreté, la marche en laisse et le calme en public.",
            "La famille apprend au chiot la propreté, la marche",
        ),
        (
            "Un jardin est un plus, mais un appartement convient très bien aux chiots.",
            "Un jardin\u00a0: un plus, mais un appartement",
        ),
        ("Tous les frais sont pris en charge par l’école.", "Tous les frais sont pris"),
        ("Jean Mazaleyrat a compté : soixante et onze voyages.", "Jean Mazaleyrat a compté"),
        ("Il faudra donc soigner.", "Il faudra soigner"),
        ("L’erreur en question pesait un million.", "L’erreur en question pesait un million"),
        ("Cette défaite, la troisième de la saison, coûte cher.", "La troisième de la saison"),
        (
            "Prenez un tournevis fin et piquez le bois aux endroits exposés.",
            "Le bois aux endroits exposés",
        ),
        (
            "Le parc a installé des panneaux et met à jour, chaque semaine, une carte.",
            "Le parc a installé des panneaux et met à jour",
        ),
        ("Les voies vertes sont faites pour cela.", "Les voies vertes sont faites"),
        (
            "La demande se fait sur le site maprocuration.gouv.fr.",
            "La demande se fait sur le site maprocuration",
        ),
        (
            "On reçoit un sac, les papiers de bord, les clés de la cabine.",
            "Les clés de la cabine",
        ),
        ("Nous gardons les papiers, les photos, les bijoux et l’argent.", "Les bijoux et l’argent"),
        (
            "« C’est dur. Le début », explique le maître-nageur.",
            "Le début explique le maître-nageur",
        ),
        (
            "La taille se limite aux arbres qui n’ont pas encore fleuri.",
            "La taille se limite aux arbres",
        ),
        (
            "L’opération est passée de deux heures et quart à trente-cinq minutes.",
            "L’opération est passée de deux heures et quart",
        ),
        (
            "Un incendie a provoqué un panache noir, visible à trente kilomètres.",
            "Un incendie a provoqué un panache noir, visible",
        ),
        (
            "Une borne est pleine, abîmée ou bloquée\u00a0?",
            "Une borne est pleine, abîmée ou bloquée",
        ),
        ("Ce sentiment est largement partagé par les élus.", "Le sentiment est largement partagé"),
        ("Il les a rassemblés dans la grande salle.", "Il les a rassemblés dans la grande salle"),
        (
            "L’injection de résine expansive vient ensuite.",
            "L’injection de résine expansive vient",
        ),
        (
            "Commencez par vérifier que votre affaire entre dans son champ.",
            "Commencez par vérifier que votre affaire",
        ),
        (
            "La soirée s’est achevée autour d’un cassoulet préparé par le comité des fêtes.",
            "La soirée s’est achevée autour d’un cassoulet préparé",
        ),
        (
            "La soirée a permis d’accueillir quatre nouveaux, dont un boulanger.",
            "La soirée a permis d’accueillir quatre nouveaux",
        ),
        (
            "Le maire, Béatrice Hautecœur, s’est engagée à voter une rallonge.",
            "Le maire s’est engagée à voter une rallonge",
        ),
        ("Les pièces à fournir sont les suivantes.", "Les pièces à fournir\u00a0: les suivantes"),
        (
            "Le récolement est l’opération qui consiste à vérifier les inventaires.",
            "Le récolement est l’opération",
        ),
        (
            "Les opérateurs doivent couper les appels dont le numéro n’est pas authentifié.",
            "Les opérateurs doivent couper les appels",
        ),
        (
            "Si les deux pans montent, c’est clair\u00a0: le sens du second passage était inversé.",
            "Le sens du second passage était inversé",
        ),
        (
            "La démarque mélange les vols des clients, ceux du personnel et les erreurs de caisse.",
            "La démarque mélange les vols des clients",
        ),
        (
            "L’appareil demande à un serveur à quel numéro elle correspond.",
            "Un serveur à quel numéro",
        ),
        ("La plupart passent par l’association.", "La plupart passent par l’association"),
        (
            "Étienne, 58 ans, et sa nièce Louise, 27 ans, entretiennent 214 horloges.",
            "Étienne entretiennent 214 horloges",
        ),
    ],
)
def test_what_would_say_more_or_less_is_not_offered(
    offer: Callable[[str], set[str]], sentence: str, heading: str
) -> None:
    assert heading not in offer(sentence)


def test_a_comparison_a_capital_and_a_participle_keep_their_sense(write: Run) -> None:
    text = """Le groupe Aubrac Composants publie ses comptes. Le groupe reste exposé à un litige \
fiscal portant sur les prix de transfert des exercices 2018 à 2020.

Les médecins n’ont jamais été aussi nombreux sur le papier. """ + (
        "Les cabinets ferment pourtant dans les bourgs, l’un après l’autre, et les files "
        "s’allongent devant les pharmacies. " * 7
    )
    body = write(text)[0].article.body
    headings = [line for line in body.splitlines() if line.startswith("#")]
    assert headings
    assert not any(line.endswith("portant") for line in headings)
    assert not any("jamais été nombreux" in line for line in headings)


def test_a_person_s_name_is_no_label(write: Run) -> None:
    paragraph = (
        "Les producteurs ont leur propre carreau. Sabine Guérin y passe chaque nuit, avant l’aube, "
        "pour choisir les salades et les herbes qu’elle vend ensuite dans sa boutique. "
    )
    other = "Sabine Guérin achète au marché de Rungis depuis vingt ans. " * 4
    body = write("\n\n".join([other, paragraph * 3, other, paragraph * 3]))[0].article.body
    assert "## " in body
    assert "Guérin\u00a0:" not in body


def test_two_paragraphs_on_two_things_get_two_headings(write: Run) -> None:
    paragraphs = [
        "La ferme des Ormes vend ses légumes au marché de Brizay depuis vingt ans. Elle embauche.",
        "Les parents sont partagés. " + "Certains redoutent le bruit. Ils l’ont dit au maire. " * 9,
        "Les commerçants réclament un parking. " + "La place manque. On se gare mal ici. " * 9,
    ]
    body = write("\n\n".join(paragraphs))[0].article.body
    assert "## Les parents sont partagés" in body
    assert body.count("## ") == 2


def test_what_nothing_heads_is_read_as_introduction(write: Run) -> None:
    paragraphs = [
        "Le collège de Vaulx a rangé ses téléphones en septembre. Six mois plus tard, on compte.",
        "Il y en a six cents. On les glisse le matin dans une pochette, et on l’ouvre le soir. "
        + "Cela prend dix minutes, parfois quinze, quand il pleut et qu’ils arrivent ensemble. "
        * 3,
        "Les élèves sont partagés. "
        + "Certains regrettent leurs jeux, d’autres retrouvent les ballons de la cour. " * 7,
        "Le dispositif a coûté 11 000 euros. "
        + "Le département a payé les pochettes et les bornes de chaque portail. " * 7,
    ]
    body = write("\n\n".join(paragraphs))[0].article.body
    assert body.index("Il y en a six cents") < body.index("## ")
    assert "## Les élèves sont partagés" in body


def test_what_a_title_says_behind_its_colon_is_no_heading(write: Run) -> None:
    text = (BENCH / "texts/read_4/401-actualite.txt").read_text(encoding="utf-8")
    brief = Brief(keyphrase="traversée routière")
    article = write(text, brief=brief)[0].article
    headings = [line.lstrip("# ") for line in article.body.splitlines() if line[:1] == "#"]
    assert article.title == "Traversée routière\u00a0: le calendrier est désormais connu"
    assert headings
    assert "Le calendrier est désormais connu" not in headings


def test_what_is_seen_done_is_not_cut_before_it_is_done(write: Run) -> None:
    text = (BENCH / "texts/read_4/408-sport.txt").read_text(encoding="utf-8")
    article = write(text, brief=Brief(keyphrase="ballon de Faucheux"))[0].article
    for line in (article.title, article.seo_title, article.meta_description):
        assert "ont vu" not in line or "inscrire" in line


def test_a_numbered_line_over_a_paragraph_heads_it(write: Run) -> None:
    text = (BENCH / "texts/read_4/412-institutionnel.txt").read_text(encoding="utf-8")
    body = write(text)[0].article.body
    assert "## Axe 3 – Santé mentale\n\nLe conseil local de santé mentale" in body
    steps = "Préparez l’outil.\n\n1. Ouvrez le capot\n\n2. Retirez la bougie\n\n3. Essuyez-la bien."
    assert "## Ouvrez" not in write(steps)[0].article.body
