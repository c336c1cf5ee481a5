"""Tics are found where they are, and not in quotations nor in good French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.style import StyleCheck
from desktop_app.document import parse
from desktop_app.model import Article, Brief, Finding
from desktop_app.resources import resource, word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

CHECK = StyleCheck()


def words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


def judged(
    body: str, lexicon: Lexicon, title: str = "", *, rewritten: bool = True
) -> list[Finding]:
    context = CheckContext(Brief(), lexicon, words, rewritten=rewritten)
    measures = [(b, CHECK.measure(b.content, context)) for b in parse(body).blocks]
    return CHECK.judge(Article(body, title=title), measures, context)


def ids(body: str, lexicon: Lexicon, title: str = "") -> list[str]:
    return [f.id for f in judged(body, lexicon, title)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Il est important de noter que la mer monte.", "Il est important de noter"),
        ("La mer monte. **En conclusion**, elle monte.", "En conclusion"),
        ("Plongeons dans le sujet.", "Plongeons dans"),
        (
            "Le texte dit : here is the article that you wanted. Merci.",
            "here is the article that you wanted",
        ),
    ],
)
def test_places(lexicon: Lexicon, body: str, found: str) -> None:
    finding = judged(body, lexicon)[0]
    assert finding.status == "improve"
    place = finding.places[0]
    assert body[place.start : place.end].strip("*") == found


def test_quotations_are_nobodys_tics(lexicon: Lexicon) -> None:
    body = "Il dit : « Il est important de noter que this is not the end of it. »"
    assert ids(body, lexicon) == ["style.tics"]


@pytest.mark.parametrize(
    ("heading", "is_title_case"),
    [
        ("Les Meilleurs Conseils Pour Bien Dormir", True),
        ("Les meilleurs conseils pour bien dormir", False),
        ("Antony Blinken rencontre Wang Yi à Pékin", False),
        ("Blinken à Pékin : la crise des opioïdes aux États-Unis", False),
        ("LES MEILLEURS CONSEILS POUR DORMIR", False),
        ("La Banque centrale européenne face à l’Union européenne", False),
    ],
)
def test_title_case(lexicon: Lexicon, heading: str, is_title_case: bool) -> None:
    expected = ["style.title_case"] if is_title_case else ["style.tics"]
    assert ids(f"## {heading}\n\nTexte.", lexicon) == expected
    assert ids("Texte.", lexicon, title=heading) == expected


def test_three_sections_that_open_alike(lexicon: Lexicon) -> None:
    def sections(count: int) -> str:
        return "\n\n".join(f"## Titre {n}\n\nDans ce cas, {n} vient." for n in range(count))

    assert ids(sections(2), lexicon) == ["style.tics"]
    assert ids(sections(3), lexicon) == ["style.same_openings"]


def test_the_sources_tics_only_inform(lexicon: Lexicon) -> None:
    found = judged("Il est important de noter ceci.", lexicon, rewritten=False)
    assert [f.status for f in found] == ["info"]


def test_real_french_has_no_english(lexicon: Lexicon) -> None:
    for path in sorted(resource("samples").glob("*.md")):
        assert "style.english" not in ids(path.read_text(encoding="utf-8"), lexicon), path.name
