"""What a drop, a paste or another program's hand-over brings: files, formatted text or text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from desktop_app.resources import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from desktop_app.model import BriefLine, Source
    from desktop_app.session import Session

WORK_SUFFIX = ".intertitre"

Kind = Literal["file", "html", "text"]


@dataclass(frozen=True)
class Origin:
    """Where a source comes from, so that it can be read again.

    `content` is a path for a file, else the text or HTML itself; `name` is what people see.
    """

    kind: Kind
    content: str
    name: str

    def read(self, session: Session, *, brief_line: bool) -> tuple[Source, ...]:
        """Read it; raises InputError when it cannot be."""
        if self.kind == "file":
            return session.read([Path(self.content)], brief_line=brief_line)
        if self.kind == "html":
            return (session.read_html(self.content, self.name, brief_line=brief_line),)
        return (session.read_text(self.content, self.name, brief_line=brief_line),)


@dataclass(frozen=True)
class Loaded:
    """A source with where it came from."""

    origin: Origin
    source: Source


@dataclass(frozen=True)
class ClientOrder:
    """A client's order with where it comes from; `found` when it was recognised by itself."""

    origin: Origin
    line: BriefLine
    found: bool = False
    ignored: bool = False


def read_order_of(session: Session, origin: Origin) -> ClientOrder:
    """Read an origin as an order, whatever it looks like; raises InputError."""
    from desktop_app.sources.client_order import understand_order

    return ClientOrder(origin, understand_order(_whole(session, origin)))


def order_found(session: Session, loaded: Loaded) -> ClientOrder | None:
    """Give the order that a source is, None when it is an article or carries an order itself."""
    from desktop_app.sources.client_order import MOST_ORDER_WORDS, is_order, understand_order

    source = loaded.source
    if source.order is not None or len(source.text.split()) > MOST_ORDER_WORDS:
        return None
    text = _whole(session, loaded.origin)
    if not (is_order(text) or is_order(source.markdown)):
        return None
    return ClientOrder(loaded.origin, understand_order(text), found=True)


def _whole(session: Session, origin: Origin) -> str:
    """Give a text with all its lines and tabs, nothing taken out."""
    from desktop_app.sources.read import read_order

    if origin.kind == "text":
        return origin.content
    if origin.kind == "file":
        return read_order(Path(origin.content))
    return session.read_html(origin.content, origin.name, brief_line=False).markdown


def from_paths(paths: list[Path]) -> list[Origin]:
    """Give files as origins."""
    return [Origin("file", str(path), path.name) for path in paths]


def is_work(origin: Origin) -> bool:
    """Tell whether this is a work file, to be opened rather than read as a source."""
    return origin.kind == "file" and origin.content.lower().endswith(WORK_SUFFIX)


def remember(session: Session, origins: list[Origin]) -> None:
    """Put files that were read among the recent ones; the program's own samples are none."""
    files = dict.fromkeys(origin.content for origin in origins if origin.kind == "file")
    own = resource()
    with suppress(OSError):  # the texts are read; only a later shortcut is lost
        session.remember_files([p for file in files if not (p := Path(file)).is_relative_to(own)])


def holds_something(mime: QMimeData) -> bool:
    """Tell whether there is anything a source can be made of."""
    return mime.hasUrls() or mime.hasHtml() or mime.hasText()


def from_mime(mime: QMimeData, name: str) -> list[Origin]:
    """Give what a drop or the clipboard holds: its files, else its formatted text, else its text.

    `name` is how a text without a file is called.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return from_paths(paths)
    if mime.hasHtml() and mime.html().strip():
        return [Origin("html", mime.html(), name)]
    if mime.hasText() and mime.text().strip():
        return [Origin("text", mime.text(), name)]
    return []
