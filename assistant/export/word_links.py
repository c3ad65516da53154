"""Numbers in a Word text that lead to their source at its end: a hyperlink there, a bookmark here."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def add_reference(paragraph: Paragraph, number: int) -> None:
    """[1], raised, leading to the source of that number."""
    link = OxmlElement("w:hyperlink", {qn("w:anchor"): _name(number), qn("w:history"): "1"})
    element = OxmlElement("w:r")
    link.append(element)
    paragraph._p.append(link)
    run = Run(element, paragraph)
    run.text = f"[{number}]"
    run.font.superscript = True


def add_target(paragraph: Paragraph, number: int) -> None:
    """[1] at the head of a source, where references of that number lead."""
    start = OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): _name(number)})
    paragraph._p.append(start)
    paragraph.add_run(f"[{number}]")
    paragraph._p.append(OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)}))


def _name(number: int) -> str:
    return f"source_{number}"
