"""Every way an AI service can fail, played by a server of our own over real sockets."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.errors import EndpointError
from desktop_app.events import Delta, Event, Reasoning, Retry, Rewound, Spent
from desktop_app.model import Article, Assessment, Brief, Source, Written
from desktop_app.resources import resource, word_list
from desktop_app.writers.ai.client import Client
from desktop_app.writers.ai.endpoint import Endpoint
from desktop_app.writers.ai.prompts import Prompts
from desktop_app.writers.ai.talk import Limits
from desktop_app.writers.ai.writer import AiWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

Wire = Any
TEXT = (
    "# La gare rouvre\n\nLa gare rouvre lundi.\n\n## Les travaux\n\n"
    "Les travaux sont finis.\n\nTout est prêt, dit-on ici : l’été sera beau à Besançon."
)
HALF = TEXT[: TEXT.index("Tout est") + 12]
REST = TEXT[TEXT.index("Tout est") :]
SOURCE = Source("notes.txt", "La gare rouvre lundi.", "La gare rouvre lundi.")
SILENCE = 0.4


def prompts() -> Prompts:
    return Prompts.load(lambda name: resource("prompts", name).read_text(encoding="utf-8"))


@dataclass
class Job:
    """One writing job with its events, and how it ended."""

    events: list[Event] = field(default_factory=list)
    written: Written | None = None
    error: EndpointError | None = None

    @property
    def shown(self) -> str:
        return "".join(e.text for e in self.events if isinstance(e, Delta))

    @property
    def retries(self) -> list[str]:
        return [e.error.id for e in self.events if isinstance(e, Retry)]


def write(
    url: str, *, limits: Limits | None = None, key: str = "", timeout: float = SILENCE
) -> Job:
    endpoint = Endpoint(url, "modele", key, timeout=timeout)
    writer = AiWriter(
        lambda: Client(endpoint),
        prompts(),
        lambda article, sources, brief: article,
        word_list,
        limits or Limits(waits=(0.0,)),
    )
    job = Job()
    events = writer.write((SOURCE,), Brief(length=None, writer="ai"), lambda article: Assessment())
    try:
        while True:
            job.events.append(next(events))
    except StopIteration as end:
        job.written = end.value
    except EndpointError as error:
        job.error = error
    return job


@pytest.fixture
def serve(wire: ModuleType) -> Iterator[Callable[..., Any]]:
    """Give a starter of scripted servers; each answer serves one request, the last all others."""
    servers: list[Any] = []

    def start(*script: Wire, **more: Wire) -> Wire:
        server = wire.Server(script, **more)
        server.__enter__()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.__exit__()


def test_a_whole_answer_is_the_article(serve: Callable[..., Any], wire: ModuleType) -> None:
    server = serve(wire.says(TEXT, usage=(900, 60)))
    job = write(server.url, key="cle-secrete")
    assert job.written is not None
    assert job.written.article.title == "La gare rouvre"
    assert job.written.article.body == TEXT.partition("\n\n")[2]
    assert job.shown == TEXT
    assert job.written.summary.prompt_tokens == 900
    assert job.written.summary.completion_tokens == 60
    assert server.requests[0].headers["authorization"] == "Bearer cle-secrete"
    assert "response_format" not in server.requests[0].body
    assert "tools" not in server.requests[0].body


def test_a_key_that_is_none_is_said_before_anything_is_sent(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    server = serve(wire.says(TEXT))
    job = write(server.url, key="Ma clé se trouve dans le coffre")
    assert job.error is not None
    assert job.error.id == "endpoint.key"
    assert server.requests == []


# What stops at once, because asking again cannot help.
@pytest.mark.parametrize(
    ("code", "body", "expected"),
    [
        (401, "", "endpoint.key"),
        (403, "", "endpoint.key"),
        (403, "<html>Pare-feu</html>", "endpoint.not_a_service"),
        (402, "", "endpoint.quota"),
        (404, '{"error": {"message": "model modele not found"}}', "endpoint.model"),
        (404, "<html>nginx</html>", "endpoint.not_a_service"),
        (413, "", "endpoint.too_long"),
        (400, '{"error": {"message": "maximum context length is 4096"}}', "endpoint.too_long"),
        (400, '{"error": {"message": "bad", "code": "content_filter"}}', "endpoint.filtered"),
        (422, "", "endpoint.request"),
        (429, '{"error": {"message": "x", "code": "insufficient_quota"}}', "endpoint.quota"),
        (307, "", "endpoint.not_a_service"),
    ],
)
def test_refusals_are_named_and_not_repeated(
    serve: Callable[..., Any], wire: ModuleType, code: int, body: str, expected: str
) -> None:
    kind = "text/html" if body.startswith("<") else "application/json"
    server = serve(wire.status(code, body, kind, Location="http://127.0.0.1:9/"))
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == expected
    assert job.retries == []
    assert job.error.exit_code == 4
    # A single paragraph cannot be cut into smaller requests: too long stays too long.
    assert len(server.requests) <= 2


@pytest.mark.parametrize(
    ("code", "body", "expected", "tries"),
    [
        (408, "", "endpoint.timeout", 2),
        (429, "", "endpoint.rate", 4),
        (500, "", "endpoint.server", 4),
        (502, "<html><h1>Bad gateway</h1></html>", "endpoint.server", 4),
        (529, "", "endpoint.server", 4),
    ],
)
def test_passing_faults_are_tried_again_and_each_try_shows(
    serve: Callable[..., Any],
    wire: ModuleType,
    code: int,
    body: str,
    expected: str,
    tries: int,
) -> None:
    kind = "text/html" if body.startswith("<") else "application/json"
    server = serve(wire.status(code, body, kind))
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == expected
    assert job.error.retryable
    assert len(server.requests) == tries
    assert job.retries == [expected] * (tries - 1)
    healed = serve(wire.status(code, body, kind), wire.says(TEXT))
    assert write(healed.url).written is not None


def test_retry_after_is_waited_for_unless_it_is_long(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    server = serve(wire.status(429, Retry_After="0.2"), wire.says(TEXT))
    job = write(server.url)
    assert [e.wait for e in job.events if isinstance(e, Retry)] == [0.2]
    assert job.written is not None
    soon = formatdate(time.time() + 2, usegmt=True)
    dated = write(serve(wire.status(429, Retry_After=soon), wire.says(TEXT)).url)
    assert [0 < e.wait <= 2 for e in dated.events if isinstance(e, Retry)] == [True]
    busy = serve(wire.status(429, Retry_After="3600"))
    job = write(busy.url)
    assert job.error is not None
    assert job.error.params["seconds"] == 3600
    assert len(busy.requests) == 1


def test_nobody_there_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    job = write(f"http://127.0.0.1:{port}/v1")
    assert job.error is not None
    assert job.error.id == "endpoint.refused"
    assert job.error.params["host"] == f"127.0.0.1:{port}"
    assert job.retries == []


def test_an_unknown_name_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    # No resolver knows a name under .invalid (RFC 6761), with or without a network.
    job = write("https://ia.invalid/v1", timeout=30)
    assert job.error is not None
    assert job.error.id == "endpoint.dns"
    assert job.error.params["host"] == "ia.invalid"
    assert job.retries == []


def test_https_asked_of_a_server_that_speaks_http(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    server = serve(wire.says(TEXT))
    job = write(server.url.replace("http:", "https:"), timeout=5)
    assert job.error is not None
    assert job.error.id == "endpoint.no_tls"
    assert server.requests == []


def test_a_certificate_nobody_vouches_for_ends_the_job(
    serve: Callable[..., Any], wire: ModuleType, tmp_path: Path
) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = serve(wire.says(TEXT), context=context)
    job = write(server.url.replace("http:", "https:"), timeout=5)
    assert job.error is not None
    assert job.error.id == "endpoint.tls"
    assert server.requests == []


def test_silence_past_the_timeout(serve: Callable[..., Any], wire: ModuleType) -> None:
    def silent(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        connection.chunk("# La gare rouvre\n\nLa gare")
        connection.wait(30)

    server = serve(silent)
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == "endpoint.timeout"
    assert job.error.params["seconds"] == SILENCE
    assert len(server.requests) == 2
    assert "La gare" in job.shown


def test_a_server_that_answers_nothing_at_all(serve: Callable[..., Any], wire: ModuleType) -> None:
    server = serve(lambda connection, request: connection.wait(30))
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == "endpoint.timeout"


@pytest.mark.parametrize("finish", [None, "length"])
@pytest.mark.parametrize("done", [True, False])
def test_a_cut_stream_resumes_from_the_last_whole_paragraph(
    serve: Callable[..., Any], wire: ModuleType, finish: str | None, done: bool
) -> None:
    server = serve(wire.says(HALF, finish=finish, done=done), wire.says(REST))
    job = write(server.url)
    assert job.written is not None
    assert job.written.article.body == TEXT.partition("\n\n")[2]
    assert job.retries == ["endpoint.length" if finish else "endpoint.cut"]
    again = server.requests[1].body["messages"]
    assert [m["role"] for m in again] == ["system", "user", "assistant", "user"]
    assert again[2]["content"] == HALF[: HALF.index("\n\nTout")]


def test_a_continuation_that_begins_anew_replaces_the_beginning(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    server = serve(wire.says(HALF, finish=None), wire.says("Voici la suite :\n\n" + TEXT))
    job = write(server.url)
    assert job.written is not None
    assert job.written.article.body == TEXT.partition("\n\n")[2]


def test_a_connection_that_dies_in_mid_word(serve: Callable[..., Any], wire: ModuleType) -> None:
    def dies(connection: Wire, request: Wire) -> None:
        connection.raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99999\r\n\r\n"
        )
        connection.chunk(HALF)

    server = serve(dies)
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == "endpoint.cut"
    assert len(server.requests) == 4
    assert job.shown.startswith("# La gare rouvre\n\nLa gare rouvre lundi.")


def test_a_content_filter_ends_the_job_and_keeps_the_text(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    job = write(serve(wire.says(HALF, finish="content_filter")).url)
    assert job.error is not None
    assert job.error.id == "endpoint.filtered"
    assert job.shown == HALF


def test_chunks_without_choices_are_passed_over(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    def answer(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        for _ in range(3):
            connection.event({"id": "x", "object": "chat.completion.chunk", "choices": []})
        connection.raw(b": en cours\n\n")
        connection.chunk(TEXT)
        connection.chunk(finish="stop")
        connection.event("[DONE]")

    assert write(serve(answer).url).written is not None


@pytest.mark.parametrize("text", ["", "  \n", "<think>Je réfléchis sans fin"])
def test_an_empty_answer_is_asked_for_once_more(
    serve: Callable[..., Any], wire: ModuleType, text: str
) -> None:
    server = serve(wire.says(text))
    job = write(server.url)
    assert job.error is not None
    assert job.error.id == "endpoint.empty"
    assert job.retries == ["endpoint.empty"]
    assert job.shown == ""


@pytest.mark.parametrize("line", ['{"choices": [', "pas du json", '{"choices": "x"}', "[]"])
def test_lines_that_are_no_json(serve: Callable[..., Any], wire: ModuleType, line: str) -> None:
    def broken(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        connection.chunk("# La gare rouvre\n\n")
        connection.event(line)

    job = write(serve(broken).url)
    assert job.error is not None
    assert job.error.id in ("endpoint.garbled", "endpoint.cut")
    healed = write(serve(broken, wire.says(TEXT)).url)
    assert healed.written is not None
    assert healed.written.article.title == "La gare rouvre"


def test_an_error_told_within_the_stream(serve: Callable[..., Any], wire: ModuleType) -> None:
    def told(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        connection.chunk("# La gare\n\n")
        connection.event({"error": {"message": "overloaded", "code": 502}})

    job = write(serve(told, wire.says(TEXT)).url)
    assert job.written is not None
    assert job.retries == ["endpoint.server"]


def test_utf8_split_across_packets(serve: Callable[..., Any], wire: ModuleType) -> None:
    def bytewise(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        delta = {"choices": [{"index": 0, "delta": {"content": TEXT}, "finish_reason": "stop"}]}
        for byte in f"data: {json.dumps(delta, ensure_ascii=False)}\n\n".encode():
            connection.raw(bytes([byte]))
        connection.event("[DONE]")

    job = write(serve(bytewise).url, timeout=5)
    assert job.written is not None
    assert "l’été sera beau à Besançon" in job.written.article.body


def test_ten_megabytes_without_end(serve: Callable[..., Any], wire: ModuleType) -> None:
    def endless(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        for number in range(10_000):
            words = (str(number * k * 7919 % 104729) for k in range(1, 160))
            connection.chunk(f"Phrase {' '.join(words)} ; ")

    since = time.monotonic()
    job = write(serve(endless).url, timeout=5)
    assert job.error is not None
    assert job.error.id == "endpoint.endless"
    assert time.monotonic() - since < 20
    assert 3_000 < len(job.shown) < 200_000


def test_a_model_that_repeats_itself(serve: Callable[..., Any], wire: ModuleType) -> None:
    loop = HALF + "\n\n" + "Et le train part encore à l’heure dite. " * 200
    server = serve(wire.says(loop), wire.says(REST))
    job = write(server.url)
    assert job.retries == ["endpoint.repeats"]
    assert job.written is not None
    stubborn = write(serve(wire.says(loop)).url)
    assert stubborn.error is not None
    assert stubborn.error.id == "endpoint.repeats"


def test_a_page_instead_of_a_service(serve: Callable[..., Any], wire: ModuleType) -> None:
    job = write(serve(wire.status(200, "<html>Bonjour</html>", "text/html")).url)
    assert job.error is not None
    assert job.error.id == "endpoint.not_a_service"


def test_a_server_that_does_not_stream(serve: Callable[..., Any], wire: ModuleType) -> None:
    body = json.dumps({"choices": [{"message": {"content": TEXT}, "finish_reason": "stop"}]})
    job = write(serve(wire.status(200, body)).url)
    assert job.written is not None
    assert job.written.article.title == "La gare rouvre"


@pytest.mark.parametrize("size", [1, 3, 7, 400])
def test_reasoning_never_enters_the_text(
    serve: Callable[..., Any], wire: ModuleType, size: int
) -> None:
    text = f"<think>D’abord, la gare…</think>\n\nVoici l’article :\n\n{TEXT}"
    job = write(serve(wire.says(text, size=size, reasoning="Je lis. ")).url)
    assert job.written is not None
    assert job.written.article.body == TEXT.partition("\n\n")[2]
    assert job.shown == TEXT
    thought = "".join(e.text for e in job.events if isinstance(e, Reasoning))
    assert thought == "Je lis. D’abord, la gare…"


def test_the_ceiling_of_requests_holds(serve: Callable[..., Any], wire: ModuleType) -> None:
    server = serve(wire.status(500))
    job = write(server.url, limits=Limits(requests=2, waits=(0.0,)))
    assert job.error is not None
    assert len(server.requests) == 2


@pytest.mark.parametrize("when", ["silent", "streaming", "thinking", "waiting"])
def test_cancel_answers_within_a_tenth_of_a_second(
    serve: Callable[..., Any], wire: ModuleType, when: str
) -> None:
    def answer(connection: Wire, request: Wire) -> None:
        connection.head(200, "text/event-stream")
        while when == "streaming" and not connection.closing.is_set():
            connection.chunk("mot ")
            connection.wait(0.02)
        if when == "thinking":
            connection.chunk(reasoning_content="Hum")
        connection.wait(30)

    server = serve(wire.status(500) if when == "waiting" else answer)
    endpoint = Endpoint(server.url, "modele", timeout=30)
    writer = AiWriter(
        lambda: Client(endpoint), prompts(), lambda a, s, b: a, word_list, Limits(waits=(30.0,))
    )
    events = writer.write((SOURCE,), Brief(length=None), lambda article: Assessment())
    end = time.monotonic() + 1.0
    longest = 0.0
    last = time.monotonic()
    started = False
    for _ in events:
        now = time.monotonic()
        longest = max(longest, now - last if started else 0.0)
        started, last = bool(server.requests), now
        if now > end:
            break
    since = time.monotonic()
    events.close()
    assert time.monotonic() - since < 0.1
    # Between two events nobody is asked whether to stop, so they must be close together.
    assert longest < 0.1


def test_no_failure_of_a_repair_costs_the_article(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    from desktop_app.model import Finding, Wanted

    short = Finding("brief.words", "problem", value=20, wanted=Wanted(700, None, "words"))
    server = serve(wire.says(TEXT), wire.status(401))
    endpoint = Endpoint(server.url, "modele")
    writer = AiWriter(lambda: Client(endpoint), prompts(), lambda a, s, b: a, word_list)
    events = writer.write((SOURCE,), Brief(), lambda article: Assessment((short,)))
    seen: list[Event] = []
    try:
        while True:
            seen.append(next(events))
    except StopIteration as end:
        article: Article = end.value.article
    assert article.body == TEXT.partition("\n\n")[2]
    assert "error.endpoint.key" in {getattr(e, "message", "") for e in seen}


def test_a_service_that_knows_no_stream_options(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    refusal = '{"error": {"message": "Unrecognized request argument: stream_options"}}'
    server = serve(wire.status(400, refusal), wire.says(TEXT))
    assert write(server.url).written is not None
    assert "stream_options" not in server.requests[1].body


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (400, "System role not supported"),
        (500, "Jinja Exception: System role not supported"),
        (422, "unexpected role 'system'"),
    ],
)
def test_a_model_that_knows_no_system_message(
    serve: Callable[..., Any], wire: ModuleType, code: int, said: str
) -> None:
    refusal = json.dumps({"error": {"message": said}})
    server = serve(wire.status(code, refusal), wire.says(TEXT))
    job = write(server.url)
    assert job.written is not None
    assert job.retries == []
    first, second = (request.body["messages"] for request in server.requests)
    assert [m["role"] for m in first] == ["system", "user"]
    assert [m["role"] for m in second] == ["user"]
    assert second[0]["content"] == "\n\n".join(m["content"] for m in first)


def test_links_and_images_that_no_source_has_go(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    text = (
        "# T\n\nUn [lien](javascript:alert(1)) et [un autre](https://espion.example/x), puis "
        "![image](https://espion.example/p.png) la fin.\n\n[a]: https://espion.example/y"
    )
    job = write(serve(wire.says(text)).url)
    assert job.written is not None
    body = job.written.article.body
    assert "espion" not in body
    assert "javascript" not in body
    assert "Un lien" in body
    assert "et un autre, puis" in body


def test_a_prompt_cut_by_the_server_is_noticed(serve: Callable[..., Any], wire: ModuleType) -> None:
    long = "\n\n".join(f"La gare numéro {n} rouvre lundi matin à huit heures." for n in range(200))
    server = serve(wire.says(TEXT, usage=(600, 50)))
    endpoint = Endpoint(server.url, "modele")
    writer = AiWriter(lambda: Client(endpoint), prompts(), lambda a, s, b: a, word_list)
    events = writer.write(
        (Source("n.txt", long, long),), Brief(length=None), lambda article: Assessment()
    )
    notices = {getattr(event, "message", "") for event in events}
    assert "ai.cut_by_server" in notices
    assert len(server.requests) > 2


def standing(events: list[Event]) -> str:
    """Give what the preview shows after these events."""
    text = ""
    for event in events:
        if isinstance(event, Rewound):
            text = event.text
        elif isinstance(event, Delta):
            text += event.text
    return text


@pytest.mark.parametrize("size", [1, 4, 400])
@pytest.mark.parametrize(
    "more",
    [
        REST,
        "Les travaux sont finis.\n\n" + REST,
        TEXT,
        "Voici la suite :\n\n" + TEXT,
        "Voici la suite :\n\n" + REST,
    ],
)
def test_the_preview_never_shows_a_paragraph_twice_after_a_cut(
    serve: Callable[..., Any], wire: ModuleType, more: str, size: int
) -> None:
    server = serve(
        wire.says("Voici l’article :\n\n" + HALF, finish=None), wire.says(more, size=size)
    )
    job = write(server.url)
    assert job.written is not None
    assert job.written.article.body == TEXT.partition("\n\n")[2]
    assert standing(job.events).strip() == TEXT
    shown = [standing(job.events[:n]) for n in range(len(job.events))]
    assert all(text.count("Tout est") <= 1 for text in shown)
    assert all(text.count("# La gare rouvre") <= 1 for text in shown)


def test_half_a_paragraph_stays_when_nothing_follows_it(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    job = write(serve(wire.says(HALF, finish=None), wire.status(401)).url)
    assert job.error is not None
    assert standing(job.events) == HALF


@pytest.mark.parametrize("size", [1, 5, 400])
def test_reasoning_whose_beginning_is_left_out_is_taken_back(
    serve: Callable[..., Any], wire: ModuleType, size: int
) -> None:
    thoughts = "D’abord un plan.\n\n# Un titre d’essai\n\nPuis le reste.</think>\n\n"
    job = write(serve(wire.says(thoughts + TEXT, size=size)).url)
    assert job.written is not None
    assert job.written.article.body == TEXT.partition("\n\n")[2]
    assert standing(job.events) == TEXT
    assert "Un titre d’essai" in "".join(e.text for e in job.events if isinstance(e, Reasoning))


def test_what_is_asked_is_told_with_its_ceilings(
    serve: Callable[..., Any], wire: ModuleType
) -> None:
    job = write(serve(wire.status(500), wire.says(TEXT, usage=(900, 60))).url)
    told = [event for event in job.events if isinstance(event, Spent)]
    assert [event.requests for event in told] == [1, 2, 2]
    assert (told[-1].most_requests, told[-1].most_tokens) == (20, 100_000)
    assert told[-1].tokens >= 960
