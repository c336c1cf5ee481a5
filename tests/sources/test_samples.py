"""The articles shown to users: long enough, in French, with French typography."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from desktop_app.document import count_words
from desktop_app.resources import resource
from desktop_app.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = sorted(resource("samples").iterdir())


@pytest.mark.parametrize("sample", SAMPLES, ids=[s.name for s in SAMPLES])
def test_samples(sample: Path) -> None:
    source = read_source(sample)
    assert count_words(source.text) >= (760 if sample.name == "actualite.txt" else 720)
    assert source.language == "fr"
    assert not re.search(r"« | »| [:;?!%]|'|\.\.\.", source.text)
    assert source.text.count("«") == source.text.count("»")


def test_there_are_four() -> None:
    assert len(SAMPLES) == 4
