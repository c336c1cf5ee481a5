"""Jobs: the order of their signals, cancelling at once, late events dropped, no thread left."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from desktop_app.events import Delta, Done, Failed, Stage
from desktop_app.model import Article, Assessment, Brief, Report
from desktop_app.window.jobs import Dispatcher, JobState, Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop_app.events import Event

REPORT = Report((), Brief(), Article(body=""), Assessment())


class _Watched(Dispatcher):
    def __init__(self, owner: QObject) -> None:
        super().__init__(owner, lambda _event: None)
        self.said: list[tuple[int, object]] = []
        self.happened.connect(lambda job, event: self.said.append((job, event)))
        self.state_changed.connect(lambda job, state: self.said.append((job, state)))


@pytest.fixture
def dispatcher(qapp: QObject) -> Iterator[_Watched]:
    owner = QObject()
    watched = _Watched(owner)
    yield watched
    watched.close()


def _three(_cancelled: Callable[[], bool]) -> Iterator[Event]:
    yield Stage("write")
    yield Delta("Bonjour")
    yield Done(REPORT)


def test_signals_come_in_order(qtbot: QtBot, dispatcher: _Watched) -> None:
    job = dispatcher.start(_three)
    assert dispatcher.said == [(job, JobState.QUEUED)]
    dispatcher.open()
    qtbot.waitUntil(lambda: dispatcher.state is JobState.DONE)
    assert dispatcher.said[1:] == [
        (job, JobState.RUNNING),
        (job, Stage("write")),
        (job, Delta("Bonjour")),
        (job, Done(REPORT)),
        (job, JobState.DONE),
    ]


def test_cancel_answers_at_once_and_late_events_are_dropped(
    qtbot: QtBot, dispatcher: _Watched
) -> None:
    go_on, ended = threading.Event(), threading.Event()

    def stubborn(_cancelled: Callable[[], bool]) -> Iterator[Event]:
        yield Delta("un")
        go_on.wait(10)
        try:
            yield Delta("deux")
            yield Done(REPORT)
        finally:
            ended.set()

    dispatcher.open()
    first = dispatcher.start(stubborn)
    qtbot.waitUntil(lambda: (first, Delta("un")) in dispatcher.said)
    dispatcher.cancel()
    assert dispatcher.state is JobState.CANCELLED
    assert [s for _, s in dispatcher.said[-2:]] == [JobState.CANCELLING, JobState.CANCELLED]
    second = dispatcher.start(_three)
    go_on.set()
    qtbot.waitUntil(lambda: dispatcher.state is JobState.DONE)
    assert ended.wait(5)
    qtbot.wait(50)
    late = [event for job, event in dispatcher.said if job == first and event == Delta("deux")]
    assert not late
    assert dispatcher.said[-1] == (second, JobState.DONE)


def test_a_crash_is_a_failure_with_details(
    qtbot: QtBot, dispatcher: _Watched, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_cancelled: Callable[[], bool]) -> Iterator[Event]:
        yield Stage("write")
        raise ZeroDivisionError("un défaut")

    dispatcher.open()
    job = dispatcher.start(broken)
    qtbot.waitUntil(lambda: dispatcher.state is JobState.FAILED)
    failure = next(event for _, event in dispatcher.said if isinstance(event, Failed))
    assert failure.error.id == "internal"
    assert "ZeroDivisionError" in str(failure.error.params["details"])
    assert "A job failed" in caplog.text
    assert dispatcher.said[-1] == (job, JobState.FAILED)


def test_two_hundred_cycles_leave_no_thread(qtbot: QtBot, dispatcher: _Watched) -> None:
    def endless(cancelled: Callable[[], bool]) -> Iterator[Event]:
        while not cancelled():
            yield Delta("x")
            threading.Event().wait(0.001)

    before = threading.active_count()
    dispatcher.open()
    for _ in range(200):
        dispatcher.start(endless)
        qtbot.wait(1)
        dispatcher.cancel()
    assert dispatcher.close()
    assert threading.active_count() <= before


def test_tasks_run_one_after_the_other_and_answer_on_this_thread(qtbot: QtBot) -> None:
    owner = QObject()
    tasks = Tasks("test tasks", owner)
    here = threading.get_ident()
    seen: list[object] = []
    tasks.run(lambda: threading.get_ident() == here, seen.append)
    tasks.run(lambda: 1 // 0, None, lambda error: seen.append(type(error)))
    tasks.run(lambda: "fin", lambda word: seen.append((word, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == [False, ZeroDivisionError, ("fin", True)]
    assert tasks.close()
