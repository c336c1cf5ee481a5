"""What is wanted of the article: keyphrase, keywords, length, tone, and what a client asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.brief_fields import said_in, values_of, wishes_of
from desktop_app.model import TONES, Brief
from desktop_app.sources import order_words
from desktop_app.window.brief.client_field import ClientField
from desktop_app.window.brief.field_row import FieldRow
from desktop_app.window.brief.keyphrase_field import KeyphraseField
from desktop_app.window.brief.length_field import LengthField
from desktop_app.window.brief.more_part import MorePart
from desktop_app.window.brief.order_card import OrderCard
from desktop_app.window.brief.plain_fields import ChipsField, ChoiceField

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from desktop_app.messages import Messages
    from desktop_app.model import BriefLine, Wishes, WriterKind
    from desktop_app.window.brief.plain_fields import Field, Value
    from desktop_app.writers.offline.reasons import Reason

_PAUSE_MS = 500
# Pixels of an « n » from which two fields do not stand side by side.
_LARGE = 12


class SettingsPanel(QScrollArea):
    """Shows the brief as understood and takes the user's wishes; only what was touched counts.

    It is as high as what it holds, and scrolls where there is not that much room. `said` carries
    the name of a field the user has just filled, `changed` comes after a pause.
    """

    changed = Signal()
    said = Signal(str)
    like_yoast_chosen = Signal(bool)
    order_asked = Signal()

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._messages = messages
        self._touched: set[str] = set()
        self._order: BriefLine | None = None
        self._origins: dict[str, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._make_fields()
        self._lay_out()
        self._connect()
        self._show_marks()

    def _make_fields(self) -> None:
        tr = self._messages.text
        self.client = ClientField(self._messages)
        self.keyphrase = KeyphraseField(self._messages)
        self.phrase = self.keyphrase.phrase
        self.keywords = ChipsField(
            self._messages,
            order_words.terms_in,
            order_words.term_words,
            tr("window.settings.terms.hint"),
        )
        self.keywords.setToolTip(tr("window.settings.terms.tip"))
        self.length = LengthField(self._messages)
        self.tone = ChoiceField([(tone, tr(f"window.tone.{tone}")) for tone in TONES])
        self.offline = QRadioButton(tr("window.settings.offline"))
        self.offline.setToolTip(tr("window.settings.offline.tip"))
        self.online = QRadioButton(tr("window.settings.ai"))
        self.offline.setChecked(True)
        self._writers = QButtonGroup(self)
        self._writers.addButton(self.offline)
        self._writers.addButton(self.online)
        self.like_yoast = QCheckBox(tr("window.settings.like_yoast"))
        self.like_yoast.setToolTip(tr("window.settings.like_yoast.tip"))
        self.like_yoast.setChecked(True)
        self.like_yoast.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.understood = OrderCard()
        self.order_link = QPushButton(tr("window.order.paste"))
        self.order_link.setObjectName("link")
        self.order_link.setToolTip(tr("window.order.paste.tip"))
        self.order_link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = MorePart(self._messages, self.like_yoast)
        self.fields: dict[str, Field] = {
            "keyphrase": self.keyphrase,
            "terms": self.keywords,
            "length": self.length,
            "tone": self.tone,
            **self.more.fields,
        }

    def _lay_out(self) -> None:
        tr = self._messages.text
        writers = QHBoxLayout()
        writers.setSpacing(18)
        writers.addWidget(self.offline)
        writers.addWidget(self.online)
        writers.addStretch()
        page = QWidget()
        page.setObjectName("clear")
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        page.installEventFilter(self)
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.understood)
        column.addWidget(self.order_link)
        self.rows: dict[str, FieldRow] = dict(self.more.rows)
        for name in ("keyphrase", "terms"):
            field = self.keyphrase if name == "keyphrase" else self.keywords
            row = FieldRow(self._messages, tr(f"window.settings.{name}"), field)
            self.rows[name] = row
            column.addWidget(row)
        for names in (("length",), ("tone", "client")):
            column.addLayout(self._side_by_side(names))
        writer = QLabel(tr("window.settings.writer"))
        writer.setObjectName("caption")
        writer.setBuddy(self.offline)
        writers.insertWidget(0, writer)
        column.addLayout(writers)
        column.addWidget(self.more)
        column.addStretch()

    def _side_by_side(self, names: Sequence[str]) -> QBoxLayout:
        """Give the rows of these fields beside each other, or one above the other in large text."""
        large = self.fontMetrics().horizontalAdvance("n") > _LARGE
        line = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        )
        line.setSpacing(9)
        for name in names:
            field: QWidget = getattr(self, name)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row = FieldRow(self._messages, self._messages.text(f"window.settings.{name}"), field)
            self.rows[name] = row
            line.addWidget(row, 5 if name == "client" else 6)
        return line

    def _connect(self) -> None:
        for name, field in self.fields.items():
            at_once = name in ("tone", "person")
            field.changed.connect(lambda name=name, now=at_once: self._touch(name, at_once=now))
        for name, row in self.rows.items():
            row.taken_back.connect(lambda name=name: self._take_back(name))
        self.keyphrase.chosen.connect(lambda: self._touch("keyphrase", at_once=True))
        self.offline.clicked.connect(lambda: self._touch("writer", at_once=True))
        self.online.clicked.connect(lambda: self._touch("writer", at_once=True))
        self.online.toggled.connect(lambda _on: self._sum_up())
        self.like_yoast.clicked.connect(self.like_yoast_chosen)
        self.order_link.clicked.connect(self.order_asked)
        for kind in (QComboBox, QSpinBox):
            for widget in self.findChildren(kind):
                widget.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Give the size that shows everything at this width."""
        layout = self._column
        height = layout.heightForWidth(self.viewport().width())
        return QSize(layout.sizeHint().width(), max(height, layout.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Give the size of a few lines; the rest scrolls."""
        return QSize(0, min(self.fontMetrics().lineSpacing() * 6, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for more or less room when what the panel holds changes."""
        if event.type() is QEvent.Type.Wheel and watched is not self.widget():
            event.ignore()  # the wheel scrolls the panel; it changes nothing it passes over
            return True
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def set_ai_available(self, available: bool) -> None:
        """Offer the AI, or say why it cannot be chosen."""
        self.online.setEnabled(available)
        tip = "window.settings.ai.tip" if available else "window.settings.ai.missing"
        self.online.setToolTip(self._messages.text(tip))

    def values(self) -> dict[str, Value]:
        """Give what stands in the fields."""
        return {"writer": self.writer(), **{n: field.value() for n, field in self.fields.items()}}

    def wishes(self) -> Wishes:
        """Give what the user asked for; what he left alone stays open."""
        return wishes_of(self.values(), self._touched, self._order)

    def writer(self) -> WriterKind:
        """Tell who writes."""
        return "ai" if self.online.isChecked() else "offline"

    def show_brief(self, brief: Brief) -> None:
        """Show the brief as settled; what the user touched already says so itself."""
        for name, value in values_of(brief).items():
            if name not in self._touched:
                self._show(name, value)
        self._show_marks()

    def take_wishes(self, wishes: Wishes, brief: Brief) -> None:
        """Take up again what the user had asked for, and show the brief it came to."""
        said = said_in(wishes)
        self._touched.clear()
        self.show_brief(brief)
        self._touched.update(said)
        for name, value in said.items():
            self._show(name, value)
        self._show_marks()

    def show_found_keyphrase(self, keyphrase: str) -> None:
        """Show the keyphrase the writer settled on, unless the user chose one."""
        if "keyphrase" not in self._touched and keyphrase:
            self.keyphrase.show_value(keyphrase)

    def suggest(self, reasons: Sequence[Reason]) -> None:
        """Offer keyphrases, the best first."""
        self.keyphrase.suggest(reasons)

    def use_order(self, order: BriefLine | None, filled: Mapping[str, str]) -> None:
        """Take a client's order, and know who filled which field: "order" or "profile"."""
        self._order = order
        self._origins = dict(filled)
        self._show_marks()

    def leave(self, names: Collection[str]) -> None:
        """Forget what the user said in these fields."""
        self._touched -= set(names)
        self._show_marks()

    def refresh(self) -> None:
        """Draw again what is made from the palette."""
        self._sum_up()

    def summary(self) -> str:
        """Give the settings in one line, for when the panel is folded."""
        parts = (self.keyphrase.value(), self.length.words(), self.tone.currentText())
        return " · ".join(part for part in parts if part)

    def reset(self) -> None:
        """Forget what the user touched."""
        self._pause.stop()
        self._touched.clear()
        self._order = None
        self._origins = {}
        self.suggest(())
        self.show_brief(Brief())
        self.understood.show_words("", ())

    def _show(self, name: str, value: Value) -> None:
        if name == "writer":
            (self.online if value == "ai" else self.offline).setChecked(True)
        else:
            self.fields[name].show_value(value)

    def _show_marks(self) -> None:
        for name, row in self.rows.items():
            origin = self._origins.get(name, "")
            row.mark.show_origin(origin, changed=name in self._touched, field=row.words)
        self._sum_up()

    def _sum_up(self) -> None:
        self.more.sum_up(offline=not self.online.isChecked())

    def _touch(self, name: str, *, at_once: bool = False) -> None:
        self._touched.add(name)
        self.said.emit(name)
        self._show_marks()
        if at_once:
            self._at_once()
        else:
            self._pause.start()

    def _take_back(self, name: str) -> None:
        self._touched.discard(name)
        self._at_once()

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()
