"""The grammar checker of a session: one server, started in the background, restarted quietly."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import psutil

from desktop_app.errors import GrammarUnavailableError
from desktop_app.languagetool.client import Client, Mode
from desktop_app.languagetool.folder import VERSION
from desktop_app.languagetool.java import find_java
from desktop_app.languagetool.lending import borrow, lend, withdraw
from desktop_app.languagetool.server import Server, ServerPlan
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.model import GrammarMatch

State = Literal["off", "starting", "warming", "ready", "failed", "closed"]
Watch = Callable[[State], None]
Key = tuple[Mode, str]

ENGINE = f"LanguageTool {VERSION}"
RESTARTS = 3
ANSWER_SECONDS = 30.0
WARM_SECONDS = 120.0
# On two cores of a laptop: 1–2 s to listen, 5–6 s for the first check.
USUAL_START_SECONDS = 8.0
PARAGRAPHS: Mode = "allButTextLevelOnly"
TEXT_LEVEL: Mode = "textLevelOnly"
_SETTLED = ("ready", "failed", "closed")
_CACHED_TEXTS = 5_000
_WARM_TEXT = (
    "Les premières vérifications sont les plus longues, parce que les règles et les dictionnaires "
    "du français se chargent à ce moment-là. Monsieur Durand, maire de Besançon depuis 2014, à "
    "annoncé que les travaux commencerait lundi ; « il n’y a pas de temps à perdre », a-t-il dit."
)


def bundled() -> ServerPlan:
    """Give what travels with the program: its Java, its LanguageTool folder."""
    return ServerPlan(find_java(), assembled("languagetool"))


def ignore(state: State) -> None:
    """Watch nothing."""


@dataclass(frozen=True)
class Patience:
    """The longest waits in seconds: for one answer, and for the first one after a start."""

    answer: float = ANSWER_SECONDS
    warm: float = WARM_SECONDS


class GrammarChecker:
    """Checks French texts with a LanguageTool server of its own.

    `start` returns at once; `check` waits until the server is ready. The server is started again
    after a crash, RESTARTS times in all; then, and whenever it cannot run, every call raises
    GrammarUnavailableError with its reason. `watch` hears of each state, from another thread.
    All methods may be called from any thread.
    """

    def __init__(
        self,
        plan: Callable[[], ServerPlan] = bundled,
        watch: Watch = ignore,
        patience: Patience | None = None,
        note: Path | None = None,
    ) -> None:
        """Start nothing yet; `note` is where a server is lent and borrowed, see `lending`."""
        self._note = note
        self._plan = plan
        self._watch = watch
        self._patience = patience or Patience()
        self._turn = threading.Condition()
        self._state: State = "off"
        self._error: GrammarUnavailableError | None = None
        self._server: Server | None = None
        self._client: Client | None = None
        self._restarts_left = RESTARTS
        self._stop = threading.Event()
        self._begun = 0.0
        self._start_seconds = 0.0
        self._first_check_seconds = 0.0
        self._starter: threading.Thread | None = None
        self._answers: OrderedDict[Key, tuple[GrammarMatch, ...]] = OrderedDict()
        self._asking: dict[Mode, threading.Lock] = {
            mode: threading.Lock() for mode in ("all", PARAGRAPHS, TEXT_LEVEL)
        }

    @property
    def state(self) -> State:
        """What the server is about."""
        return self._state

    @property
    def server(self) -> Server | None:
        """The server while there is one, for what `doctor` says of it."""
        return self._server

    @property
    def start_seconds(self) -> float:
        """How long the server last took until it listened."""
        return self._start_seconds

    @property
    def first_check_seconds(self) -> float:
        """How long its first check took, which loads rules and dictionaries."""
        return self._first_check_seconds

    def start(self) -> None:
        """Start the server in the background; does nothing when it is already on its way."""
        with self._turn:
            if self._state == "off":
                self._begin()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until texts can be checked; raises GrammarUnavailableError when they cannot be."""
        self._ready(seconds)

    def settled(self, seconds: float = 0.0) -> bool:
        """Wait at most so long; tell whether it is known by now if texts can be checked."""
        self.start()
        with self._turn:
            return self._turn.wait_for(lambda: self._state in _SETTLED, seconds)

    @property
    def share(self) -> float:
        """How far the start is, 0 to 1, going by how long it usually takes."""
        if self._state in _SETTLED:
            return 1.0
        return min((time.perf_counter() - self._begun) / USUAL_START_SECONDS, 0.95)

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """Give the remarks on one paragraph, all rules but those over a whole text."""
        return self._answer(text, PARAGRAPHS)

    def check_text_level(self, text: str) -> tuple[GrammarMatch, ...]:
        """Give the remarks of the rules that look at a whole text (repeated words, brackets)."""
        return self._answer(text, TEXT_LEVEL)

    def close(self) -> None:
        """End the server; what is being asked ends with GrammarUnavailableError."""
        self._stop.set()
        with self._turn:
            starter = self._starter
            self._drop_server()
        if starter is not None:
            starter.join()
        with self._turn:
            self._enter("closed")

    def _answer(self, text: str, mode: Mode) -> tuple[GrammarMatch, ...]:
        key = (mode, text)
        with self._turn:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        found = self._ask(text, mode)
        with self._turn:
            self._answers[key] = found
            while len(self._answers) > _CACHED_TEXTS:
                self._answers.popitem(last=False)
        return found

    def _ask(self, text: str, mode: Mode) -> tuple[GrammarMatch, ...]:
        if not any(c.isalpha() for c in text):
            return ()
        while True:
            client = self._ready(None)
            try:
                with self._asking[mode]:
                    return client.check(text, mode)
            except GrammarUnavailableError as error:
                self._failed(client, error)

    def _ready(self, seconds: float | None) -> Client:
        self.start()
        with self._turn:
            if not self._turn.wait_for(lambda: self._state in _SETTLED, seconds):
                raise GrammarUnavailableError(reason="timeout")
            if self._client is not None and self._state == "ready":
                return self._client
            raise self._error or GrammarUnavailableError(reason="closed")

    def _failed(self, client: Client, error: GrammarUnavailableError) -> None:
        """Start again after a crash or a hang; say what cannot be mended so."""
        with self._turn:
            if self._stop.is_set():
                raise GrammarUnavailableError(reason="closed") from error
            if client is not self._client:
                return  # somebody else has already seen to it
            alive = self._server is not None and self._server.running
            if error.params["reason"] == "answer" and alive:
                raise error
            self._drop_server()
            if self._restarts_left == 0:
                self._error = error
                self._enter("failed")
                raise error
            self._restarts_left -= 1
            self._begin()
            if error.params["reason"] == "timeout":
                raise error  # the same text would hang the next server too

    def _begin(self) -> None:
        self._begun = time.perf_counter()
        self._enter("starting")
        self._starter = threading.Thread(target=self._run, name="languagetool", daemon=True)
        self._starter.start()

    def _run(self) -> None:
        """Start and warm a server, in the background thread."""
        try:
            begun = time.perf_counter()
            server = self._started()
            self._start_seconds = time.perf_counter() - begun
            self._warm(server, PARAGRAPHS)
            self._first_check_seconds = time.perf_counter() - begun - self._start_seconds
            client = Client(server.url, self._patience.answer)
        except GrammarUnavailableError as error:
            with self._turn:
                self._drop_server()
                self._error = error
                self._enter("failed")
            return
        with self._asking[TEXT_LEVEL]:
            with self._turn:
                self._client = client
                self._enter("ready")
            with contextlib.suppress(GrammarUnavailableError):  # whoever asks next will see it
                self._warm(server, TEXT_LEVEL)

    def _started(self) -> Server:
        borrowed = borrow(self._note) if self._note else None
        server = borrowed or Server.start(self._plan(), self._stop)
        if self._note and borrowed is None:
            with contextlib.suppress(OSError, psutil.Error):  # then nobody borrows it
                lend(self._note, server)
        with self._turn:
            if self._stop.is_set():
                server.end()
                raise GrammarUnavailableError(reason="closed")
            self._server = server
            self._enter("warming")
        return server

    def _warm(self, server: Server, mode: Mode) -> None:
        client = Client(server.url, self._patience.warm)
        try:
            client.check(_WARM_TEXT, mode)
        finally:
            client.close()

    def _drop_server(self) -> None:
        if self._client is not None:
            self._client.close()
        if self._server is not None:
            if self._note:
                withdraw(self._note, self._server)
            self._server.end()
        self._client = self._server = None

    def _enter(self, state: State) -> None:
        self._state = state
        self._turn.notify_all()
        self._watch(state)
