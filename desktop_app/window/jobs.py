"""Work off the GUI thread: short tasks one after the other, and jobs that yield events.

Signals belong to objects of the GUI thread; worker threads only put what they have into a queue
and knock. What a cancelled job still says is dropped by its id.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.errors import IntertitreError
from desktop_app.events import ArticleReady, Cancelled, Delta, Done, Failed
from desktop_app.model import ErrorInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.events import Event

_TURN_SECONDS = 0.012
_JOIN_SECONDS = 3.0
_SHOWN_SECONDS = 0.5
_log = logging.getLogger(__name__)


class JobState(Enum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def busy(self) -> bool:
        """Tell whether the job still has a claim on the window."""
        return self in (JobState.QUEUED, JobState.RUNNING)


class _Mailbox(QObject):
    """Hands what worker threads put in to a reader on the GUI thread, a little at a time."""

    _knock = Signal()

    def __init__(self, read: Callable[[Any], None], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._waiting: deque[Any] = deque()
        self._knocked = threading.Event()
        self._open = True
        self._knock.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def put(self, item: object) -> None:
        """Put something in, from any thread."""
        self._waiting.append(item)
        if not self._knocked.is_set():
            self._knocked.set()
            self._wake()

    def shut(self) -> None:
        """Deliver nothing more."""
        self._open = False
        self._waiting.clear()

    def _wake(self) -> None:
        try:
            self._knock.emit()
        except RuntimeError:
            self._open = False

    def _deliver(self) -> None:
        self._knocked.clear()
        until = time.perf_counter() + _TURN_SECONDS
        while self._open and self._waiting:
            if time.perf_counter() > until:
                self._knocked.set()
                self._knock.emit()
                return
            self._read(self._waiting.popleft())


@dataclass(frozen=True)
class _Answer:
    use: Callable[[Any], None]
    value: Any


class Tasks(QObject):
    """Runs short pieces of work one after the other on a thread of its own."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._orders: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._answers = _Mailbox(lambda answer: answer.use(answer.value), self)
        self._closed = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work` off the GUI thread, then call `done` with its result, or `failed`."""
        if not self._closed:
            self._orders.put(lambda: self._attempt(work, done, failed))

    def close(self) -> bool:
        """Finish what is ordered, within a bound; tell whether the thread has ended."""
        self._closed = True
        self._orders.put(None)
        self._thread.join(_JOIN_SECONDS)
        self._answers.shut()
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order()

    def _attempt(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        try:
            result = work()
        except Exception as error:
            if not isinstance(error, IntertitreError):
                _log.exception("A task failed")
            if failed is not None:
                self._answers.put(_Answer(failed, error))
        else:
            if done is not None:
                self._answers.put(_Answer(done, result))


@dataclass(frozen=True)
class _Message:
    job: int
    event: Event
    taken: threading.Event = field(default_factory=threading.Event)


class _Running:
    """A job on its thread: goes through the steps and posts each event."""

    def __init__(
        self,
        number: int,
        steps: Callable[[Callable[[], bool]], Iterator[Event]],
        post: Callable[[object], None],
        prepare: Callable[[Event], None],
    ) -> None:
        self.number = number
        self._steps = steps
        self._post = post
        self._prepare = prepare
        self._stop = threading.Event()
        self.thread = threading.Thread(target=self._work, name=f"job {number}", daemon=True)

    def stop(self) -> None:
        """Ask the job to end; does not wait."""
        self._stop.set()

    def _work(self) -> None:
        try:
            for event in self._steps(self._stop.is_set):
                if self._stop.is_set():
                    return
                self._prepare(event)
                message = _Message(self.number, event)
                self._post(message)
                if isinstance(event, ArticleReady):
                    # The checks that follow would share the interpreter with what shows it.
                    message.taken.wait(_SHOWN_SECONDS)
        except IntertitreError as error:
            self._post(_Message(self.number, Failed(error.info())))
        except Exception as error:
            _log.exception("A job failed")
            details = "".join(traceback.format_exception(error))
            self._post(_Message(self.number, Failed(ErrorInfo("internal", {"details": details}))))


class Dispatcher(QObject):
    """Runs one job at a time for the window, and owns its signals.

    `happened` carries the job's id and an event; `state_changed` the id and the new JobState.
    """

    happened = Signal(int, object)
    state_changed = Signal(int, object)

    def __init__(self, parent: QObject, prepare: Callable[[Event], None]) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._mailbox = _Mailbox(self._read, self)
        self._number = 0
        self._current: _Running | None = None
        self._detached: list[_Running] = []
        self._ready = False
        self.state = JobState.DONE

    @property
    def busy(self) -> bool:
        """Tell whether a job is queued or running."""
        return self.state.busy

    def open(self) -> None:
        """Begin to run jobs; what was started before was queued."""
        self._ready = True
        if self._current is not None and self.state is JobState.QUEUED:
            self._run()

    def start(self, steps: Callable[[Callable[[], bool]], Iterator[Event]]) -> int:
        """Start a job in the place of the present one and give its id.

        `steps` is called on the job's thread with a function that tells whether to stop.
        """
        self.cancel()
        self._number += 1
        self._current = _Running(self._number, steps, self._mailbox.put, self._prepare)
        self._change(JobState.QUEUED)
        if self._ready:
            self._run()
        return self._number

    def cancel(self) -> None:
        """Detach the present job at once; its thread ends in its own time."""
        if self._current is None:
            return
        running, self._current = self._current, None
        self._change(JobState.CANCELLING)
        running.stop()
        self._detached = [r for r in self._detached if r.thread.is_alive()]
        if running.thread.ident is not None:
            self._detached.append(running)
        self._change(JobState.CANCELLED)

    def close(self) -> bool:
        """Cancel, and wait within a bound for every thread; tell whether all have ended."""
        self.cancel()
        self._mailbox.shut()
        until = time.monotonic() + _JOIN_SECONDS
        for running in self._detached:
            running.thread.join(max(until - time.monotonic(), 0.0))
        return not any(running.thread.is_alive() for running in self._detached)

    def _run(self) -> None:
        if self._current is not None:
            self._change(JobState.RUNNING)
            self._current.thread.start()

    def _read(self, message: _Message) -> None:
        try:
            self._tell(message)
        finally:
            message.taken.set()

    def _tell(self, message: _Message) -> None:
        current = self._current
        if current is None or message.job != current.number:
            return
        ending = _ending(message.event)
        if ending is not None:
            self._current = None
            self._detached.append(current)
        self.happened.emit(message.job, message.event)
        if ending is not None:
            self._change(ending)

    def _change(self, state: JobState) -> None:
        self.state = state
        _log.info("Job %d: %s", self._number, state.value)
        self.state_changed.emit(self._number, state)


def _ending(event: Event) -> JobState | None:
    if isinstance(event, Done):
        return JobState.DONE
    if isinstance(event, Failed):
        return JobState.FAILED
    if isinstance(event, Cancelled):
        return JobState.CANCELLED
    return None


__all__ = ["Delta", "Dispatcher", "JobState", "Tasks"]
