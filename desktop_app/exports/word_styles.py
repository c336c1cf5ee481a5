"""How our Word documents look: A4, fonts that exist everywhere, one definition per list kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from desktop_app.exports.word_xml import Xml, element_of, make

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle

_FONT: Final = "Arial"
_CODE_FONT: Final = "Courier New"
_INK: Final = RGBColor(0x1D, 0x1D, 0x1F)
_QUIET: Final = RGBColor(0x55, 0x5A, 0x61)
_LINK: Final = RGBColor(0x0B, 0x57, 0xA4)
_HEADING_SIZES: Final = {1: 22, 2: 16, 3: 13, 4: 12, 5: 11, 6: 11}
_LEVELS: Final = 9
_BULLETS: Final = "•–▪"
INDENT_CM: Final = 0.75
_BULLETS_ID, _NUMBERS_ID = 0, 1


@dataclass(frozen=True)
class Lists:
    """The numbers of the definitions that bulleted and numbered lists take their look from."""

    bullets: int = _BULLETS_ID
    numbers: int = _NUMBERS_ID


def language_tag(language: str) -> str:
    """Give the tag that Word proofs a language under: « fr » is « fr-FR »."""
    return {"fr": "fr-FR", "en": "en-US", "es": "es-ES", "de": "de-DE"}.get(language, language)


def dress(document: Document, language: str) -> None:
    """Give a new document the house's page, styles, lists and proofing language."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    _set_fonts_and_language(document, language_tag(language))
    _set_headings(document)
    _set_texts(document)
    _set_lists(document)


def _set_fonts_and_language(document: Document, tag: str) -> None:
    root: Xml = document.styles.element
    for fonts in list(root.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    for lang in list(root.iter(qn("w:lang"))):
        lang.set(qn("w:val"), tag)
    defaults: Xml = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.insert(0, make("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT))
    settings: Xml = document.settings.element
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), tag)


def _set_headings(document: Document) -> None:
    for level, size in _HEADING_SIZES.items():
        style = _paragraph_style(document, f"Heading {level}")
        style.font.size = Pt(size)
        style.font.bold = True
        style.font.italic = level > 4
        style.font.color.rgb = _INK
        spacing = style.paragraph_format
        spacing.space_before = Pt(0 if level == 1 else 18 if level == 2 else 12)
        spacing.space_after = Pt(12 if level == 1 else 6)
        spacing.line_spacing = 1.15
        spacing.keep_with_next = True


def _set_texts(document: Document) -> None:
    normal = _paragraph_style(document, "Normal")
    normal.font.size = Pt(11)
    normal.font.color.rgb = _INK
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.35
    normal.paragraph_format.widow_control = True
    chapo = _new_style(document, "Chapo")
    chapo.font.size = Pt(13)
    chapo.font.color.rgb = _QUIET
    chapo.paragraph_format.space_after = Pt(14)
    quote = _paragraph_style(document, "Quote")
    quote.font.italic = True
    quote.font.color.rgb = _QUIET
    quote.paragraph_format.left_indent = Cm(INDENT_CM)
    caption = _paragraph_style(document, "Caption")
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9.5), False, _QUIET
    code = _new_style(document, "Code")
    code.font.name, code.font.size = _CODE_FONT, Pt(9.5)
    code.paragraph_format.line_spacing = 1.1
    inline = _character_style(document, "Code Char")
    inline.font.name, inline.font.size = _CODE_FONT, Pt(10)
    link = _character_style(document, "Hyperlink")
    link.font.color.rgb, link.font.underline = _LINK, True


def _set_lists(document: Document) -> None:
    """Replace the template's numbering by one definition for bullets and one for figures."""
    root: Xml = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for bullet in (True, False):
        add_definition(document, bullet=bullet)
    for style in document.styles:
        properties: Xml = element_of(style).find(qn("w:pPr"))
        if properties is None:
            continue
        for numbering in properties.findall(qn("w:numPr")):
            properties.remove(numbering)
    for name in ("List Bullet", "List Number", "List Continue"):
        spacing = _paragraph_style(document, name).paragraph_format
        spacing.space_after = Pt(4)
        spacing.left_indent = spacing.first_line_indent = None


def add_definition(document: Document, *, bullet: bool) -> int:
    """Add our own definition of a list, after those there are; gives its number."""
    root: Xml = document.part.numbering_part.element
    present = [child for child in root if child.tag == qn("w:abstractNum")]
    number = max((int(child.get(qn("w:abstractNumId"))) for child in present), default=-1) + 1
    definition = make("abstractNum", abstractNumId=number)
    root.insert(len(present) and root.index(present[-1]) + 1, definition)
    make("multiLevelType", definition, val="hybridMultilevel")
    for level in range(_LEVELS):
        _add_level(definition, level, bullet=bullet)
    return number


