"""What each term does through a text, and how far it belongs to the text's field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.document import plain_text
from desktop_app.french.lexicon import Lexicon
from desktop_app.french.noun_classes import NounClasses
from desktop_app.model import Source
from desktop_app.resources import assembled, word_list
from desktop_app.writers.offline.domains import belonging
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.reading import Reader
from desktop_app.writers.offline.term_uses import NO_USE, term_uses

if TYPE_CHECKING:
    from desktop_app.writers.offline.reading import Reading

TEXT = """Josette a posé son écharpe sur une chaise. Le médecin traitant part en juin.

Le médecin traitant suivait neuf cents patients. Sa consultation durait vingt minutes.

Qui soignera les malades ? L’hôpital cherche un médecin, et l’affouage attendra.

Le médecin sera remplacé. L’affouage reste en décembre."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    source = Source("essai.txt", TEXT, plain_text(TEXT))
    reader = Reader(Lexicon.load(assembled("lexicon")), word_list)
    return reader.read(material((source,), keep_headings=True).pieces)


def test_the_subject_of_the_text_acts_most_and_runs_through_it(reading: Reading) -> None:
    uses = term_uses(reading)
    doctor, scarf = uses["médecin"], uses["écharpe"]
    assert doctor.count == 4
    assert doctor.subject == doctor.head == doctor.running == 1.0
    assert doctor.rank <= 1
    assert doctor.leads == 2
    assert scarf.count == 1
    assert scarf.subject == 0.0
    assert scarf.running < doctor.running


def test_a_word_not_of_every_day_is_told_and_a_term_not_said_has_no_use(
    reading: Reading,
) -> None:
    uses = term_uses(reading)
    assert uses["affouage"].rare
    assert not uses["médecin"].rare
    assert uses["malade"].asked == 1
    assert uses.get("piscine", NO_USE).count == 0


def test_what_is_of_the_text_s_field_belongs_more_than_its_scenery(reading: Reading) -> None:
    near = belonging(reading, NounClasses.load(word_list))
    assert near["patient"] > 0.5
    assert near["hôpital"] > near["chaise"]
    assert near["écharpe"] < 0.3
    assert all(0.0 <= value <= 1.0 for value in near.values())
