"""What common nouns name."""

from __future__ import annotations

import re

import pytest

from desktop_app.french.noun_classes import NounClasses
from desktop_app.resources import word_list

LINE = re.compile(r"\S+ [a-z]{3,4}(?:\+[a-z]{3,4})* [POLEDTMAXCFVBSR] [0-3]")


@pytest.fixture(scope="module")
def classes() -> NounClasses:
    return NounClasses.load(word_list)


def test_every_noun_is_listed_once_with_its_class() -> None:
    lines = word_list("noun_classes")
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    nouns = [line.split(" ")[0] for line in lines]
    assert len(nouns) == len(set(nouns)) > 9_000


@pytest.mark.parametrize(
    ("noun", "domain", "nature", "topical"),
    [("médecin", "san", "P", True), ("piscine", "spo", "L", True), ("façon", "", "A", False)],
)
def test_a_noun_has_a_domain_a_nature_and_can_be_a_subject_or_not(
    classes: NounClasses, noun: str, domain: str, nature: str, topical: bool
) -> None:
    found = classes.noun(noun)
    assert found is not None
    assert found.domains[:1] == ((domain,) if domain else ())
    assert found.nature == nature
    assert (found.topical > 0) is topical


def test_a_rare_noun_is_not_known_and_an_adjective_has_its_own_domain(
    classes: NounClasses,
) -> None:
    assert classes.noun("affouage") is None
    assert classes.domains("affouage", "noun") == ()
    assert "san" in classes.domains("médical", "adj")
    assert classes.domains("grand", "adj") == ()
