"""Forms of the preview page that put a draft right: lines in another role or place, words of a picture."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from corpus.drafts import Draft
from corpus.placements import ROLE_NAMES, Placement
from corpus.preview import Preview
from corpus.transcripts import MAX_CHARS, Transcript
from web.library.library import LibraryError
from web.templating import without_controls

MAX_CORRECTIONS = 200  # of each sort; whoever needs more should mend the file itself
_QUOTE_CHARS = 12


def placed(draft: Draft, shown: Preview, form: Mapping[str, str]) -> Draft:
    """The draft with one more line, or run of lines, in its right role. Raises LibraryError."""
    lines = {line.number: line for line in shown.lines}
    first = _number(form.get("line", ""), "起始行")
    last = _number(form.get("last", ""), "结束行") if form.get("last", "").strip() else first
    after = _number(form.get("after", ""), "目标行") if form.get("role") == "move" else None
    role = next((r for r in ROLE_NAMES if r == form.get("role")), None)
    if role is None:
        raise LibraryError("请选择这几行应当作什么。")
    for number in filter(None, (first, last, after)):
        if number not in lines:
            raise LibraryError(f"第 {number} 行不存在或是空行。请对照条款左侧的行号。")
    if last < first:
        raise LibraryError("结束行在起始行之前。")
    if len(draft.placements) >= MAX_CORRECTIONS:
        raise LibraryError(f"一份文件最多更正 {MAX_CORRECTIONS} 处。请先改好原文件再上传。")
    quote = lines[first].raw[:_QUOTE_CHARS]
    new = Placement(role=role, line=first, last=last, quote=quote, after=after)
    return draft.model_copy(update={"placements": (*draft.placements, new)})


def typed_in(draft: Draft, shown: Preview, form: Mapping[str, str]) -> Draft:
    """The draft with the words of a picture, or with the word of a person that it holds none. Raises LibraryError."""
    wordless = form.get("wordless") == "1"
    text = "" if wordless else str(without_controls(form.get("text", ""))).strip()
    page = _number(form["page"], "页码") if form.get("page", "").strip() else None
    gap = _number(form["gap"], "行号", least=0) if form.get("gap", "").strip() else None
    if not text and not (wordless and (page or gap is not None)):
        raise LibraryError("请录入图片中的文字。")
    if len(text) > MAX_CHARS:
        raise LibraryError(f"一处图片文字最多 {MAX_CHARS // 10_000} 万字。")
    if len(draft.transcripts) >= MAX_CORRECTIONS:
        raise LibraryError(f"一份文件最多补录 {MAX_CORRECTIONS} 处。")
    if page is not None and str(page) not in {g.pages for g in shown.gaps}:
        raise LibraryError(f"第 {page} 页不是图片，没有可补录的缺漏。")
    if gap is not None and gap not in {g.line for g in shown.gaps if g.pages is None}:
        raise LibraryError(f"第 {gap} 行之后没有图片，请刷新页面。")
    after = shown.line_before_page(page) if page else gap
    if after is None:
        after = _number(form.get("after", ""), "行号", least=0)
    try:
        new = Transcript(after=after, page=page, text=text)
    except ValidationError as error:
        raise LibraryError("图片文字无法保存，请检查行号。") from error
    filled = [g for g in shown.gaps if new.fills(g)] if page or gap is not None else []
    kept = tuple(t for t in draft.transcripts if not any(t.fills(g) for g in filled))
    return draft.model_copy(update={"transcripts": (*kept, new)})


def without(draft: Draft, form: Mapping[str, str]) -> Draft:
    """The draft without one of its corrections, named by its sort and its place in the list."""
    sort, at = form.get("sort", ""), _number(form.get("at", ""), "序号", least=0)
    held = {"placements": draft.placements, "transcripts": draft.transcripts}.get(sort, ())
    if not at < len(held):
        raise LibraryError("这处更正已经不在了。请刷新页面。")
    return draft.model_copy(update={sort: (*held[:at], *held[at + 1 :])})


def _number(text: str, name: str, least: int = 1) -> int:
    stripped = text.strip()
    if not (stripped.isascii() and stripped.isdigit() and len(stripped) < 8 and int(stripped) >= least):
        raise LibraryError(f"{name}应为数字，请对照条款左侧的行号填写。")
    return int(stripped)
