"""« Tester la connexion »: what each service answers, said in words a writer understands."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from desktop_app.errors import EndpointError, IntertitreError, PlainHttpError
from desktop_app.messages import Messages
from desktop_app.writers.ai.endpoint import Preset
from desktop_app.writers.ai.probe import examine, running

if TYPE_CHECKING:
    from types import ModuleType

SAID = Messages("fr")


def said(error: IntertitreError) -> str:
    """Give what the window says."""
    kind = f"error.{error.id}"
    sentences = [SAID.text(kind, error.params), SAID.text(f"{kind}.action", error.params)]
    return " ".join(sentences).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "body", "kind", "expected", "words"),
    [
        (401, "", "application/json", "endpoint.key", "abonnement à ChatGPT n’en est pas une"),
        (200, "<html>Bonjour</html>", "text/html", "endpoint.not_a_service", "ce n’est pas un"),
        (404, "<html>nginx</html>", "text/html", "endpoint.not_a_service", "/v1"),
        (404, '{"error": "no route"}', "application/json", "endpoint.not_a_service", "/v1"),
        (200, '{"bonjour": 1}', "application/json", "endpoint.not_a_service", "compatible"),
        (200, "[1, 2]", "application/json", "endpoint.not_a_service", "compatible"),
        (200, '{"data": [{"nom": "x"}]}', "application/json", "endpoint.not_a_service", "compat"),
        (200, "bonjour", "text/plain", "endpoint.not_a_service", "compatible"),
        (503, "", "application/json", "endpoint.server", "surchargé (erreur 503)"),
        (429, "", "application/json", "endpoint.rate", "d’attendre"),
        (307, "", "text/html", "endpoint.not_a_service", "compatible"),
    ],
)
def test_what_is_wrong_is_said(
    wire: ModuleType, code: int, body: str, kind: str, expected: str, words: str
) -> None:
    with (
        wire.Server(listing=wire.status(code, body, kind)) as server,
        pytest.raises(EndpointError) as raised,
    ):
        examine(server.url, timeout=5)
    assert raised.value.id == expected
    assert words in said(raised.value)


def test_nobody_there_and_silence(wire: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EndpointError) as raised:
        examine(f"127.0.0.1:{port}")
    assert "Aucun service d’IA ne répond" in said(raised.value)
    with (
        wire.Server(listing=lambda line, request: line.wait(20)) as server,
        pytest.raises(EndpointError) as raised,
    ):
        examine(server.url, timeout=0.3)
    assert raised.value.id == "endpoint.timeout"


def test_a_service_elsewhere_is_asked_for_one_word_of_the_model(wire: ModuleType) -> None:
    unknown = wire.status(404, '{"error": {"message": "model moyen not found"}}')
    with wire.Server([wire.says("oui"), unknown], models=("grand",)) as server:
        # Not loopback by its name, and yet this computer: a host elsewhere, as far as we can tell.
        address, host = f"http://127.1:{server.port}", f"127.1:{server.port}"
        with pytest.raises(PlainHttpError):
            examine(address, "autre-nom")
        assert examine(address, "autre-nom", "cle", plain_hosts={host}).models == ("grand",)
        assert server.requests[0].headers["authorization"] == "Bearer cle"
        assert server.requests[0].prompt == "Répondez par un seul mot : oui."
        with pytest.raises(EndpointError) as raised:
            examine(address, "moyen", "Bearer cle", plain_hosts={host})
    assert "ne connaît pas le modèle « moyen »" in said(raised.value)


def test_only_services_that_run_here_are_offered(wire: ModuleType) -> None:
    with wire.Server() as server, wire.Server(listing=wire.status(200, "<p>", "text/html")) as web:
        there, page = Preset("Là", server.url), Preset("Page", web.url)
        assert running((there, page)) == (there,)
    assert running((there, page)) == ()
