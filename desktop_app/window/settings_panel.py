"""What is wanted of the article: keyphrase, keywords, length, tone, with or without AI."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model import TONES, Brief, Length, Tone

if TYPE_CHECKING:
    from desktop_app.messages import Messages
    from desktop_app.model import Wishes, WriterKind

_PAUSE_MS = 500
_BOUNDS = ("minimum", "about", "between", "maximum")
_MANY = 20000


# What parts the keywords of a list pasted from a table, a mail or a document.
_BETWEEN = re.compile(r"[;\t\n\r\u2028\u2029]+\s*")


def _keywords(text: str) -> tuple[str, ...]:
    words = (word.strip(" •*-–").strip() for word in _BETWEEN.sub(",", text).split(","))
    return tuple(dict.fromkeys(word for word in words if word))


class LengthField(QWidget):
    """A length as writers say it: au moins, environ, entre, au plus."""

    changed = Signal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        tr = messages.text
        self.kind = QComboBox()
        for bound in _BOUNDS:
            self.kind.addItem(tr(f"window.length.{bound}"), bound)
        self.kind.setAccessibleName(tr("window.settings.length"))
        self.first = self._number(tr("window.length.words"))
        self.and_word = QLabel(tr("window.length.and"))
        self.second = self._number(tr("window.length.words.most"))
        self.unit = QLabel(tr("window.length.unit"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for widget in (self.kind, self.first, self.and_word, self.second, self.unit):
            row.addWidget(widget, int(widget is self.kind))
        self.show_length(Length())
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.first.valueChanged.connect(self.changed)
        self.second.valueChanged.connect(self.changed)

    def _number(self, name: str) -> QSpinBox:
        field = QSpinBox(minimum=50, maximum=_MANY, singleStep=50, value=700)
        field.setAccessibleName(name)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setFixedWidth(field.fontMetrics().horizontalAdvance(str(_MANY)) + 18)
        return field

    def length(self) -> Length:
        """Give the length said."""
        first, second = self.first.value(), self.second.value()
        kind = self.kind.currentData()
        if kind == "maximum":
            return Length(None, first)
        if kind == "between":
            return Length(min(first, second), max(first, second))
        if kind == "about":
            return Length(round(first * 0.9), round(first * 1.1))
        return Length(first, None)

    def show_length(self, length: Length | None) -> None:
        """Show a length."""
        length = length or Length()
        low, high = length.minimum, length.maximum
        if low is not None and high is not None:
            middle = round((low + high) / 2)
            about = (round(middle * 0.9), round(middle * 1.1)) == (low, high)
            kind, first, second = ("about", middle, high) if about else ("between", low, high)
        elif high is not None:
            kind, first, second = "maximum", high, high
        else:
            kind, first, second = "minimum", low or 700, (low or 700) + 300
        for widget in (self.kind, self.first, self.second):
            widget.blockSignals(True)
        self.kind.setCurrentIndex(_BOUNDS.index(kind))
        self.first.setValue(first)
        self.second.setValue(second)
        for widget in (self.kind, self.first, self.second):
            widget.blockSignals(False)
        self._show_second()

    def words(self) -> str:
        """Give the length in words, for the summary."""
        numbers = self.first.text()
        if self.kind.currentData() == "between":
            numbers = f"{numbers} {self.and_word.text()} {self.second.text()}"
        return f"{self.kind.currentText()} {numbers} {self.unit.text()}"

    def _kind_changed(self) -> None:
        if self.kind.currentData() == "between" and self.second.value() <= self.first.value():
            self.second.setValue(self.first.value() + 300)
        self._show_second()
        self.changed.emit()

    def _show_second(self) -> None:
        both = self.kind.currentData() == "between"
        self.and_word.setVisible(both)
        self.second.setVisible(both)
        self.unit.setVisible(not both)


class SettingsPanel(QScrollArea):
    """Shows the brief as understood and takes the user's wishes; only what was touched counts.

    It is as high as what it holds, and scrolls where there is not that much room.
    """

    changed = Signal()
    brief_line_undone = Signal()
    brief_line_redone = Signal()
    like_yoast_chosen = Signal(bool)

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._messages = messages
        self._touched: set[str] = set()
        self._ignored = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        tr = self._messages.text
        self.keyphrase = QComboBox(editable=True)
        self.keyphrase.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.keyphrase.setAcceptDrops(False)
        self.phrase = QLineEdit()
        self.phrase.setAcceptDrops(False)
        self.keyphrase.setLineEdit(self.phrase)
        self.phrase.setPlaceholderText(tr("window.settings.keyphrase.hint"))
        self.keyphrase.setToolTip(tr("window.settings.keyphrase.tip"))
        self.keyphrase.setMinimumContentsLength(12)
        self.keywords = QLineEdit()
        self.keywords.setAcceptDrops(False)
        self.keywords.setPlaceholderText(tr("window.settings.keywords.hint"))
        self.keywords.setToolTip(tr("window.settings.keywords.tip"))
        self.length = LengthField(self._messages)
        self.tone = QComboBox()
        for tone in TONES:
            self.tone.addItem(tr(f"window.tone.{tone}"), tone)
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
        self.understood = QFrame()
        self.understood.setObjectName("understood")
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton()
        self.undo.setObjectName("link")

    def _lay_out(self) -> None:
        tr = self._messages.text
        inside = QVBoxLayout(self.understood)
        inside.setContentsMargins(11, 8, 11, 9)
        inside.setSpacing(3)
        inside.addWidget(self.sentence)
        inside.addWidget(self.undo)
        self.undo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.understood.hide()
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
        column.setSpacing(4)
        column.addWidget(self.understood)
        column.addSpacing(4)
        for name, field in (("keyphrase", self.keyphrase), ("keywords", self.keywords)):
            column.addWidget(self._caption(tr(f"window.settings.{name}"), field))
            column.addWidget(field)
            column.addSpacing(6)
        form = QFormLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for name, field in (("length", self.length), ("tone", self.tone)):
            form.addRow(self._caption(tr(f"window.settings.{name}"), field), field)
        self.tone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(self._caption(tr("window.settings.writer"), self.offline), writers)
        column.addLayout(form)
        column.addSpacing(4)
        column.addWidget(self.like_yoast)
        column.addStretch()

    def _caption(self, words: str, field: QWidget) -> QLabel:
        label = QLabel(words)
        label.setObjectName("caption")
        label.setBuddy(field)
        field.setAccessibleName(words)
        return label

    def _connect(self) -> None:
        self.phrase.textEdited.connect(lambda: self._touch("keyphrase"))
        self.keyphrase.activated.connect(lambda: self._touch("keyphrase", at_once=True))
        self.phrase.returnPressed.connect(self._at_once)
        self.keywords.textEdited.connect(self._keywords_edited)
        self.keywords.returnPressed.connect(self._at_once)
        self.length.changed.connect(lambda: self._touch("length"))
        self.tone.activated.connect(lambda: self._touch("tone", at_once=True))
        self.offline.clicked.connect(lambda: self._touch("writer", at_once=True))
        self.online.clicked.connect(lambda: self._touch("writer", at_once=True))
        self.undo.clicked.connect(self._undo_clicked)
        self.like_yoast.clicked.connect(self.like_yoast_chosen)

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
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def set_ai_available(self, available: bool) -> None:
        """Offer the AI, or say why it cannot be chosen."""
        self.online.setEnabled(available)
        tip = "window.settings.ai.tip" if available else "window.settings.ai.missing"
        self.online.setToolTip(self._messages.text(tip))

    def wishes(self) -> Wishes:
        """Give what the user asked for; what he left alone stays open."""
        from desktop_app.model import Wishes

        told = self._touched
        keyphrase = self.keyphrase.currentText().strip()
        return Wishes(
            keyphrase=(keyphrase or None) if "keyphrase" in told else None,
            keywords=self.keyword_list() if "keywords" in told else None,
            length=self.length.length() if "length" in told else None,
            tone=self.tone.currentData() if "tone" in told else None,
            writer=self.writer() if "writer" in told else None,
        )

    def keyword_list(self) -> tuple[str, ...]:
        """Give the secondary keywords, one between commas, semicolons or line ends each."""
        return _keywords(self.keywords.text())

    def writer(self) -> WriterKind:
        """Tell who writes."""
        return "ai" if self.online.isChecked() else "offline"

    def show_brief(self, brief: Brief) -> None:
        """Show the brief as settled; what the user touched already says so itself."""
        if "keyphrase" not in self._touched:
            self.keyphrase.setEditText(brief.keyphrase or "")
        if "keywords" not in self._touched:
            self.keywords.setText(", ".join(brief.keywords))
        if "length" not in self._touched:
            self.length.show_length(brief.length)
        if "tone" not in self._touched:
            self._show_tone(brief.tone)
        if "writer" not in self._touched:
            (self.online if brief.writer == "ai" else self.offline).setChecked(True)

    def take_wishes(self, wishes: Wishes, brief: Brief) -> None:
        """Take up again what the user had asked for, and show the brief it came to."""
        asked = {
            f.name: value for f in fields(wishes) if (value := getattr(wishes, f.name)) is not None
        }
        shown = {f.name: asked[f.name] for f in fields(brief) if f.name in asked}
        self._touched.clear()
        self.show_brief(replace(brief, **shown))
        self._touched.update(asked)

    def show_found_keyphrase(self, keyphrase: str) -> None:
        """Show the keyphrase the writer settled on, unless the user chose one."""
        if "keyphrase" not in self._touched and keyphrase:
            self.keyphrase.setEditText(keyphrase)

    def suggest(self, keyphrases: tuple[str, ...]) -> None:
        """Offer keyphrases; the first stands in the field's place until one is chosen."""
        text = self.keyphrase.currentText()
        self.keyphrase.clear()
        self.keyphrase.addItems(list(keyphrases))
        self.keyphrase.setEditText(text)
        hint = self._messages.text("window.settings.keyphrase.hint")
        self.phrase.setPlaceholderText(keyphrases[0] if keyphrases else hint)

    def show_brief_line(self, sentence: str, *, ignored: bool) -> None:
        """Show what an instruction at the head of the source was understood to say, or nothing."""
        self._ignored = ignored
        self.sentence.setText(sentence)
        which = "window.settings.brief_line.redo" if ignored else "window.settings.brief_line.undo"
        self.undo.setText(self._messages.text(which))
        self.undo.setToolTip(self.undo.text())
        self.understood.setVisible(bool(sentence))

    def summary(self) -> str:
        """Give the settings in one line, for when the panel is folded."""
        parts = (self.keyphrase.currentText().strip(), self.length.words(), self.tone.currentText())
        return " · ".join(part for part in parts if part)

    def reset(self) -> None:
        """Forget what the user touched."""
        self._pause.stop()
        self._touched.clear()
        self.suggest(())
        self.show_brief(Brief())
        self.show_brief_line("", ignored=False)

    def _show_tone(self, tone: Tone) -> None:
        self.tone.setCurrentIndex(TONES.index(tone))

    def _keywords_edited(self, text: str) -> None:
        """Take a pasted list too, one keyword a line or between semicolons or tabs."""
        if _BETWEEN.search(text):
            self.keywords.setText(", ".join(_keywords(text)))
        self._touch("keywords")

    def _touch(self, name: str, *, at_once: bool = False) -> None:
        self._touched.add(name)
        if at_once:
            self._at_once()
        else:
            self._pause.start()

    def _at_once(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _undo_clicked(self) -> None:
        (self.brief_line_redone if self._ignored else self.brief_line_undone).emit()