def list_definition_of(document: Document, style: str, *, bullet: bool) -> int | None:
    """Give the definition a list style counts by, None when it has none of this kind."""
    properties: Xml = element_of(document.styles[style]).find(qn("w:pPr"))
    path = f"{qn('w:numPr')}/{qn('w:numId')}"
    used = None if properties is None else properties.find(path)
    if used is None:
        return None
    root: Xml = document.part.numbering_part.element
    for instance in root.findall(qn("w:num")):
        if instance.get(qn("w:numId")) != used.get(qn("w:val")):
            continue
        wanted = instance.find(qn("w:abstractNumId")).get(qn("w:val"))
        for definition in root.findall(qn("w:abstractNum")):
            if definition.get(qn("w:abstractNumId")) == wanted:
                return int(wanted) if _is_kind(definition, bullet=bullet) else None
    return None


def _is_kind(definition: Xml, *, bullet: bool) -> bool:
    """Tell whether a definition has nested levels too, and bullets or figures as wanted."""
    levels = definition.findall(qn("w:lvl"))
    form = None if len(levels) < 2 else levels[0].find(qn("w:numFmt"))
    return form is not None and (form.get(qn("w:val")) == "bullet") == bullet


def _add_level(definition: Xml, level: int, *, bullet: bool) -> None:
    element = make("lvl", definition, ilvl=level)
    make("start", element, val=1)
    make("numFmt", element, val="bullet" if bullet else "decimal")
    make("lvlText", element, val=_BULLETS[level % 3] if bullet else f"%{level + 1}.")
    make("lvlJc", element, val="left")
    left = int(Cm(INDENT_CM * (level + 1)).twips)
    make("ind", make("pPr", element), left=left, hanging=int(Cm(INDENT_CM).twips))


def add_list(document: Document, lists: Lists, *, ordered: bool, level: int, start: int) -> int:
    """Begin a list that counts on its own from `start`; gives its numbering's id."""
    root: Xml = document.part.numbering_part.element
    present = root.findall(qn("w:num"))
    number = max((int(child.get(qn("w:numId"))) for child in present), default=0) + 1
    instance = make("num", numId=number)
    others = [child for child in root if child.tag in (qn("w:num"), qn("w:abstractNum"))]
    root.insert(root.index(others[-1]) + 1, instance)
    make("abstractNumId", instance, val=lists.numbers if ordered else lists.bullets)
    if ordered:
        override = make("lvlOverride", instance, ilvl=level)
        make("startOverride", override, val=start)
    return number


def add_house_style(document: Document, name: str, normal: str) -> None:
    """Add one of our styles to a template that has none like it, on its own plain text."""
    if name == "Table Grid":
        _add_grid(document)
        return
    if name in ("Code Char", "Hyperlink"):
        inline = _character_style(document, name)
        if name == "Hyperlink":
            inline.font.color.rgb, inline.font.underline = _LINK, True
        else:
            inline.font.name = _CODE_FONT
        return
    kind = WD_STYLE_TYPE.PARAGRAPH
    built_in = name not in ("Chapo", "Code")
    style = cast("ParagraphStyle", _add_style(document, name, kind, builtin=built_in))
    if name != normal and normal in document.styles:
        style.base_style = document.styles[normal]
    style.quick_style = True
    if name.startswith("Heading"):
        level = int(name[-1])
        style.font.size, style.font.bold = Pt(_HEADING_SIZES[level]), True
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(0 if level == 1 else 14)
        style.paragraph_format.space_after = Pt(6)
        level_of: Xml = element_of(style).get_or_add_pPr()
        level_of.append(make("outlineLvl", val=level - 1))
    elif name == "Chapo":
        style.font.bold = True
    elif name in ("Quote", "Caption"):
        style.font.italic = True
    elif name == "Code":
        style.font.name = _CODE_FONT


def _add_grid(document: Document) -> None:
    style = _add_style(document, "Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
    borders = make("tblBorders", make("tblPr", element_of(style)))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        make(side, borders, val="single", sz=4, space=0, color="auto")


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", document.styles[name])


def _new_style(document: Document, name: str) -> ParagraphStyle:
    style = cast("ParagraphStyle", _add_style(document, name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _character_style(document: Document, name: str) -> CharacterStyle:
    return cast("CharacterStyle", _add_style(document, name, WD_STYLE_TYPE.CHARACTER))


def _add_style(
    document: Document, name: str, kind: WD_STYLE_TYPE, *, builtin: bool = False
) -> object:
    builtin = builtin or name == "Hyperlink"
    return cast("Any", document.styles).add_style(name, kind, builtin=builtin)
