"""The window: puts the panes together; what they do is wired in desk.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.actions import Actions
from desktop_app.window.drop_overlay import DropOverlay
from desktop_app.window.icons import application_icon, icon
from desktop_app.window.incoming import holds_something
from desktop_app.window.notice_bar import NoticeBar
from desktop_app.window.status_line import StatusLine
from desktop_app.window.theme import interface_size, style_sheet
from desktop_app.window.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
    )

    from desktop_app.messages import Messages

_WIDE = 1440
_TALL = 900
_FORMAT = 1


def apply_style(application: QApplication) -> None:
    """Give the application the style sheet of its palette and text size."""
    palette, font = application.palette(), application.font()
    application.setStyleSheet(style_sheet(palette, interface_size(font)))


class MainWindow(QMainWindow):
    """The panes, the toolbar, the bars; takes drops anywhere.

    `dropped` carries the mime data and whether a new article is to begin; `painted` is emitted
    once, after the window was first drawn; `closed` once it closes; `pasted` when a paste went to
    no field.
    """

    dropped = Signal(object, bool)
    painted = Signal()
    closed = Signal()
    pasted = Signal()

    _assembled = False
    _furnished = False

    def __init__(self, messages: Messages, state_file: Path | None = None) -> None:
        super().__init__()
        self._messages = messages
        self._state_file = state_file
        self._drawn = False
        self._widths: list[int] = []
        self._folded_by_hand = False
        self._furnishing = self._panes_made()
        self.may_close: Callable[[], bool] = lambda: True
        self.has_work: Callable[[], bool] = lambda: False
        self.setWindowTitle("Intertitre")
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.actions_ = Actions(self, messages)
        self.actions_.enable(**dict.fromkeys(self.actions_.by_name, False))
        self.actions_.show_running(False)
        self.notice = NoticeBar(messages, self)
        self.welcome = Welcome(messages, self)
        self.status = StatusLine(messages, self)
        self.overlay = DropOverlay(messages, self)
        self._assemble()
        self._assembled = True
        self.refresh()
        self.setMinimumSize(900, 600)
        self.resize(1366, 740)
        self._restore()

    def furnish(self) -> None:
        """Make the panes still missing; the empty state is shown before, without them."""
        while self.furnish_one():
            pass

    def furnish_one(self) -> bool:
        """Make the next pane; tell whether there is more to make."""
        return next(self._furnishing, False)

    def _panes_made(self) -> Iterator[bool]:
        from desktop_app.window.article_editor import ArticleEditor
        from desktop_app.window.facts_view import FactsView
        from desktop_app.window.fold_button import FoldButton
        from desktop_app.window.google_card import GoogleCard
        from desktop_app.window.preview import Preview
        from desktop_app.window.review_panel import ReviewPanel
        from desktop_app.window.settings_panel import SettingsPanel
        from desktop_app.window.source_pane import SourcePane

        messages = self._messages
        self.source = SourcePane(messages, self)
        yield True
        self.editor = ArticleEditor(messages, self)
        yield True
        self.settings = SettingsPanel(messages, self)
        yield True
        self.review = ReviewPanel(messages, self)
        yield True
        self.facts = FactsView(messages, self)
        yield True
        self.preview = Preview(messages, self)
        yield True
        self.google = GoogleCard(messages, self)
        yield True
        self.fold = FoldButton()
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.clicked.connect(self._fold_clicked)
        self._lay_out_panes()
        yield True
        self._furnished = True
        self.actions_.enable(**dict.fromkeys(self.actions_.by_name, True))
        self.refresh()
        self._restore_panes()

    def _assemble(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _lay_out_panes(self) -> None:
        tr = self._messages.text
        self.left = QTabWidget()
        self.left.setDocumentMode(True)
        self.left.addTab(self.source, tr("window.tab.source"))
        self.left.addTab(self.editor, tr("window.tab.article"))
        self.right = QTabWidget()
        self.right.setDocumentMode(True)
        self.right.addTab(self.preview, tr("window.tab.preview"))
        self.right.addTab(self.google, tr("window.tab.google"))
        for tabs in (self.left, self.right):
            tabs.tabBar().setAcceptDrops(False)
            tabs.tabBar().setExpanding(False)
        self.middle = self._middle()
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        middle = min(max(self.fontMetrics().horizontalAdvance("n") * 32, 290), 440)
        widths = ((self.left, 260, 3), (self.middle, middle, 2), (self.right, 380, 5))
        for pane, width, stretch in widths:
            pane.setMinimumWidth(width)
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, stretch)
        self.panes.setSizes([380, 320, 660])
        self.pages.addWidget(self.panes)

    def _middle(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("middle")
        rule = QFrame()
        rule.setObjectName("rule")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 8, 14, 6)
        column.setSpacing(8)
        column.addWidget(self.fold)
        column.addWidget(self.settings)
        column.addWidget(rule)
        column.addWidget(self.review, 1)
        column.addWidget(self.facts, 1)
        self.facts.hide()
        self._rule = rule
        return frame

    def show_work(self, working: bool) -> None:
        """Show the panes, or the empty state."""
        self.pages.setCurrentIndex(1 if working else 0)
        if not working:
            self.welcome.setFocus()
        self.status.setVisible(True)

    def show_settings(self, shown: bool) -> None:
        """Unfold the settings, or fold them to a line that sums them up."""
        self.settings.setVisible(shown and self.facts.isHidden())
        self.fold.setChecked(shown)
        title = self._messages.text("window.settings")
        summary = self.settings.summary()
        self.fold.show_words(title if shown or not summary else summary)
        self.fold.setAccessibleName(title)
        self.fold.setToolTip("" if shown else summary or title)
        self.fold.setIcon(icon("chevron-down" if shown else "chevron-right", self.palette()))

    def make_room_for_review(self) -> None:
        """Fold the settings where there is not room for both, unless the user wants them open."""
        tight = self.width() < _WIDE or self.height() < _TALL
        if tight and not self._folded_by_hand:
            self.show_settings(False)

    def show_facts(self, side_by_side: bool) -> None:
        """Put the facts between source and article, or bring settings and review back."""
        self.actions_["facts"].setChecked(side_by_side)
        if side_by_side == self.facts.isVisibleTo(self.middle):
            return
        self.facts.setVisible(side_by_side)
        for part in (self.fold, self._rule, self.review):
            part.setVisible(not side_by_side)
        self.settings.setVisible(not side_by_side and self.fold.isChecked())
        if side_by_side:
            self._widths = self.panes.sizes()
            self.left.setCurrentWidget(self.source)
            self.right.setCurrentWidget(self.preview)
            middle = max(self.middle.minimumWidth(), min(self._widths[1], 340))
            rest = self.panes.width() - middle
            self.panes.setSizes([rest // 2, middle, rest - rest // 2])
            self.facts.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._widths:
            self.panes.setSizes(self._widths)

    def go_to(self, place: str) -> None:
        """Bring a pane to the front and put the keyboard there."""
        if self.pages.currentIndex() == 0:
            return
        panes: dict[str, tuple[QTabWidget | None, QWidget, QWidget]] = {
            "source": (self.left, self.source, self.source.text),
            "article": (self.left, self.editor, self.editor.body),
            "settings": (None, self.settings, self.settings.keyphrase),
            "review": (None, self.review, self.review.tree),
            "preview": (self.right, self.preview, self.preview),
            "google": (self.right, self.google, self.google.seo_title),
        }
        tabs, pane, target = panes[place]
        if tabs is not None:
            tabs.setCurrentWidget(pane)
        else:
            self.show_facts(False)
        if place == "settings":
            self.show_settings(True)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Draw everything again that is made from the palette."""
        self.actions_.refresh()
        self.notice.refresh()
        self.welcome.refresh()
        if self._furnished:
            self.show_settings(self.fold.isChecked())
            self.settings.refresh()
            self.source.refresh()
            self.editor.refresh()
            self.google.refresh()
            self.preview.refresh()

    def _fold_clicked(self, shown: bool) -> None:
        self._folded_by_hand = True
        self.show_settings(shown)

    def _kept(self, name: str) -> QByteArray:
        if self._state_file is None:
            return QByteArray()
        kept = QSettings(str(self._state_file), QSettings.Format.IniFormat).value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def _restore(self) -> None:
        if geometry := self._kept("geometry"):
            self.restoreGeometry(geometry)

    def _restore_panes(self) -> None:
        if widths := self._kept("panes"):
            self.panes.restoreState(widths)
        if self._state_file is not None:
            kept = QSettings(str(self._state_file), QSettings.Format.IniFormat)
            self.settings.more.unfold(bool(kept.value("more", False, bool)))

    def keep_state(self) -> None:
        """Remember size, place and the panes' widths."""
        if self._state_file is not None:
            kept = QSettings(str(self._state_file), QSettings.Format.IniFormat)
            kept.setValue("geometry", self.saveGeometry())
            if self.pages.currentIndex() == 1 and self.review.isVisible():
                kept.setValue("panes", self.panes.saveState())
            if self._furnished:
                kept.setValue("more", self.settings.more.fold.isChecked())
            kept.sync()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark and back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._assembled:
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """Notice the first drawing."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._drawn:
            self._drawn = True
            self.painted.emit()
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave only when nothing is lost by it."""
        if not self.may_close():
            event.ignore()
            return
        self.keep_state()
        event.accept()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a paste that no field wanted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take whatever a source can be made of."""
        if holds_something(event.mimeData()) and event.source() is None:
            event.acceptProposedAction()
            self._offer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the zone under the pointer."""
        event.acceptProposedAction()
        self._offer(event)

    def dragLeaveEvent(self, event: QEvent) -> None:
        """Take the zones away."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Announce what was dropped, and on which zone."""
        self.overlay.hide()
        event.acceptProposedAction()
        zone = self.overlay.zone(event.position().toPoint()) if self.has_work() else 0
        self.dropped.emit(event.mimeData(), bool(zone))

    def _offer(self, event: QDropEvent) -> None:
        self.overlay.offer(double=self.has_work(), at=event.position().toPoint())
