"""French typography: what is to be set right, by the profile the writer chose.

Equal faults make one finding: `where` is the first, `places` are all of them, and its one
replacement stands for each. Spaces, apostrophes and guillemets ask to be set right whoever wrote
the sentence, since no word changes; everything else informs when the sentences are the source's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from desktop_app.checks.base import where
from desktop_app.checks.ignored import Ignored
from desktop_app.french.typography import Edit, edits, fix, open_quotation
from desktop_app.model import Field, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.document import Block, BlockContent
    from desktop_app.french.typography import Part, Span
    from desktop_app.model import Article, Status

OPEN_QUOTATION: Final = "typography.open_quotation"
_CODE: Final = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_PARTS: Final[dict[str, Part]] = {"heading": "heading", "list": "item", "table": "item"}
_FIELDS: Final[tuple[tuple[Field, Part], ...]] = (
    ("title", "heading"),
    ("seo_title", "heading"),
    ("meta_description", "item"),
)


@dataclass(frozen=True, slots=True)
class _Fault:
    """One edit, the words it is about, and where it stands."""

    edit: Edit
    found: str
    sample: str
    where: Where


class TypographyCheck:
    """Spaces, guillemets, apostrophes, capitals, abbreviations, figures."""

    name = "typography"

    def facet(self, context: CheckContext) -> Hashable:
        """Tell that a measure depends on the profile."""
        return context.typography

    def measure(self, content: BlockContent, context: CheckContext) -> tuple[Edit, ...]:
        """Give what is to be set right in one block, positions in its plain text.

        An edit that would run over marks of Markdown is left out: nothing but text may change.
        """
        if content.kind in ("code", "rule"):
            return ()
        found = edits(
            content.plain,
            context.typography,
            part=_PARTS.get(content.kind, "paragraph"),
            protected=_code_spans(content),
            quoted=content.kind == "quote",
        )
        return tuple(edit for edit in found if _is_plain(edit, content))

    def judge(
        self,
        article: Article,
        measures: Sequence[tuple[Block, tuple[Edit, ...]]],
        context: CheckContext,
    ) -> list[Finding]:
        """Give one finding for equal faults, in the order of the text; one when all is good."""
        ignored = Ignored(context.accepted)
        groups: dict[tuple[str, str, str | None], list[_Fault]] = {}
        for fault in _faults(article, measures, context):
            if not ignored.covers(f"typography.{fault.edit.rule}", fault.found, "typography"):
                key = (fault.edit.rule, fault.found, fault.edit.text)
                groups.setdefault(key, []).append(fault)
        found = [_finding(group, context) for group in groups.values()]
        found += left_open([block for block, _ in measures], context)
        return found or [Finding("typography.all", "good")]


def _faults(
    article: Article, measures: Sequence[tuple[Block, tuple[Edit, ...]]], context: CheckContext
) -> Iterator[_Fault]:
    for field, part in _FIELDS:
        text: str = getattr(article, field)
        for edit in edits(text, context.typography, part=part):
            place = Where(edit.start, edit.end, field)
            yield _Fault(edit, text[edit.start : edit.end], _sample(text, edit), place)
    for block, found in measures:
        for edit in found:
            words = block.plain[edit.start : edit.end]
            place = where(block, edit.start, edit.end)
            yield _Fault(edit, words, _sample(block.plain, edit), place)


def _finding(group: Sequence[_Fault], context: CheckContext) -> Finding:
    first = group[0]
    edit = first.edit
    status: Status = "info" if edit.wording and not context.rewritten else "improve"
    return Finding(
        f"typography.{edit.rule}",
        status,
        {"count": len(group), "found": first.sample},
        value=len(group),
        where=first.where,
        places=tuple(fault.where for fault in group),
        replacements=() if edit.text is None else (edit.text,),
        message=f"typography.{edit.rule}",
    )


def _sample(text: str, edit: Edit) -> str:
    """Give the words around an edit, so that a fault of spaces can be recognised."""
    start, end = edit.start, edit.end
    while start and not text[start - 1].isspace():
        start -= 1
    if text[edit.start : edit.end].isspace():
        while end < len(text) and not text[end].isspace():
            end += 1
        while start and text[start - 1].isspace():
            start -= 1
    else:
        while end < len(text) and not text[end].isspace():
            end += 1
    return text[start:end].strip()[:60]


def _code_spans(content: BlockContent) -> list[Span]:
    spans: list[Span] = []
    for match in _CODE.finditer(content.markdown):
        inside = [i for i, o in enumerate(content.offsets) if match.start() <= o < match.end()]
        if inside:
            spans.append((inside[0], inside[-1] + 1))
    return spans


def _is_plain(edit: Edit, content: BlockContent) -> bool:
    start, end = content.offsets[edit.start], content.offsets[edit.end - 1] + 1
    return content.markdown[start:end] == content.plain[edit.start : edit.end]


def left_open(blocks: Sequence[Block], context: CheckContext) -> list[Finding]:
    """Point out each quotation that neither its paragraph nor the next ones close.

    A quotation over several paragraphs may open each of them again; a heading ends it.
    """
    found: list[Finding] = []
    waiting: Block | None = None
    for block in blocks:
        if block.kind in ("code", "rule") or not block.plain:
            continue
        text = block.plain
        if waiting is not None and block.kind == "paragraph" and _goes_on(text):
            waiting = None if "»" in text else block
            continue
        if waiting is not None:
            found.append(_open_finding(waiting, context))
        waiting = block if open_quotation(text) is not None else None
    return [*found, _open_finding(waiting, context)] if waiting is not None else found


def _goes_on(text: str) -> bool:
    closing, opening = text.find("»"), text.find("«")
    return text.lstrip().startswith(("«", "»")) or (closing >= 0 and not 0 <= opening < closing)


def _open_finding(block: Block, context: CheckContext) -> Finding:
    text = block.plain.rstrip()
    place = where(block, len(text) - 1, len(text))
    return Finding(
        OPEN_QUOTATION,
        "improve",
        {"found": shorten(text[open_quotation(text) or 0 :], 60, placeholder="…")},
        where=place,
        places=(place,),
        replacements=(fix(f"{text[-1]}»", context.typography),),
        message=OPEN_QUOTATION,
    )
