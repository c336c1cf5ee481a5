"""« Passages de la source »: each paragraph of the sources under what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem

from desktop_app.window.review_panel import COUNT, ITEM, STATUS, ReviewTree
from desktop_app.window.use_marks import USES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop_app.messages import Messages
    from desktop_app.model import SourceParagraph, SourceUse
    from desktop_app.window.incoming import Loaded

_LONGEST = 110
_OPEN_AT_FIRST: tuple[SourceUse, ...] = ("unused", "partial")
_NAME = Qt.ItemDataRole.UserRole + 9


class PassagesList(ReviewTree):
    """Lists the paragraphs, what was left out first; announces the one chosen."""

    chosen = Signal(object)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self.setAccessibleName(messages.text("window.passages"))
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._activated)

    def show_paragraphs(
        self, paragraphs: Sequence[SourceParagraph], loaded: Sequence[Loaded]
    ) -> None:
        """Show these paragraphs of these sources; what was open and chosen stays so."""
        before = self.paragraph
        opened = {top.data(0, _NAME): top.isExpanded() for top in self._groups()}
        self.blockSignals(True)
        self.clear()
        for use in USES:
            members = [p for p in paragraphs if p.use == use and p.where.source < len(loaded)]
            if members:
                group = self._add_group(use, len(members), len(paragraphs))
                for paragraph in members:
                    self._add(group, paragraph, loaded, before)
                group.setExpanded(opened.get(use, use in _OPEN_AT_FIRST))
        self.blockSignals(False)

    @property
    def paragraph(self) -> SourceParagraph | None:
        """The paragraph the list stands on."""
        item = self.currentItem()
        return item.data(0, ITEM) if item else None

    def rows(self) -> list[QTreeWidgetItem]:
        """Give the rows of paragraphs that are not folded away."""
        return [row for group in self._groups() if group.isExpanded() for row in _inside(group)]

    def stand_on(self, paragraph: SourceParagraph) -> None:
        """Move to a paragraph's row, opening its group."""
        for row in (row for group in self._groups() for row in _inside(group)):
            if row.data(0, ITEM) == paragraph:
                self.setCurrentItem(row)
                self.scrollToItem(row)
                return

    def _groups(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        return [top for top in tops if top is not None]

    def _add_group(self, use: SourceUse, count: int, of: int) -> QTreeWidgetItem:
        tr = self._messages.text
        top = QTreeWidgetItem(self, [tr(f"window.use.{use}")])
        score = tr("window.group.score", good=count, judged=of)
        top.setData(0, STATUS, use)
        top.setData(0, COUNT, score)
        top.setData(0, _NAME, use)
        top.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{top.text(0)}, {score}")
        return top

    def _add(
        self,
        group: QTreeWidgetItem,
        paragraph: SourceParagraph,
        loaded: Sequence[Loaded],
        before: SourceParagraph | None,
    ) -> None:
        where = paragraph.where
        said = loaded[where.source].source.text[where.start : where.end].strip()
        words = said if len(said) <= _LONGEST else said[:_LONGEST].rsplit(" ", 1)[0] + "…"
        if len(loaded) > 1:
            words = f"{loaded[where.source].origin.name}\n{words}"
        row = QTreeWidgetItem(group, [words])
        row.setData(0, ITEM, paragraph)
        row.setData(0, STATUS, paragraph.use)
        use = self._messages.text(f"window.use.{paragraph.use}")
        row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{use} : {said}")
        if before is not None and before.where == where:
            self.setCurrentItem(row)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        if item.data(0, ITEM) is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(item.data(0, ITEM))

    def _activated(self, item: QTreeWidgetItem) -> None:
        if item.data(0, ITEM) is not None:
            self.chosen.emit(item.data(0, ITEM))


def _inside(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = [group.child(number) for number in range(group.childCount())]
    return [row for row in rows if row is not None]
