"""Addresses as people paste them, and where a text may go."""

from __future__ import annotations

import pytest

from desktop_app.errors import EndpointAddressError, HostNotAllowedError, PlainHttpError
from desktop_app.writers.ai.endpoint import api_key, base_url, check_host, endpoint, is_loopback


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("https://api.openai.com/v1", "https://api.openai.com/v1"),
        ("https://api.openai.com/v1/", "https://api.openai.com/v1"),
        ("https://api.openai.com", "https://api.openai.com/v1"),
        ("api.mistral.ai", "https://api.mistral.ai/v1"),
        (" « https://api.mistral.ai/v1/chat/completions » ", "https://api.mistral.ai/v1"),
        ("https://openrouter.ai", "https://openrouter.ai/api/v1"),
        ("https://openrouter.ai/api/v1/models", "https://openrouter.ai/api/v1"),
        ("localhost:11434", "http://localhost:11434/v1"),
        ("http://localhost:11434/api/chat", "http://localhost:11434/v1"),
        ("127.0.0.1:1234/v1/", "http://127.0.0.1:1234/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
        ("192.168.1.20:11434", "http://192.168.1.20:11434/v1"),
        ("nas.local:1234", "http://nas.local:1234/v1"),
        ("serveur:8080/v1", "http://serveur:8080/v1"),
        ("HTTPS://IA.Exemple.FR/Proxy/v1", "https://ia.exemple.fr/Proxy/v1"),
        ("https://moi:secret@ia.fr/v1?cle=x#y", "https://ia.fr/v1"),
    ],
)
def test_every_form_of_an_address(pasted: str, wanted: str) -> None:
    assert base_url(pasted) == wanted


@pytest.mark.parametrize("wrong", ["", "  ", "ftp://a.b", "http://", "deux mots", "http://a:x/v1"])
def test_what_is_no_address(wrong: str) -> None:
    with pytest.raises(EndpointAddressError):
        base_url(wrong)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:1", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:2", True),
        ("http://localhost.evil.com", False),
        ("http://127.0.0.1.evil.com", False),
        ("http://localhost@evil.com", False),
        ("http://192.168.1.2", False),
    ],
)
def test_only_this_computer_is_local(url: str, local: bool) -> None:
    assert is_loopback(url) is local


def test_where_a_text_may_go() -> None:
    check_host("http://localhost:11434/v1", ())
    check_host("https://api.mistral.ai/v1", ["API.mistral.ai"])
    check_host("https://ia.fr:8443/v1", ["ia.fr:8443"])
    with pytest.raises(HostNotAllowedError):
        check_host("https://api.mistral.ai/v1", ["mistral.ai"])
    with pytest.raises(PlainHttpError):
        check_host("http://ia.fr/v1", ["ia.fr"])
    check_host("http://ia.fr/v1", ["ia.fr"], ["IA.fr"])


def test_the_key_comes_from_the_environment_and_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert api_key("https://ia.fr/v1") == ""
    monkeypatch.setenv("INTERTITRE_API_KEY", " sk-123 ")
    made = endpoint("https://ia.fr", "m", allowed_hosts=["ia.fr"])
    assert made.key == "sk-123"
    assert "sk-123" not in repr(made)
