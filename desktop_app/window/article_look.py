"""How the article's Markdown looks while it is edited: marks hidden, or drawn faintly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)

from desktop_app.editing.marks import GAP, Line, read
from desktop_app.window.positions import to_qt
from desktop_app.window.theme import current, interface_size, line_height, mix

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock
    from PySide6.QtWidgets import QTextEdit

_HEADINGS = {1: 1.5, 2: 1.32, 3: 1.14}
_ABOVE = {1: 1.0, 2: 0.9, 3: 0.6}
_LINE = 1.45
_GAP = 0.62
BOX = 4.0
_RULE = 1.2
_KEY = int(QTextFormat.Property.UserProperty) + 1
_INVISIBLE_PT = 0.1


def look_of(block: QTextBlock) -> Line:
    """Give what a line of the article is."""
    return read(block.text(), _state_before(block))[0]


def _state_before(block: QTextBlock) -> int:
    state = block.previous().userState() if block.blockNumber() else GAP
    return max(state, GAP)


def is_gap_block(block: QTextBlock) -> bool:
    """Tell whether a blank line only keeps two blocks apart."""
    if block.text().strip():
        return block.text().strip() == ">" and _between_quotes(block)
    blank = 0
    before = block.previous()
    while before.isValid() and not before.text().strip():
        blank += 1
        before = before.previous()
    return before.isValid() and blank % 2 == 0


def _between_quotes(block: QTextBlock) -> bool:
    before, after = block.previous(), block.next()
    return before.text().startswith(">") and after.text().startswith(">")


class ArticleLook(QSyntaxHighlighter):
    """Shows headings as headings and bold as bold; the text itself stays Markdown.

    Character formats are the highlighter's, which the document does not hold; margins and heights
    are the blocks', renewed by `settle` for the lines that were read again.
    """

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor.document())
        self._editor = editor
        self._touched: set[int] = set()
        self._settling = False
        self.marks_shown = False
        self._formats: dict[str, QTextCharFormat] = {}
        self.restyle()
        editor.document().contentsChanged.connect(self.settle)

    def restyle(self) -> None:
        """Make the formats anew, for another palette or text size."""
        t = current()
        size = interface_size(self._editor.font())
        made = {name: QTextCharFormat() for name in ("bold", "italic", "code", "link", "faint")}
        made["bold"].setFontWeight(QFont.Weight.Bold)
        made["italic"].setFontItalic(True)
        made["code"].setFontFamilies(["monospace"])
        made["code"].setBackground(mix(t.surface, t.text, 0.07))
        made["link"].setForeground(t.accent)
        made["link"].setFontUnderline(True)
        made["faint"].setForeground(t.faint)
        made["quote"] = QTextCharFormat()
        made["quote"].setForeground(t.quiet)
        made["quote"].setFontItalic(True)
        made["hidden"] = QTextCharFormat()
        made["hidden"].setForeground(QColor(Qt.GlobalColor.transparent))
        made["hidden"].setFontPointSize(_INVISIBLE_PT)
        made["clear"] = QTextCharFormat()
        made["clear"].setForeground(QColor(Qt.GlobalColor.transparent))
        for level in range(1, 7):
            heading = QTextCharFormat()
            heading.setFontWeight(QFont.Weight.Bold)
            heading.setFontPointSize(size * _HEADINGS.get(level, 1.0))
            made[f"heading{level}"] = heading
        self._formats = made

    def refresh(self) -> None:
        """Draw everything again, for another palette, text size or way of showing marks."""
        self.restyle()
        self._touched = set(range(self.document().blockCount()))
        self.rehighlight()
        self.settle()

    def highlightBlock(self, text: str) -> None:
        """Style one line."""
        block = self.currentBlock()
        look, state = read(text, _state_before(block))
        self.setCurrentBlockState(state)
        self._touched.add(block.blockNumber())
        wide = len(text) != block.length() - 1

        def paint(start: int, end: int, name: str) -> None:
            if wide:
                start, end = to_qt(text, start), to_qt(text, end)
            one = QTextCharFormat(self.format(start))
            one.merge(self._formats[name])
            self.setFormat(start, end - start, one)

        self._paint_line(look, paint)

    def _paint_line(self, look: Line, paint) -> None:  # noqa: ANN001
        size = len(look.text)
        if look.kind in ("code", "table"):
            paint(0, size, "code")
            return
        if look.kind == "heading":
            paint(0, size, f"heading{look.level}")
        elif look.kind == "quote":
            paint(look.lead, size, "quote")
        for span in look.spans:
            self._paint_span(span.first, span.last, span.role, look.text, paint)
        if look.kind in ("rule", "image"):
            paint(0, size, "faint" if self.marks_shown else "hidden")
            return
        marks = "faint" if self.marks_shown else "hidden"
        for start, end in look.pieces:
            paint(start, end, marks)
        if not self.marks_shown and look.lead and not look.content.strip():
            self.setFormat(look.lead - 1, 1, self._last_of_lead(look))

    def _paint_span(self, first: int, last: int, role: str, text: str, paint) -> None:  # noqa: ANN001
        """Style a passage piece by piece, so that bold in italic is both."""
        name = {"image": "faint", "address": "link", "escape": ""}.get(role, role)
        if not name:
            return
        wide = to_qt(text, last) != last
        place = first
        while place < last:
            here = self.format(to_qt(text, place) if wide else place)
            end = place + 1
            while end < last and self.format(to_qt(text, end) if wide else end) == here:
                end += 1
            paint(place, end, name)
            place = end

    def _last_of_lead(self, look: Line) -> QTextCharFormat:
        """Keep the height of a line that holds nothing but its marks."""
        kept = QTextCharFormat(self._formats.get(f"{look.kind}{look.level}", QTextCharFormat()))
        kept.merge(self._formats["clear"])
        return kept

    def settle(self) -> None:
        """Give the lines read since their margins and heights, where these have changed."""
        if self._settling or not self._touched:
            return
        self._settling = True
        touched, self._touched = self._touched, set()
        document = self.document()
        cursor = QTextCursor(document)
        silent = self._editor.blockSignals(True)
        cursor.beginEditBlock()
        font = self._editor.font()
        for number in sorted(touched):
            block = document.findBlockByNumber(number)
            while block.isValid():
                self._give(cursor, block, font)
                block = block.next()
                if not block.isValid() or block.text().strip() not in ("", ">"):
                    break
        cursor.endEditBlock()
        self._editor.blockSignals(silent)
        self._touched.clear()
        self._settling = False

    def _give(self, cursor: QTextCursor, block: QTextBlock, font: QFont) -> None:
        look = look_of(block)
        gap = is_gap_block(block)
        key = f"{look.kind}{look.level}{gap}{self.marks_shown}{font.pointSizeF()}"
        if block.blockFormat().property(_KEY) != key:
            made = self._block_format(look, font, gap=gap)
            made.setProperty(_KEY, key)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(made)

    def _block_format(self, look: Line, font: QFont, *, gap: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        heights = QTextBlockFormat.LineHeightTypes
        made.setLineHeight(line_height(font, _LINE), heights.ProportionalHeight.value)
        if self.marks_shown:
            return made
        em = self._editor.fontMetrics().height() / 1.2
        if gap:
            made.setLineHeight(em * _GAP, heights.FixedHeight.value)
        elif look.kind == "heading":
            made.setTopMargin(em * _ABOVE.get(look.level, 0.4))
            made.setLineHeight(line_height(font, 1.3), heights.ProportionalHeight.value)
        elif look.kind in ("bullet", "number"):
            made.setLeftMargin(indent(look, em))
            made.setBottomMargin(em * 0.2)
        elif look.kind == "quote":
            made.setLeftMargin(em * 1.3)
        elif look.kind == "image":
            made.setLineHeight(em * BOX, heights.FixedHeight.value)
        elif look.kind == "rule":
            made.setLineHeight(em * _RULE, heights.FixedHeight.value)
        return made


def indent(look: Line, em: float) -> float:
    """Give how far from the left the words of a list item begin, in pixels."""
    return em * (1.7 + 1.5 * look.level)
