"""The facts of the article, by kind, between source and preview: a click shows both places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.window.facts_items import FactGroup, grouped_facts
from desktop_app.window.passages_list import PassagesList
from desktop_app.window.review_panel import COUNT, ITEM, STATUS, ReviewTree
from desktop_app.window.stepping import step_among
from desktop_app.window.suggestions import Offer, Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.messages import Messages
    from desktop_app.model import Assessment, Fact, FactStatus, Status
    from desktop_app.window.incoming import Loaded

_LIGHTS: dict[FactStatus, Status] = {
    "kept": "good",
    "accepted": "info",
    "missing": "improve",
    "translated": "improve",
    "altered": "problem",
    "invented": "problem",
}
_CAN_ACCEPT = ("altered", "invented", "translated", "missing")


def _nothing(_fact: Fact) -> list[Offer]:
    """Offer nothing."""
    return []


class FactsView(QWidget):
    """Lists the facts, and on a second tab the sources' paragraphs with what became of them.

    `chosen` carries the fact or the paragraph chosen, `meant` a fact that is meant or no longer is.
    """

    chosen = Signal(object)
    meant = Signal(object, bool)
    closed = Signal()

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clear")
        self._messages = messages
        self._groups: tuple[FactGroup, ...] = ()
        self.mending: Callable[[Fact], list[Offer]] = _nothing
        tr = messages.text
        self.heading = QLabel(tr("window.facts"))
        font = self.heading.font()
        font.setWeight(font.Weight.DemiBold)
        self.heading.setFont(font)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("window.facts"))
        for name in ("facts", "passages"):
            self.tabs.addTab(tr(f"window.{name}.tab"))
            self.tabs.setTabToolTip(self.tabs.count() - 1, tr(f"window.{name}.tip"))
        self.tabs.currentChanged.connect(self._turn)
        self.back = QPushButton(tr("window.facts.close"))
        self.back.setToolTip(tr("window.facts.close.tip"))
        self.back.setObjectName("link")
        self.back.clicked.connect(self.closed)
        self.tree = ReviewTree(self)
        self.tree.setAccessibleName(tr("window.facts"))
        self.tree.itemClicked.connect(self._clicked)
        self.tree.itemActivated.connect(self._activated)
        self.tree.currentItemChanged.connect(lambda: self._offer())
        self.tree.leave_asked.connect(self._accept)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._pointed)
        self.passages = PassagesList(messages, self)
        self.passages.chosen.connect(self.chosen)
        self.lists = QStackedWidget()
        for page in (self.tree, self.passages):
            self.lists.addWidget(page)
        self.suggestions = Suggestions(messages, self)
        self.hint = QLabel(tr("window.facts.none"), wordWrap=True)
        self.hint.setObjectName("quiet")
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.hint)
        column.addWidget(self.lists, 1)
        column.addWidget(self.suggestions)
        self.show_assessment(None, ())

    def show_assessment(self, assessment: Assessment | None, loaded: Sequence[Loaded]) -> None:
        """Show the facts of the article as it was checked, and the paragraphs of its sources."""
        facts = assessment.facts if assessment else ()
        self._groups = grouped_facts(facts)
        self._fill()
        self.passages.show_paragraphs(assessment.paragraphs if assessment else (), loaded)
        self._turn()

    def _turn(self) -> None:
        """Show the list of the chosen tab, or say that there is nothing yet."""
        page = self.tree if self.tabs.currentIndex() == 0 else self.passages
        self.lists.setCurrentWidget(page)
        empty = page.topLevelItemCount() == 0
        name = "facts" if page is self.tree else "passages"
        self.hint.setText(self._messages.text(f"window.{name}.none"))
        self.hint.setVisible(empty)
        self.lists.setVisible(not empty)
        self._offer()

    @property
    def current(self) -> Fact | None:
        """The fact the list stands on."""
        item = self.tree.currentItem()
        return item.data(0, ITEM) if item else None

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) fact that is shown."""
        if self.lists.currentWidget() is self.passages:
            item = step_among(self.passages, self.passages.rows(), by)
        else:
            item = step_among(self.tree, self._fact_items(), by)
        if item is not None:
            self.chosen.emit(item.data(0, ITEM))

    def _fact_items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        item = self.tree.topLevelItem(0)
        while item is not None:
            if item.data(0, ITEM) is not None:
                found.append(item)
            item = self.tree.itemBelow(item)
        return found

    def _fill(self) -> None:
        before = self.current
        opened = self._opened()
        self.tree.blockSignals(True)
        self.tree.clear()
        for group in self._groups:
            if group.total:
                self._add_group(group, before, opened)
        self.tree.blockSignals(False)
        self._offer()

    def _opened(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for index in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(index)
            for item in (top, *(top.child(i) for i in range(top.childCount()))) if top else ():
                if item is not None and (name := item.data(0, Qt.ItemDataRole.UserRole + 9)):
                    found[name] = item.isExpanded()
        return found

    def _add_group(self, group: FactGroup, before: Fact | None, opened: dict[str, bool]) -> None:
        tr = self._messages.text
        top = QTreeWidgetItem(self.tree, [tr(f"window.facts.{group.kind}")])
        count = tr("window.group.score", good=len(group.kept), judged=group.total)
        self._head(top, count, group.worst, group.kind)
        for fact in group.open:
            self._add_fact(top, fact, before)
        if group.kept:
            words = tr("window.facts.kept", count=len(group.kept))
            fold = QTreeWidgetItem(top, [words])
            self._head(fold, "", "kept", f"{group.kind} kept")
            for fact in group.kept:
                self._add_fact(fold, fact, before)
            fold.setExpanded(opened.get(f"{group.kind} kept", False))
        top.setExpanded(opened.get(group.kind, True))

    def _head(self, item: QTreeWidgetItem, count: str, status: FactStatus, name: str) -> None:
        item.setData(0, STATUS, _LIGHTS[status])
        item.setData(0, COUNT, count)
        item.setData(0, Qt.ItemDataRole.UserRole + 9, name)
        spoken = f"{item.text(0)}, {count}" if count else item.text(0)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _add_fact(self, parent: QTreeWidgetItem, fact: Fact, before: Fact | None) -> None:
        tr = self._messages.text
        item = QTreeWidgetItem(parent, [self.words_of(fact)])
        item.setData(0, ITEM, fact)
        item.setData(0, STATUS, _LIGHTS[fact.status])
        kind = tr(f"window.facts.{fact.kind}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{kind} : {item.text(0)}")
        if before is not None and (fact.kind, fact.text) == (before.kind, before.text):
            self.tree.setCurrentItem(item)

    def words_of(self, fact: Fact) -> str:
        """Say a fact and what became of it."""
        tr = self._messages.text
        words = tr("window.facts.quoted", text=fact.text) if fact.kind == "quote" else fact.text
        if fact.status == "kept":
            return words
        said = fact.source_text or ""
        if said and fact.kind == "quote":
            said = tr("window.facts.quoted", text=said)
        status = tr(f"window.fact.{fact.status}", source_text=said)
        if fact.status == "altered" and not fact.source_text:
            status = tr("window.fact.altered.short")
        return f"{words}\n{status}"

    def _offer(self) -> None:
        fact = self.current if self.tabs.currentIndex() == 0 else None
        tr = self._messages.text
        offers = self.mending(fact) if fact is not None else []
        if fact is not None and fact.status in _CAN_ACCEPT:
            offers = [
                *offers,
                Offer(tr("window.suggest.accept"), self._accept, leaves=True),
            ]
        elif fact is not None and fact.status == "accepted":
            offers = [Offer(tr("window.suggest.reopen"), lambda: self.meant.emit(fact, False))]
        mends = any(offer.mends for offer in offers)
        self.suggestions.show_offers(offers, tr("window.facts.restore") if mends else "")

    def _accept(self) -> None:
        fact = self.current
        if fact is not None and fact.status in _CAN_ACCEPT:
            self.meant.emit(fact, True)

    def _pointed(self, at: QPoint) -> None:
        item = self.tree.itemAt(at)
        if item is not None:
            self.tree.setCurrentItem(item)

    def _clicked(self, item: QTreeWidgetItem) -> None:
        fact = item.data(0, ITEM)
        if fact is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(fact)

    def _activated(self, item: QTreeWidgetItem) -> None:
        fact = item.data(0, ITEM)
        if fact is not None:
            self.chosen.emit(fact)
