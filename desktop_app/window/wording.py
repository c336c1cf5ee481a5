"""Sentences the window puts together from the catalog: errors, and what an instruction says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.errors import IntertitreError
from desktop_app.model import ErrorInfo

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.messages import Messages
    from desktop_app.model import BriefLine, Length
    from desktop_app.writers.offline.reasons import Reason


def error_words(error: Exception | ErrorInfo, messages: Messages) -> str:
    """Say what went wrong and what to do about it."""
    info = _info(error)
    params = _short_paths(info.params)
    sentence = messages.text(_own(f"error.{info.id}", messages), params)
    action = _own(f"error.{info.id}.action", messages)
    if not messages.has(action):
        return sentence
    return f"{sentence} {messages.text(action, params)}"


def error_details(error: Exception | ErrorInfo) -> str:
    """Give the technical cause, or nothing."""
    if isinstance(error, ErrorInfo):
        return str(error.params.get("details", ""))
    if isinstance(error, IntertitreError):
        return error.details
    return f"{type(error).__name__}: {error}"


def error_report(error: Exception | ErrorInfo, log_folder: Path | None) -> str:
    """Give what may be sent to us about an error: no text of anybody's, no key."""
    from desktop_app.log import problem_report

    return problem_report(_info(error).id, log_folder)


def length_words(length: Length, messages: Messages) -> str:
    """Say a length as writers do."""
    low, high = length.minimum, length.maximum
    if low is not None and high is not None:
        middle = round((low + high) / 2)
        if (round(middle * 0.9), round(middle * 1.1)) == (low, high):
            return messages.text("window.understood.about", words=middle)
        return messages.text("window.understood.between", least=low, most=high)
    if high is not None:
        return messages.text("window.understood.most", words=high)
    return messages.text("window.understood.least", words=low or 0)


def brief_line_words(line: BriefLine, messages: Messages) -> str:
    """Say what an instruction at the head of a source was understood to ask."""
    parts = _wished(line, messages)
    if not parts:
        return messages.text("window.understood.nothing", line=line.text)
    return messages.text("window.understood", wishes=parts)


def order_words(line: BriefLine, messages: Messages) -> str:
    """Say what a client's order was understood to ask, its lists counted."""
    parts = _wished(line, messages)
    asked = line.demands
    if asked is not None:
        if asked.person:
            parts.append(messages.text(f"window.understood.person.{asked.person}"))
        parts += [
            messages.text(f"window.understood.{name}", count=len(values))
            for name in ("terms", "headings_imposed", "forbidden", "links", "brands")
            if (values := getattr(asked, name.removesuffix("_imposed")))
        ]
    left = len(asked.remarks) if asked is not None else 0
    key = "window.order.understood" if parts else "window.order.nothing"
    sentence = messages.text(key, wishes=parts)
    return f"{sentence} {messages.text('window.order.left', count=left)}" if left else sentence


def _wished(line: BriefLine, messages: Messages) -> list[str]:
    parts: list[str] = []
    if line.length is not None:
        parts.append(length_words(line.length, messages))
    if line.language == "fr":
        parts.append(messages.text("window.understood.french"))
    if line.headings and not (line.demands and line.demands.headings):
        parts.append(messages.text("window.understood.headings"))
    if line.tone is not None:
        tone = messages.text(f"window.tone.{line.tone}")
        parts.append(messages.text("window.understood.tone", tone=tone.lower()))
    if line.keyphrase is not None:
        parts.append(messages.text("window.understood.keyphrase", keyphrase=line.keyphrase))
    if line.audience is not None:
        parts.append(messages.text("window.understood.audience", audience=line.audience))
    return parts


def reason_words(reason: Reason, messages: Messages) -> str:
    """Say where the sources have a keyphrase: « dans le titre et 4 paragraphes »."""
    tr = messages.text
    parts = [tr("window.reason.title")] if reason.in_title else []
    if reason.headings:
        parts.append(tr("window.reason.headings", count=reason.headings))
    if reason.paragraphs == 1 and reason.opening:
        parts.append(tr("window.reason.first"))
    elif reason.paragraphs:
        parts.append(tr("window.reason.paragraphs", count=reason.paragraphs))
    if not parts:
        return tr("window.reason.nowhere")
    places = parts[-1]
    if len(parts) > 1:
        places = tr("window.reason.and", first=parts[:-1], last=places)
    key = "window.reason.opening" if reason.opening and reason.paragraphs > 1 else "window.reason"
    return tr(key, places=places)


def _own(entry: str, messages: Messages) -> str:
    """Give the window's own entry where the common one speaks of the command line."""
    own = f"window.{entry}"
    return own if messages.has(own) else entry


def _info(error: Exception | ErrorInfo) -> ErrorInfo:
    if isinstance(error, ErrorInfo):
        return error
    return error.info() if isinstance(error, IntertitreError) else ErrorInfo("internal")


def _short_paths(params: object) -> dict[str, object]:
    """Name files without their folders: the window is no place for long paths."""
    from pathlib import Path

    given: dict[str, object] = dict(params) if params else {}  # type: ignore[call-overload]
    if isinstance(given.get("path"), str):
        given["path"] = Path(str(given["path"])).name
    return given
