"""The cost of our road: a scripted endpoint streams 100 tokens a second; what do we add?"""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.events import Delta
from desktop_app.folders import Folders
from desktop_app.job import Job
from desktop_app.messages import Messages
from desktop_app.model import AiChoice, Wishes
from desktop_app.resources import resource
from desktop_app.session import Session
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from types import ModuleType

Wire = Any
TOKENS = 2_000
TOKENS_A_SECOND = 100
MOST = 1.03
FIRST_WORDS_MS = 50


def scripted() -> ModuleType:
    """Give the endpoint that the tests use."""
    path = Path(__file__).parent.parent / "tests" / "faults" / "endpoint_server.py"
    spec = importlib.util.spec_from_file_location("scripted_endpoint", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["scripted_endpoint"] = module
    spec.loader.exec_module(module)
    return module


def article(source: str) -> str:
    """Give an article: the source itself, headed. One request a job: repairs are not measured."""
    paragraphs = [p for p in source.split("\n") if p.strip()]
    pieces = ["# Rochefort replante ses quais"]
    for number, paragraph in enumerate(paragraphs):
        if number % 5 == 1:
            pieces.append(f"## Les quais, point {number // 5 + 1}")
        pieces.append(paragraph)
    return "\n\n".join(pieces)


class Pace:
    """Streams a text in so many pieces at a steady pace, and keeps the times."""

    def __init__(self, text: str, pieces: int) -> None:
        """Cut the text."""
        size = max(1, -(-len(text) // pieces))
        self._pieces = [text[i : i + size] for i in range(0, len(text), size)]
        self._every = pieces / TOKENS_A_SECOND / len(self._pieces)
        self.first = self.begun = self.ended = 0.0

    def __call__(self, wire: Wire, request: Wire) -> None:
        """Answer one request."""
        self.begun = time.perf_counter()
        wire.head(200, "text/event-stream")
        for number, piece in enumerate(self._pieces):
            wire.chunk(piece)
            self.first = self.first or time.perf_counter()
            due = self.begun + (number + 1) * self._every
            time.sleep(max(0.0, due - time.perf_counter()))
        wire.chunk(finish="stop")
        wire.event("[DONE]")
        self.ended = time.perf_counter()


def main() -> int:
    """Measure once with everything loaded; 1 when the road costs more than 3 %."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        folders = Folders(here, here, here, here)
        session = Session(Settings(length=None, max_requests=1), Messages("fr"), folders)
        source = session.read([resource("samples", "actualite.txt")])
        text = article(source[0].text)
        module = scripted()
        warm, pace = Pace(text, 100), Pace(text, TOKENS)
        with module.Server([warm, pace]) as server:
            choice = AiChoice(server.url, "scripted", timeout=30)
            job = Job(source, Wishes(writer="ai", length=None), grammar=False, ai=choice)
            for _ in session.write(job):
                pass
            begun, first = time.perf_counter(), 0.0
            for event in session.write(job):
                if isinstance(event, Delta) and event.text.strip() and not first:
                    first = time.perf_counter()
            total = time.perf_counter() - begun
            requests = len(server.requests)
        session.close()
    own = pace.ended - pace.begun
    print(f"requests {requests - 1}, endpoint {own:.2f} s, whole road {total:.2f} s")
    print(f"ratio {total / own:.4f} (at most {MOST})")
    late = (first - pace.first) * 1000
    print(f"first words shown {late:.0f} ms after they came (at most {FIRST_WORDS_MS})")
    return 0 if total / own <= MOST and late <= FIRST_WORDS_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
