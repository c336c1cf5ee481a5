"""Versions of the article: kept as it is written, put aside by name, compared and restored."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.window.notice_bar import Choice

if TYPE_CHECKING:
    from desktop_app.comparison import Comparison
    from desktop_app.model import Article, WriterSummary
    from desktop_app.session import Session
    from desktop_app.versions import By, Version
    from desktop_app.window.desk import Desk
    from desktop_app.window.versions_window import VersionsWindow


class VersionsDesk(QObject):
    """Keeps versions with the work, and shows them on request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._window: VersionsWindow | None = None
        self._asked = 0
        actions = desk.window.actions_
        actions["keep_version"].triggered.connect(lambda _=False: self.keep())
        actions["versions"].triggered.connect(lambda _=False: self.show())

    def update(self) -> None:
        """Switch what can be done on, and the rest off."""
        work, writing = self._desk.work, self._desk.orders.writing
        self._desk.window.actions_.enable(
            keep_version=work.article is not None and not writing, versions=bool(work.versions)
        )
        if self._window is not None and self._window.isVisible():
            self._window.allow(not writing)

    @property
    def edited(self) -> bool:
        """Tell whether the article is no longer as any writer left it."""
        from desktop_app.versions import same_text

        article, versions = self._desk.work.article, self._desk.work.versions
        written = (version.article for version in versions if version.by != "hand")
        return article is not None and not any(same_text(article, one) for one in written)

    def before_writing(self) -> None:
        """Keep the article as it stands before another takes its place."""
        if self._desk.work.article is not None:
            self._add("hand")

    def wrote(self, writer: WriterSummary) -> None:
        """Keep what was just written, or mended."""
        self._add(writer.kind or "hand", model=writer.model or "")

    def _add(self, by: By, *, model: str = "", name: str = "") -> None:
        from desktop_app.versions import with_version

        work = self._desk.work
        if work.article is None or not work.article.body.strip():
            return
        words = self._desk.words.of(work.article.body)
        work.set_versions(
            with_version(
                work.versions, work.article, time.time(), by, words=words, model=model, name=name
            )
        )
        self.update()

    def keep(self) -> None:
        """« Garder cette version… »: ask what to call the article as it stands, and keep it."""
        desk, tr = self._desk, self._desk.messages.text
        desk.window.editor.flush()
        title = tr("window.action.keep_version").rstrip("…")
        name = desk.desktop.ask_name(desk.window, title, tr("window.versions.ask_name"))
        if name is None:
            return
        self._add("hand", name=name)
        kept = desk.work.versions[-1:]
        if kept:
            sentence = tr("window.versions.kept", name=self.title(kept[0]))
            desk.window.notice.say(
                sentence, "good", Choice(tr("window.versions.see"), lambda: self.show())
            )

    def title(self, version: Version) -> str:
        """Say a version as people do: « V3 » or « V3 · envoyée au client »."""
        number = self._desk.messages.text("window.versions.number", number=version.number)
        return f"{number} · {version.name}" if version.name else number

    def show(self) -> None:
        """Open the list of versions, at the last but one: what changed since is the question."""
        from desktop_app.window.versions_window import VersionsWindow

        if self._window is None:
            self._window = VersionsWindow(self._desk, self)
        self._window.open()

    @property
    def shown(self) -> VersionsWindow | None:
        """The list, once it was opened."""
        return self._window

    def compare(self, old: Article, new: Article) -> None:
        """Compare two articles off the GUI thread and show what changed."""
        self._asked += 1
        asked = self._asked

        def compared(_session: Session) -> Comparison:
            from desktop_app.comparison import compare

            return compare(old, new)

        def done(comparison: Comparison) -> None:
            if asked == self._asked and self._window is not None:
                self._window.show_comparison(comparison)

        self._desk.ask(compared, done)

    def restore(self, version: Version) -> None:
        """Put a version in the article's place, as one step that « Annuler » takes back."""
        desk, tr = self._desk, self._desk.messages.text
        if desk.orders.writing:
            return
        desk.window.editor.flush()
        self.before_writing()
        desk.mending.take(version.article)
        undo = Choice(tr("window.action.undo"), desk.window.actions_["undo"].trigger)
        sentence = tr("window.versions.restored", name=self.title(version))
        desk.window.notice.say(sentence, "good", undo)

    def rename(self, version: Version) -> None:
        """Ask for another name."""
        from desktop_app.versions import renamed

        desk, tr = self._desk, self._desk.messages.text
        parent = self._window or desk.window
        title = tr("window.versions.rename").rstrip("…")
        name = desk.desktop.ask_name(parent, title, tr("window.versions.ask_name"), version.name)
        if name is not None:
            desk.work.set_versions(renamed(desk.work.versions, version.number, name))

    def remove(self, version: Version) -> None:
        """Take a version away."""
        from desktop_app.versions import without

        work = self._desk.work
        work.set_versions(without(work.versions, version.number))
        self.update()
