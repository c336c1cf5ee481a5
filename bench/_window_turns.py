"""How long the window holds its event loop, and what a key costs.

`python3 bench/_window_turns.py [part…]`, which `dev.py bench window` runs too, offscreen:
`write` (the sample, checks and grammar running), `stream` (3,000 words at 500 tokens a second
while checks run), `type` (keys in a
20,000-word article), `cycles` (200 times generate, cancel, edit). Each prints the longest and the
95th percentile of the event loop's turns, by the clock and in processor time of the GUI thread:
where the clock says much more, the thread waited for the interpreter or for the machine. `idle`
shows what the machine alone adds. Wanted: 50 ms at most, 16 ms at the 95th percentile.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from desktop_app.events import ArticleReady, Delta, Stage
from desktop_app.folders import Folders
from desktop_app.job import Job
from desktop_app.messages import Messages
from desktop_app.model import Article
from desktop_app.session import Session
from desktop_app.settings import load_settings
from desktop_app.window.app import load_panes, make_application
from desktop_app.window.collector import Collector
from desktop_app.window.desk import Desk
from desktop_app.window.dialogs import Desktop
from desktop_app.window.incoming import from_paths
from desktop_app.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtWidgets import QApplication

    from desktop_app.events import Event

    Step = Generator[Callable[[], bool] | float, None, None]

CYCLES = 200
KEYS = 150
# `--why` has every thread's stack printed when the loop is held for more than 50 ms.
WHY = "--why" in sys.argv
BEAT_MS = 4
PATIENCE = 240.0


class Turns(QObject):
    """Times the event loop's turns: how much later than asked for a timer's turn comes."""

    def __init__(self) -> None:
        super().__init__()
        self.wall: list[float] = []
        self.spent: list[float] = []
        self._since: tuple[float, float] | None = None
        self._beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._tick)
        self._beat.start()

    def _tick(self) -> None:
        if WHY:
            faulthandler.dump_traceback_later(0.05)
        now = (time.perf_counter(), time.thread_time())
        if self._since is not None:
            self.wall.append(max(now[0] - self._since[0] - BEAT_MS / 1000, 0.0))
            self.spent.append(now[1] - self._since[1])
        self._since = now

    def report(self, name: str) -> None:
        """Print and begin anew."""
        self._since = None
        for title, times in (("clock", self.wall), ("processor", self.spent)):
            if times:
                print(
                    f"{name:<34}{title:<10}{len(times):6} turns"
                    f"{_percentile(times, 95):8.1f} ms at 95 %{max(times) * 1000:8.1f} ms longest"
                    f"{sum(t > 0.05 for t in times):5} over 50 ms",
                    flush=True,
                )
        self.wall.clear()
        self.spent.clear()


def _percentile(times: list[float], share: int) -> float:
    return sorted(times)[min(len(times) * share // 100, len(times) - 1)] * 1000


class ScriptedSession(Session):
    """A session whose writer says a given text, token by token, at a given speed."""

    script = ""
    pause = 0.0

    def write(self, job: Job) -> Iterator[Event]:
        yield Stage("write")
        words = self.script.split(" ")
        for number, word in enumerate(words):
            if job.cancelled():
                return
            if self.pause:
                time.sleep(self.pause)
            yield Delta(word if not number else f" {word}")
        article = Article(body=self.script, title="Un titre", keyphrase="quais de Rochefort")
        yield ArticleReady(article)
        yield from self.check(article, job)


class Bench:
    """A window with a scripted session."""

    def __init__(
        self, application: QApplication, folder: Path, *, scripted: bool, grammar: bool
    ) -> None:
        self.application = application
        self.messages = Messages("fr")
        self.window = MainWindow(self.messages)
        kind = ScriptedSession if scripted else Session

        def make() -> Session:
            folders = Folders(*(folder / n for n in ("set", "journal", "rescue", "log")))
            return kind(load_settings(folders.settings), self.messages, folders)

        self._make = make
        self._grammar = grammar
        self.desk: Desk
        self.open = False
        self.window.painted.connect(lambda: load_panes(self.window, self._furnish))
        self.window.show()

    def _furnish(self) -> None:
        desktop = Desktop(self.messages)
        self.desk = Desk(self.window, self.messages, self._make, desktop, grammar=self._grammar)
        self.desk.open_session()
        collector = Collector(lambda: None, self.desk)

        def ready(_lexicon: object) -> None:
            collector.settle()
            self.open = True

        self.desk.ask(lambda session: session.lexicon, ready)

    @property
    def settled(self) -> bool:
        desk = self.desk
        return (
            desk.work.assessment is not None
            and not desk.orders.dispatcher.busy
            and not self.window.preview.filling
        )

    def close(self) -> None:
        self.desk.work.mark_exported(self.desk.work.revision)
        self.window.close()
        assert self.desk.close()
        self.window.deleteLater()


def play(application: QApplication, steps: Step) -> None:
    """Go through the steps inside the event loop: each yields what to wait for, or seconds."""
    waiting: list[tuple[Callable[[], bool], float]] = []
    trouble: list[BaseException] = []

    def advance() -> None:
        try:
            if waiting:
                ready, until = waiting[0]
                if not ready():
                    if time.monotonic() > until:
                        raise TimeoutError("the window did not get there")
                    return
                waiting.clear()
            wish = next(steps)
            if not isinstance(wish, float | int):
                waiting.append((wish, time.monotonic() + PATIENCE))
            else:
                at = time.monotonic() + wish
                waiting.append((lambda: time.monotonic() >= at, at + PATIENCE))
        except StopIteration:
            application.quit()
        except BaseException as error:
            trouble.append(error)
            application.quit()

    timer = QTimer(interval=5)
    timer.timeout.connect(advance)
    timer.start()
    application.exec()
    timer.stop()
    if trouble:
        raise trouble[0]


def idle(application: QApplication, _folder: Path, turns: Turns) -> None:
    def steps() -> Step:
        yield 3.0
        turns.report("machine alone")

    play(application, steps())


def write(application: QApplication, folder: Path, turns: Turns) -> None:
    def steps() -> Step:
        bench = Bench(application, folder, scripted=False, grammar=True)
        yield lambda: bench.open
        turns.report("window and session opened")
        bench.desk.intake.open_sample()
        yield lambda: bool(bench.desk.work.loaded)
        yield lambda: not bench.window.settings.understood.isHidden()
        turns.report("sample read, brief and keyphrases")
        bench.desk.orders.write()
        yield lambda: bench.settled
        turns.report("sample written and checked")
        bench.close()
        yield 0.1

    play(application, steps())


def stream(application: QApplication, folder: Path, turns: Turns) -> None:
    stop = threading.Event()

    def steps() -> Step:
        bench = Bench(application, folder, scripted=True, grammar=True)
        yield lambda: bench.open
        session = cast("ScriptedSession", bench.desk.session)
        session.script, session.pause = long_article(3000), 0.002
        bench.desk.intake.open_sample()
        yield lambda: bool(bench.desk.work.loaded)
        yield lambda: session.grammar_state() in ("ready", "unavailable")
        job = Job(bench.desk.work.sources, bench.window.settings.wishes(), grammar=False)

        def check_on() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                body = session.script.replace("arbres", f"arbres{number}")
                for _ in session.check(Article(body=body), job):
                    pass

        checker = threading.Thread(target=check_on)
        checker.start()
        turns.report("(before the stream)")
        bench.desk.orders.write()
        yield lambda: bench.desk.work.article is not None
        turns.report("3,000 words streamed, checks run")
        stop.set()
        yield lambda: bench.settled
        turns.report("the same, checked and shown")
        checker.join()
        bench.close()
        yield 0.1

    try:
        play(application, steps())
    finally:
        stop.set()


def type_keys(application: QApplication, folder: Path, turns: Turns) -> None:
    keys: list[float] = []

    def steps() -> Step:
        bench = Bench(application, folder, scripted=True, grammar=False)
        yield lambda: bench.open
        body = long_article(20_000)
        path = folder / "article.md"
        path.write_text(f"# Un titre\n\n{body}", encoding="utf-8")
        bench.desk.intake.take_article(from_paths([path])[0])
        yield lambda: bench.desk.work.article is not None
        yield lambda: bench.settled
        turns.report("20,000 words opened and checked")
        editor = bench.window.editor.body
        editor.setFocus()
        cursor = editor.textCursor()
        cursor.setPosition(len(body) // 2)
        editor.setTextCursor(cursor)
        for number in range(KEYS):
            since = time.perf_counter()
            QTest.keyClick(editor, Qt.Key.Key_A if number % 6 else Qt.Key.Key_Space)
            keys.append(time.perf_counter() - since)
            yield 0.06
            if number % 25 == 24:
                yield 0.5
        yield lambda: bench.settled
        turns.report("150 keys typed in them, checked")
        print(f"a key: {_percentile(keys, 95):.1f} ms at 95 %, {max(keys) * 1000:.1f} ms longest")
        bench.close()
        yield 0.1

    play(application, steps())


def cycles(application: QApplication, folder: Path, turns: Turns) -> None:
    process = psutil.Process()
    sizes: list[float] = []

    def steps() -> Step:
        bench = Bench(application, folder, scripted=True, grammar=False)
        yield lambda: bench.open
        threads, children = threading.active_count(), len(process.children(recursive=True))
        session = cast("ScriptedSession", bench.desk.session)
        session.script = long_article(1200)
        session.pause = 0.0005
        bench.desk.intake.open_sample()
        yield lambda: bool(bench.desk.work.loaded)
        for number in range(CYCLES):
            bench.desk.orders.write()
            yield 0.02 + number % 5 * 0.03
            bench.desk.orders.dispatcher.cancel()
            bench.window.editor.body.append(f"Encore une phrase, la {number}e.")
            bench.window.editor.flush()
            yield 0.01
            if number % 40 == 39:
                gc.collect()
                sizes.append(process.memory_info().rss / 2**20)
        bench.desk.orders.forget()
        yield 0.5
        turns.report(f"{CYCLES} × generate, cancel, edit")
        more = threading.active_count() - threads
        started = len(process.children(recursive=True)) - children
        grown = ", ".join(f"{size:.0f}" for size in sizes)
        print(f"threads left {more}, processes left {started}, MB every 40 cycles: {grown}")
        bench.close()
        yield 0.1

    play(application, steps())


def long_article(words: int) -> str:
    """Give an article of about so many words, no two paragraphs alike."""
    sentence = (
        "La ville de Rochefort va transformer les quais de son ancien arsenal en promenade n° {n}, "
        "un chantier de {n} euros que le conseil municipal a adopté lundi soir. Les travaux "
        "commenceront le 3 mars et dureront dix-huit mois, entre le pont tournant et les cales. "
        "Près de {n} habitants ont répondu, et la **plupart** demandaient davantage d’arbres."
    )
    blocks: list[str] = []
    count = number = 0
    while count < words:
        number += 1
        if number % 4 == 1:
            blocks.append(f"## La promenade des quais, étape {number}")
        blocks.append(sentence.format(n=number))
        count += 62
    return "\n\n".join(blocks) + "\n"


PARTS = {"idle": idle, "write": write, "stream": stream, "type": type_keys, "cycles": cycles}


def watch_collector() -> None:
    """Print what long passes of the garbage collector cost; they hold every thread."""
    since = [0.0]

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            since[0] = time.perf_counter()
        elif (spent := time.perf_counter() - since[0]) > 0.01:
            print(f"collector: generation {info['generation']}, {spent * 1000:.0f} ms")

    gc.callbacks.append(told)


def main(names: list[str]) -> None:
    application = make_application(Messages("fr"))
    application.setQuitOnLastWindowClosed(False)
    turns = Turns()
    if WHY:
        watch_collector()
    for name in names or list(PARTS):
        with tempfile.TemporaryDirectory() as folder:
            PARTS[name](application, Path(folder), turns)


def again(arguments: list[str]) -> int:
    """Start anew, offscreen and with everything compiled, as it is on a user's machine."""
    prefix = Path(tempfile.gettempdir(), "intertitre-bench")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(prefix)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run([sys.executable, __file__, *arguments], env=environment).returncode


if __name__ == "__main__":
    if sys.pycache_prefix is None:
        raise SystemExit(again(sys.argv[1:]))
    main([name for name in sys.argv[1:] if name in PARTS])
