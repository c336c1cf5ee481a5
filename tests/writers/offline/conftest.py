"""The writer, and a way to run it to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from desktop_app.document import plain_text
from desktop_app.events import Event
from desktop_app.model import Assessment, Brief, Source, Written
from desktop_app.resources import word_list
from desktop_app.writers.offline.writer import OfflineWriter

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

Run = Callable[..., tuple[Written, list[Event]]]


@pytest.fixture(scope="session")
def write(lexicon: Lexicon) -> Run:
    """Give a function that writes Markdown texts and returns what was written and told."""
    writer = OfflineWriter(lexicon, word_list)

    def run(*texts: str, brief: Brief | None = None) -> tuple[Written, list[Event]]:
        sources = tuple(Source(f"{n}.md", t, plain_text(t)) for n, t in enumerate(texts))
        told: list[Event] = []
        steps = writer.write(sources, brief or Brief(), lambda _: Assessment())
        while True:
            try:
                told.append(next(steps))
            except StopIteration as end:
                return end.value, told

    return run
