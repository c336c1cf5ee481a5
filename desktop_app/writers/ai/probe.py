"""Looks whether a service answers: its models, its key, and who runs on this computer."""

from __future__ import annotations

import os
import socket
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from desktop_app.errors import EndpointError, EndpointModelError, NotAServiceError
from desktop_app.writers.ai.client import Client, Message, Text, Thought
from desktop_app.writers.ai.endpoint import (
    KEY_VARIABLE,
    PRESETS,
    Endpoint,
    api_key,
    bare_key,
    base_url,
    check_host,
    host_of,
    is_loopback,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desktop_app.writers.ai.endpoint import Preset
    from desktop_app.writers.ai.known_models import Offer

KeyPlace = Literal["environment", "keyring", "none"]
LOCAL_PRESETS = tuple(preset for preset in PRESETS if is_loopback(preset.base_url))
# What a person waits for after a click on « Tester la connexion »; a local model may be loading.
SECONDS = 15.0
_NEAR_SECONDS = 0.3
_QUESTION = "Répondez par un seul mot : oui."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: its base address, and the models it offers."""

    base_url: str
    offers: tuple[Offer, ...]

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the models."""
        return tuple(offer.name for offer in self.offers)

    @property
    def host(self) -> str:
        """The host that answered."""
        return host_of(self.base_url)

    @property
    def is_local(self) -> bool:
        """Whether it runs on this computer."""
        return is_loopback(self.base_url)


def examine(
    address: str,
    model: str = "",
    key: str = "",
    timeout: float = SECONDS,
    plain_hosts: Collection[str] = (),
) -> Answer:
    """Ask a service for its models and, when one is named and it is online, for one word of it.

    `key` is one not kept yet, "" to take the kept one. No text of the user is sent. Raises
    EndpointAddressError, PlainHttpError, or EndpointError with what is wrong.
    """
    url = base_url(address)
    check_host(url, {host_of(url)}, plain_hosts)
    target = Endpoint(url, model, bare_key(key) or api_key(url), timeout=timeout)
    with closing(Client(target)) as client:
        try:
            offers = tuple(client.models())
        except NotAServiceError:
            # Some services have no list, and yet answer.
            if not model or target.is_local:
                raise
            offers = ()
        answer = Answer(url, offers)
        if model and offers and target.is_local and not _listed(model, answer.models):
            raise EndpointModelError(host=target.host, model=model)
        if model and not target.is_local:
            # Not every name a service answers to is in its list: the service itself decides.
            _first_word(client)
    return answer


def _listed(model: str, names: Collection[str]) -> bool:
    """Tell whether a model is in a list; Ollama lists « llama3 » as « llama3:latest »."""
    return model in names or f"{model}:latest" in names


def _first_word(client: Client) -> None:
    asking = client.ask([Message("user", _QUESTION)])
    with closing(asking):
        for piece in asking:
            if isinstance(piece, (Text, Thought)):
                return


def running(presets: Iterable[Preset] = LOCAL_PRESETS) -> tuple[Preset, ...]:
    """Give those of the services made to run on this computer that answer now."""
    found: list[Preset] = []
    for preset in presets:
        parts = urlsplit(preset.base_url)
        with suppress(OSError, EndpointError):
            with socket.create_connection((parts.hostname or "", parts.port or 80), _NEAR_SECONDS):
                pass
            examine(preset.base_url, timeout=2.0)
            found.append(preset)
    return tuple(found)


def key_place(address: str) -> KeyPlace:
    """Tell where the key for this address comes from; raises EndpointAddressError."""
    if os.environ.get(KEY_VARIABLE, "").strip():
        return "environment"
    return "keyring" if api_key(base_url(address)) else "none"
