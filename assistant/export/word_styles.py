"""The look of an exported Word document: fonts that Chinese offices have, A4, quiet colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

CARE = "Youju Care"  # a warning
QUIET = "Youju Quiet"  # how a question was read, who made the document
SOURCE = "Youju Source"  # an entry of the list of sources

LATIN, TEXT, HEADING = "Times New Roman", "宋体", "黑体"
_INK = RGBColor(0x23, 0x21, 0x1E)
_SOFT = RGBColor(0x5F, 0x5A, 0x52)
_CARE_FILL, _HEAD_FILL = "FDF3E1", "EFECE6"


def dress(document: Document) -> None:
    """Set page, language and styles of a new document."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin = section.bottom_margin = Cm(2.6)
    _speak_chinese(document)
    normal = _style(document, "Normal", 12, TEXT)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(6)
    for name, size_pt in (("Heading 1", 16), ("Heading 2", 13)):
        _style(document, name, size_pt, HEADING).font.bold = True
    _style(document, "List Bullet", 12, TEXT)
    quiet = _style(document, QUIET, 10.5, TEXT)
    quiet.font.color.rgb = _SOFT
    source = _style(document, SOURCE, 10.5, TEXT)
    source.paragraph_format.left_indent, source.paragraph_format.first_line_indent = Cm(1.0), Cm(-1.0)
    source.paragraph_format.tab_stops.add_tab_stop(Cm(1.0))
    care = _style(document, CARE, 11, TEXT)
    _fill(care.element.get_or_add_pPr(), _CARE_FILL)


def mark_header_row(table: Table) -> None:
    """The first row stands out and is repeated on every page that the table goes on to."""
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        _fill(cell._tc.get_or_add_tcPr(), _HEAD_FILL)
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.bold = True


def _style(document: Document, name: str, size_pt: float, east_asian: str) -> ParagraphStyle:
    """A paragraph style, made where there is none; without an East Asian font Word would choose one."""
    styles = document.styles
    known = {style.name for style in styles}
    style = cast(
        "ParagraphStyle",
        styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH),
    )
    if name not in known:
        style.base_style = styles["Normal"]
    style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size_pt), _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over the named one
    fonts.set(qn("w:eastAsia"), east_asian)
    return style


def _speak_chinese(document: Document) -> None:
    """Chinese as the language of the text, so that it breaks and is checked as such."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for language in () if defaults is None else defaults.iterchildren(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _fill(properties: object, colour: str) -> None:
    """A background, in the place that the schema gives it among a paragraph's or a cell's properties."""
    after = ("w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
             "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
             "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:noWrap", "w:tcMar", "w:vAlign")  # fmt: skip
    shade = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): colour})
    properties.insert_element_before(shade, *after)  # type: ignore[attr-defined]  # an untyped lxml class
