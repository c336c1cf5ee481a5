"""What leaves the window: exported files and the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from desktop_app.errors import WordTemplateError
from desktop_app.window.notice_bar import Choice
from desktop_app.window.wording import error_details, error_words

if TYPE_CHECKING:
    from desktop_app.model import Article
    from desktop_app.session import Session
    from desktop_app.window.desk import Desk

_SUFFIXES = (".docx", ".html", ".md")
_COPIES = ("copy_rich", "copy_html", "copy_markdown")


class Outputs(QObject):
    """Exports and copies the article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder: Path | None = None
        self._told = -1
        actions = desk.window.actions_
        for suffix in _SUFFIXES:
            actions[f"export_{suffix[1:]}"].triggered.connect(
                lambda _=False, suffix=suffix: self.export(suffix)
            )
        actions["export_sheet"].triggered.connect(lambda _=False: self.export_sheet())
        actions["copy_sheet"].triggered.connect(lambda _=False: self.copy_sheet())
        for name in _COPIES:
            actions[name].triggered.connect(lambda _=False, name=name: self.copy(name))

    def enable(self, possible: bool) -> None:
        """Switch exports and copies on or off."""
        actions = self._desk.window.actions_
        actions.enable(**{f"export_{suffix[1:]}": possible for suffix in _SUFFIXES})
        actions.enable(**dict.fromkeys(_COPIES, possible))
        checked = possible and self._desk.work.assessment is not None
        actions.enable(export_sheet=checked, copy_sheet=checked)
        actions.export.setEnabled(possible)
        actions.copy.setEnabled(possible or bool(self._desk.work.loaded))

    def export(self, suffix: str) -> None:
        """Ask where, and write the article there in the format of this suffix."""
        desk = self._desk
        desk.window.editor.flush()
        if desk.work.article is None or self._left_to_review(suffix):
            return
        title = desk.messages.text("window.files.export")
        path = desk.desktop.save_file(desk.window, title, self._suggested(suffix), suffix)
        if path is None:
            return
        self._write(path)

    def _write(self, path: Path, *, plain: bool = False) -> None:
        """Write the article to this file; `plain` leaves the client's Word template out."""
        desk, suffix = self._desk, path.suffix
        report, revision = desk.work.report_now(), desk.work.revision

        def done(_nothing: object) -> None:
            self._folder = path.parent
            desk.work.mark_exported(revision)
            if not desk.documents.modified:
                desk.recovery.drop()
            desk.documents.show_name()
            self._say_exported(path)

        def failed(error: Exception) -> None:
            if isinstance(error, WordTemplateError):
                self._say_template(error, path)
            else:
                desk.show_error(error, again=lambda: self.export(suffix))

        desk.ask(lambda session: session.export(report, path, plain=plain), done, failed)

    def _say_template(self, error: WordTemplateError, path: Path) -> None:
        """Say why the client's template cannot be used, and offer to do without."""
        desk, tr = self._desk, self._desk.messages.text
        desk.window.notice.say(
            error_words(error, desk.messages),
            "problem",
            Choice(tr("window.export.plain"), lambda: self._write(path, plain=True)),
            Choice(tr("window.export.client"), lambda: desk.ai.show_preferences("clients")),
            details=error_details(error),
        )

    def _left_to_review(self, suffix: str) -> bool:
        """Say once for each state of the article what is left to review, and let the user decide.

        A second order for the same state goes through.
        """
        desk, count = self._desk, self._desk.window.review.to_do
        if not count or self._told == desk.work.revision:
            return False
        self._told = desk.work.revision
        tr = desk.messages.text
        desk.window.notice.say(
            tr("window.export.left", count=count),
            "info",
            Choice(tr("window.export.anyway"), lambda: self.export(suffix)),
            Choice(tr("window.export.review"), lambda: desk.window.go_to("review")),
        )
        return True

    def copy(self, name: str) -> None:
        """Put the article on the clipboard: formatted, as HTML, or as Markdown."""
        desk = self._desk
        desk.window.editor.flush()
        article = desk.work.article
        if article is None:
            return

        def done(mime: tuple[str, str]) -> None:
            self._put(*mime)
            desk.window.notice.say(desk.messages.text(f"window.copied.{name}"), "good")

        desk.ask(lambda _session: _copied(article, name), done)

    def export_sheet(self) -> None:
        """Ask where, and write « Fiche de vérification » there: what stands behind the article."""
        desk, tr = self._desk, self._desk.messages.text
        desk.window.editor.flush()
        named = self._suggested(".html", f"-{tr('window.files.sheet.name')}")
        path = desk.desktop.save_file(desk.window, tr("window.files.sheet"), named, ".html")
        if path is None:
            return
        report, edited = desk.work.report_now(), desk.versions.edited

        def write(session: Session) -> None:
            from desktop_app.exports.provenance import provenance_html
            from desktop_app.storage import deliver

            sheet = provenance_html(report, session.messages, edited=edited).encode()
            deliver(path, sheet, (session.folders.rescue, session.folders.journal))

        def done(_nothing: object) -> None:
            self._folder = path.parent
            self._say_exported(path)

        desk.ask(write, done, lambda error: desk.show_error(error, again=self.export_sheet))

    def copy_sheet(self) -> None:
        """Put « Fiche de vérification » on the clipboard, formatted, for a mail."""
        desk = self._desk
        desk.window.editor.flush()
        report, edited = desk.work.report_now(), desk.versions.edited

        def sheet(session: Session) -> tuple[str, str]:
            from desktop_app.exports.provenance import provenance_clipboard

            return provenance_clipboard(report, session.messages, edited=edited)

        def done(formats: tuple[str, str]) -> None:
            self._put(*formats)
            desk.window.notice.say(desk.messages.text("window.copied.copy_sheet"), "good")

        desk.ask(sheet, done)

    def _put(self, html: str, text: str) -> None:
        data = QMimeData()
        if html:
            data.setHtml(html)
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)

    def _say_exported(self, path: Path) -> None:
        tr, desktop = self._desk.messages.text, self._desk.desktop
        self._desk.window.notice.say(
            tr("window.exported", name=path.name),
            "good",
            Choice(tr("window.exported.open"), lambda: desktop.show(path)),
            Choice(tr("window.exported.folder"), lambda: desktop.show(path.parent)),
        )

    def _suggested(self, suffix: str, ending: str = "") -> Path:
        work = self._desk.work
        name = (work.article.slug if work.article else "") or "article"
        return (self._folder or self.folder()) / f"{name}{ending}{suffix}"

    def folder(self) -> Path:
        """Give the folder to offer: the work file's, else the first source's, else home."""
        desk = self._desk
        if desk.documents.file is not None:
            return desk.documents.file.path.parent
        files = [Path(one.origin.content) for one in desk.work.loaded if one.origin.kind == "file"]
        ours = [path for path in files if "resources" not in path.parts]
        return ours[0].parent if ours else Path.home()


def _copied(article: Article, name: str) -> tuple[str, str]:
    """Give the HTML (or none) and the text for the clipboard."""
    from desktop_app.exports.clipboard import clipboard_html, clipboard_text

    if name == "copy_markdown":
        return "", article.body
    html = clipboard_html(article)
    return ("", html) if name == "copy_html" else (html, clipboard_text(article))
