"""Failures for reading: the whole account on the page, a line each in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.explain import Explained
from assistant.explain_words import RAW
from eval.case import chinese_type_name
from eval.failures import Lapse
from eval.outcome import SeenHit
from eval.report.wording import ABSENT, config_name
from eval.why import Wanted, Why, lead_words, place_words, source_of

SHOWN_HITS = 5
SHOWN_CHARACTERS = 160
NOTE = "检验集只看汇总数字，不列出单题。"


def lapses_title(name: str, found: Sequence[Lapse]) -> str:
    """The heading above the failures of a configuration."""
    return f"{config_name(name)}：调参集中出错的 {len(found)} 题"


def lapses_markdown(name: str, found: Sequence[Lapse]) -> str:
    """A line for each case; empty where nothing went wrong."""
    if not found:
        return ""
    lines = "\n".join(f"- {_label(lapse)}{_short(lapse.why)}" for lapse in found)
    return f"## {lapses_title(name, found)}\n\n{NOTE}\n\n{lines}"


def _short(why: Why | None) -> str:
    if why is None:
        return ""
    parts = []
    for wanted in why.wanted:
        text = f"证据在{wanted.source}，{place_words(wanted)}"
        if wanted.first is not None and wanted.leads:
            text += f"，排第一的是{source_of(wanted.first)}，{lead_words(wanted.leads)}"
        parts.append(text)
    return "".join(f"。{part}" for part in parts)


def lapses_html(name: str, found: Sequence[Lapse]) -> str:
    """A fold-out for each case."""
    heading = f"<h2>{escape(lapses_title(name, found))}</h2><p>{NOTE}</p>"
    return heading + "".join(_lapse(lapse) for lapse in found)


def _label(lapse: Lapse) -> str:
    case = lapse.score.case
    return f"[{chinese_type_name(case.type)}] {case.question} —— {'、'.join(lapse.reasons)}（{case.id}）"


def _lapse(lapse: Lapse) -> str:
    case, outcome = lapse.score.case, lapse.score.outcome
    quotes = [" 或 ".join(f"{q.doc}：{q.quote}" for q in group.any) for group in case.evidence]
    lines = [
        *(f"<p>此前：{escape(earlier)}</p>" for earlier in case.history),
        *(f"<p>证据：{escape(text)}</p>" for text in quotes),
        f"<p>要点：{escape('；'.join(case.answer_keys))}</p>" if case.answer_keys else "",
        f"<p>回答（{outcome.status}）：{escape(outcome.answer)}</p>",
        *(
            _hit(rank, hit, bool(met))
            for rank, (hit, met) in enumerate(zip(outcome.hits, lapse.score.met, strict=True), 1)
            if rank <= SHOWN_HITS
        ),
        _why(lapse.why) if lapse.why is not None else "",
    ]
    return f"<details><summary>{escape(_label(lapse))}</summary>{''.join(lines)}</details>"


def _hit(rank: int, hit: SeenHit, met: bool) -> str:
    place = hit.clause_ids[0] if hit.clause_ids else hit.file
    return f'<div class="hit{" met" if met else ""}">{rank}. {escape(place)}：{escape(_cut(hit.text))}</div>'


def _why(why: Why) -> str:
    understood = "；".join(f"{label}：{value}" for label, value in why.understood)
    return f"<p>理解：{escape(understood)}</p>" + "".join(_wanted(wanted) for wanted in why.wanted)


def _wanted(wanted: Wanted) -> str:
    """Where the evidence came, and its signals beside those of what came first."""
    lines = [f"<p>证据在{escape(wanted.source)}，{place_words(wanted)}。</p>"]
    if wanted.text:
        lines.append(f'<div class="hit met">{escape(_cut(wanted.text))}</div>')
    if wanted.explained is not None and wanted.first is not None and wanted.leads:
        first = wanted.first
        lines += [
            f"<p>排第一的是{escape(source_of(first))}：{escape(lead_words(wanted.leads))}。</p>",
            f'<div class="hit">{escape(_cut(first.passage.text))}</div>',
            _signals(wanted, wanted.explained, first),
        ]
    return "".join(lines)


def _signals(wanted: Wanted, own: Explained, first: Explained) -> str:
    rows = [
        ("总分", own.score, first.score, 2),
        *((lead.name, lead.wanted, lead.first, 2) for lead in wanted.leads),
        *((name, a, b, 3) for name, a, b in zip(RAW, _raw(own), _raw(first), strict=True)),
    ]
    body = "".join(
        f"<tr><th>{escape(name)}</th><td>{a:.{d}f}</td><td>{b:.{d}f}</td><td>{b - a:+.{d}f}</td></tr>"
        for name, a, b, d in rows  # d decimals
    )
    folded = f"<p>证据所在分段并入了 {escape(own.folded_into)}。</p>" if own.folded_into else ""
    return f"<table><tr><th>得分</th><th>证据</th><th>排第一者</th><th>差</th></tr>{body}</table>{folded}"


def _raw(explained: Explained) -> tuple[float, float, float, float]:
    """In the order of RAW."""
    return explained.late, explained.dense, explained.lexical, explained.coverage


def _cut(text: str) -> str:
    return text[:SHOWN_CHARACTERS] + ("…" if len(text) > SHOWN_CHARACTERS else "") or ABSENT
