"""Where the AI service is: presets, addresses as people paste them, what may be sent there."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from desktop_app.errors import EndpointAddressError, HostNotAllowedError, PlainHttpError

if TYPE_CHECKING:
    from collections.abc import Collection

KEY_VARIABLE = "INTERTITRE_API_KEY"
KEYRING_SERVICE = "intertitre"
TIMEOUT = 60.0
_PATHS_AFTER_ROOT = ("/chat/completions", "/completions", "/models", "/chat", "/responses")
_NATIVE_PATHS = ("/api/chat", "/api/generate", "/api/tags", "/api")


@dataclass(frozen=True, slots=True)
class Preset:
    """A service people know by name: its address, whether it wants a key, its default context.

    `context` is in tokens; 4,096 for Ollama because its OpenAI route cuts longer prompts silently.
    """

    name: str
    base_url: str
    needs_key: bool = False
    context: int | None = None


PRESETS: tuple[Preset, ...] = (
    Preset("OpenAI", "https://api.openai.com/v1", needs_key=True, context=128_000),
    Preset("Mistral", "https://api.mistral.ai/v1", needs_key=True, context=128_000),
    Preset("OpenRouter", "https://openrouter.ai/api/v1", needs_key=True),
    Preset("Ollama", "http://localhost:11434/v1", context=4_096),
    Preset("LM Studio", "http://localhost:1234/v1", context=4_096),
    Preset("llama.cpp", "http://localhost:8080/v1", context=4_096),
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model at one address; `context` is its window in tokens, `timeout` the longest silence.

    `key` is "" where none is wanted.
    """

    base_url: str
    model: str
    key: str = ""
    context: int | None = None
    timeout: float = TIMEOUT

    def __repr__(self) -> str:
        """Show everything but the key."""
        return f"Endpoint({self.base_url!r}, {self.model!r})"

    @property
    def host(self) -> str:
        """The host the text goes to, with its port when it is not the usual one."""
        return host_of(self.base_url)

    @property
    def is_local(self) -> bool:
        """Whether the text stays on this computer."""
        return is_loopback(self.base_url)


def endpoint(
    address: str,
    model: str,
    *,
    context: int | None = None,
    timeout: float = TIMEOUT,
    allowed_hosts: Collection[str] = (),
    plain_hosts: Collection[str] = (),
) -> Endpoint:
    """Give the endpoint at this address with this user's key.

    Raises EndpointAddressError, PlainHttpError, or HostNotAllowedError where the user has not yet
    agreed; loopback needs no agreement.
    """
    url = base_url(address)
    check_host(url, allowed_hosts, plain_hosts)
    known = preset_of(url)
    size = context or (known.context if known else None)
    return Endpoint(url, model, api_key(url), size, timeout)


def base_url(address: str) -> str:
    """Give the base address of a service from any form people paste.

    A missing scheme, /v1, a trailing slash, a pasted full path, Ollama's native paths, spaces and
    quotation marks are all understood. Raises EndpointAddressError.
    """
    text = address.strip().strip("\"'<>«»").strip()
    if not text or any(c.isspace() for c in text):
        raise EndpointAddressError(value=address)
    if "://" not in text:
        text = f"{'http' if is_near(f'http://{text}') else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise EndpointAddressError(value=address, details=str(error)) from error
    host = parts.hostname or ""
    if parts.scheme.lower() not in ("http", "https") or not _is_host(host):
        raise EndpointAddressError(value=address)
    named = f"[{host}]" if ":" in host else host
    location = f"{named}:{port}" if port else named
    known = next((p for p in PRESETS if urlsplit(p.base_url).netloc == location), None)
    if known and known.needs_key:
        return known.base_url
    return urlunsplit((parts.scheme.lower(), location, _root_path(parts.path), "", ""))


def _root_path(path: str) -> str:
    path = path.rstrip("/")
    for ending in _PATHS_AFTER_ROOT:
        if path.endswith(ending):
            path = path.removesuffix(ending)
            break
    if path in _NATIVE_PATHS:
        path = ""
    return path or "/v1"


def _is_host(host: str) -> bool:
    return bool(host) and all(c.isalnum() or c in "-._:%" for c in host) and host[0] not in "-."


def host_of(url: str) -> str:
    """Give an address's host, with its port when it names one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{parts.port}" if parts.port else named


def is_loopback(url: str) -> bool:
    """Tell whether this address is on this computer, by its name alone: nothing is looked up."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_near(url: str) -> bool:
    """Tell whether this address is on this computer or its own network, by its name alone."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return False
    if is_loopback(url) or host.endswith((".local", ".lan", ".home.arpa")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def check_host(url: str, allowed: Collection[str], plain: Collection[str] = ()) -> None:
    """Raise HostNotAllowedError or PlainHttpError where a text may not go; loopback always may.

    `plain` are the hosts that may be reached without encryption.
    """
    if is_loopback(url):
        return
    if not is_among(url, allowed):
        raise HostNotAllowedError(host=host_of(url))
    if is_plain(url) and not is_among(url, plain):
        raise PlainHttpError(host=host_of(url))


def is_among(url: str, hosts: Collection[str]) -> bool:
    """Tell whether an address's host is one of these, named with its port or without."""
    names = {host_of(url).lower(), (urlsplit(url).hostname or "").lower()}
    return bool(names & {name.strip().lower() for name in hosts})


def is_plain(url: str) -> bool:
    """Tell whether what is sent to this address crosses a network without encryption."""
    return urlsplit(url).scheme != "https" and not is_loopback(url)


def preset_of(url: str) -> Preset | None:
    """Give the preset this address belongs to."""
    return next((p for p in PRESETS if host_of(p.base_url) == _same_name(host_of(url))), None)


def _same_name(host: str) -> str:
    for name in ("127.0.0.1", "[::1]"):
        if host == name or host.startswith(f"{name}:"):
            return "localhost" + host.removeprefix(name)
    return host


def api_key(url: str) -> str:
    """Give the key for this address: the environment's, else the keyring's, else ""."""
    given = bare_key(os.environ.get(KEY_VARIABLE, ""))
    if given:
        return given
    import keyring  # takes 0.1 s and a D-Bus connection: only when a job starts
    import keyring.errors

    try:
        return keyring.get_password(KEYRING_SERVICE, host_of(url)) or ""
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return ""


def bare_key(text: str) -> str:
    """Give a key as services show it, without the quotation marks or « Bearer » pasted along."""
    return text.strip().strip("\"'").removeprefix("Bearer ").strip()


def keep_key(url: str, key: str) -> bool:
    """Put the key for this address into the keyring, "" to forget it; tell whether it was taken."""
    import keyring
    import keyring.errors

    key = bare_key(key)
    try:
        if key:
            keyring.set_password(KEYRING_SERVICE, host_of(url), key)
        else:
            keyring.delete_password(KEYRING_SERVICE, host_of(url))
        return (keyring.get_password(KEYRING_SERVICE, host_of(url)) or "") == key
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return False
