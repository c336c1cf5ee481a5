"""What is installed and works: Python, Java, LanguageTool, keyring, Qt, endpoint."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keyring
from keyring.errors import KeyringError

from desktop_app.errors import IntertitreError
from desktop_app.languagetool.doctor import java_part, languagetool_part
from desktop_app.model import AiChoice
from desktop_app.session import open_session
from desktop_app.writers.ai.endpoint import base_url, check_host, host_of
from desktop_app.writers.ai.local import require_gguf
from desktop_app.writers.ai.probe import examine as examine_service

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.session import Session

Part = dict[str, Any]
SECONDS = 5.0


def examine(messages: Messages, *, as_json: bool) -> int:
    """Print what was found, as sentences or as the agreed JSON; gives the exit code.

    A missing endpoint or keyring is no fault of the installation: both are optional.
    """
    with open_session(messages) as session:
        parts = _parts(session, messages)
    needed = ("python", "java", "languagetool", "qt")
    is_well = all(parts[name]["ok"] for name in needed)
    if as_json:
        print(json.dumps({"ok": is_well, **parts}, ensure_ascii=False, indent=2))
    else:
        for name, part in parts.items():
            print(_sentence(name, part, messages))
    return 0 if is_well else 2


def _parts(session: Session, messages: Messages) -> dict[str, Part]:
    return {
        "python": {"ok": True, "version": platform.python_version()},
        "java": java_part(messages),
        "languagetool": languagetool_part(session.grammar, messages),
        "keyring": _keyring_part(messages),
        "qt": _qt_part(messages),
        "endpoint": endpoint_part(session, messages),
    }


def endpoint_part(session: Session, messages: Messages) -> Part:
    """Try the model of the settings: its file is one, or its service answers and lists models."""
    choice = session.choice(AiChoice())
    try:
        if choice.local_model:
            path = Path(choice.local_model)
            require_gguf(path)
            return {"ok": True, "model": path.name}
        if not session.settings.has_ai:
            return {"ok": False, "why": messages.text("doctor.no_endpoint")}
        url = base_url(choice.base_url)
        check_host(url, choice.allowed_hosts, choice.plain_hosts)
        examine_service(url, timeout=SECONDS, plain_hosts=choice.plain_hosts)
    except IntertitreError as error:
        why = messages.text(f"error.{error.id}", error.params)
        return {"ok": False, "why": why, "model": choice.model}
    return {"ok": True, "host": host_of(url), "model": choice.model}


def _keyring_part(messages: Messages) -> Part:
    try:
        backend = keyring.get_keyring()
    except KeyringError as error:
        return {"ok": False, "why": str(error)}
    usable = backend.priority > 0
    if not usable:
        return {"ok": False, "why": messages.text("doctor.no_keyring")}
    return {"ok": True, "backend": backend.name}


def _qt_part(messages: Messages) -> Part:
    try:
        version = importlib.metadata.version("pyside6-essentials")
    except importlib.metadata.PackageNotFoundError:
        return {"ok": False, "why": messages.text("doctor.no_qt")}
    return {"ok": True, "version": version}


def _sentence(name: str, part: Part, messages: Messages) -> str:
    if not part["ok"]:
        return messages.text("doctor.fault", part=name, why=part["why"])
    details = ", ".join(f"{key} {value}" for key, value in part.items() if key != "ok")
    return messages.text("doctor.ok", part=name, details=details)
