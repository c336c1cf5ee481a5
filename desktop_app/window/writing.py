"""« Format » and what goes with it: each command is one step of the history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.editing import blocks, images, styles
from desktop_app.editing.change import line_at
from desktop_app.window.finding import Finding
from desktop_app.window.format_bar import BUTTONS
from desktop_app.window.popover import Entry, Popover

if TYPE_CHECKING:
    from desktop_app.editing.blocks import BlockWish
    from desktop_app.editing.change import Change
    from desktop_app.window.desk import Desk

_BLOCKS: dict[str, BlockWish] = {
    "heading2": "heading2",
    "heading3": "heading3",
    "paragraph": "paragraph",
    "bullets": "bullet",
    "numbers": "number",
    "quote": "quote",
}
_CHECKED = tuple(name for name in (*BUTTONS, "paragraph") if name and name != "image")


class Writing(QObject):
    """Applies the commands of « Format » to the article, and shows which of them are on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._body = desk.window.editor.body
        self.popover: Popover | None = None
        self.finding = Finding(desk)
        actions = desk.window.actions_
        actions["bold"].triggered.connect(lambda: self._emphasise("bold"))
        actions["italic"].triggered.connect(lambda: self._emphasise("italic"))
        for name, wish in _BLOCKS.items():
            actions[name].triggered.connect(partial(self._make, wish))
        actions["link"].triggered.connect(self.ask_link)
        actions["image"].triggered.connect(self.ask_image)
        actions["marks"].toggled.connect(self._show_marks)
        desk.window.editor.format_bar.fill(actions)
        self._body.cursorPositionChanged.connect(self.show_state)
        self._body.image_asked.connect(self.ask_image)
        self._body.stepped.connect(self._step)

    def begin(self) -> None:
        """Show marks or hide them as it was last time."""
        session = self._desk.session
        if session is not None:
            self._desk.window.actions_["marks"].setChecked(session.settings.show_marks)

    def update(self) -> None:
        """Switch the commands on where there is an article to be edited."""
        may = self._desk.work.article is not None and not self._desk.orders.writing
        names = (*_CHECKED, "image", "replace")
        self._desk.window.actions_.enable(**dict.fromkeys(names, may))
        self.show_state()

    def show_state(self) -> None:
        """Show which styles the cursor stands in."""
        look, at = self._body.here()
        on = {span.role for span in look.spans if span.first <= at <= span.last}
        if look.kind == "heading":
            on |= {f"heading{look.level}"}
        for name, wish in _BLOCKS.items():
            if wish == look.kind or (wish == "paragraph" and look.kind == "text"):
                on.add(name)
        actions = self._desk.window.actions_
        for name in _CHECKED:
            actions[name].setChecked(name in on)

    def ask_link(self) -> None:
        """Ask for the address of the words selected, of the link or of the word at the cursor."""
        tr = self._desk.messages.text
        text, (anchor, cursor) = self._body.text, self._body.selection()
        start, end = sorted((anchor, cursor))
        found = styles.link_at(text, start)
        address = found[1].address if found else ""
        remove = tr("window.link.remove") if found else ""
        entry = Entry("address", tr("window.link.address"), tr("window.link.hint"), address)
        asked = self._ask(
            tr("window.action.link").rstrip("…"), [entry], tr("window.link.take"), remove
        )
        asked.taken.connect(
            lambda values: self._apply(styles.link(text, start, end, values["address"]))
        )
        asked.removed.connect(lambda: self._apply(styles.link(text, start, end, "")))

    def ask_image(self) -> None:
        """Ask what a picture shows; on a placeholder, to change what it says."""
        tr = self._desk.messages.text
        text, (_, cursor) = self._body.text, self._body.selection()
        place = line_at(text, cursor)
        present = images.image_of(place.look.text)
        shown = present or images.ImagePlaceholder("")
        entries = [
            Entry(
                "subject", tr("window.image.subject"), tr("window.image.subject.hint"), shown.file
            ),
            Entry("alt", tr("window.image.alt"), tr("window.image.alt.hint"), shown.alt),
            Entry(
                "caption", tr("window.image.caption"), tr("window.image.optional"), shown.caption
            ),
            Entry(
                "credit", tr("window.image.credit"), tr("window.image.credit.hint"), shown.credit
            ),
        ]
        if present:
            entries[0] = Entry("subject", tr("window.image.file"), "", shown.file)
        take = tr("window.image.change" if present else "window.image.insert")
        remove = tr("window.image.remove") if present else ""
        asked = self._ask(tr("window.action.image").rstrip("…"), entries, take, remove)
        asked.taken.connect(lambda values: self._put_image(text, cursor, values))
        asked.removed.connect(lambda: self._apply(images.without_image(text, cursor)))

    def _put_image(self, text: str, cursor: int, values: dict[str, str]) -> None:
        subject = values["subject"].strip()
        named = "." in subject and " " not in subject
        image = images.ImagePlaceholder(
            subject if named else images.file_name(subject or values["alt"]),
            values["alt"].strip() or ("" if named else subject),
            values["caption"].strip(),
            values["credit"].strip(),
        )
        self._apply(images.put_image(text, cursor, image))

    def _ask(self, name: str, entries: list[Entry], take: str, remove: str) -> Popover:
        if self.popover is not None:
            self.popover.close()
        window = self._desk.window
        window.left.setCurrentWidget(window.editor)
        self.popover = Popover(window.editor, name, entries, take, remove)
        self.popover.destroyed.connect(self._popover_gone)
        self.popover.left.connect(self._body.setFocus)
        box = self._body.line_box() if self._body.here()[0].kind == "image" else None
        box = box or self._body.cursorRect()
        corner = self._body.viewport().mapTo(window.editor, box.topLeft())
        box.moveTopLeft(corner)
        self.popover.open_at(box)
        return self.popover

    def _popover_gone(self) -> None:
        self.popover = None

    def _emphasise(self, role: styles.Emphasis) -> None:
        text, (anchor, cursor) = self._body.text, self._body.selection()
        start, end = sorted((anchor, cursor))
        change = styles.toggle(text, start, end, role)
        if change is not None:
            self._apply(change)
        elif start == end:
            self._body.keys.hold(styles.MARKS[role][0])
            self._body.setFocus()
        self.show_state()

    def _make(self, wish: BlockWish, _checked: bool = False) -> None:
        text, (anchor, cursor) = self._body.text, self._body.selection()
        self._apply(blocks.make(text, min(anchor, cursor), max(anchor, cursor), wish))

    def _apply(self, change: Change | None) -> None:
        if change is not None and not self._body.isReadOnly():
            window = self._desk.window
            window.editor.flush()
            window.left.setCurrentWidget(window.editor)
            self._body.apply(change, step=True)
        self._body.setFocus()
        self.show_state()

    def _step(self) -> None:
        self._desk.window.editor.flush(step=True)

    def _show_marks(self, shown: bool) -> None:
        self._body.show_marks(shown)
        session = self._desk.session
        if session is not None and session.settings.show_marks != shown:
            self._desk.ai.change(show_marks=shown)
