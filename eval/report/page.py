"""The report as one HTML page that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.case import chinese_type_name
from eval.evaluation import Evaluation
from eval.metrics import Metric
from eval.report.grids import WIDEST, Grid, overall_grid
from eval.report.heat import heat_table
from eval.report.lapse_view import lapses_html
from eval.report.markdown import comparison_grids, gain_sentence, origin_lines, split_name
from eval.report.provenance import Provenance
from eval.report.reliability_view import reliability_html
from eval.report.svg import BarGroup, bars
from eval.report.wording import METRIC_NAMES, config_name
from eval.summary import Summary

PLOTTED = (Metric.EVIDENCE_5, Metric.EVIDENCE_1, Metric.MRR_10, Metric.ANSWER)
HEATED = (Metric.EVIDENCE_1, Metric.EVIDENCE_5, Metric.ANSWER)

_STYLE = """
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1b2a33;
max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid #ccd;padding:.25rem .6rem;text-align:left}
th{background:#f2f5f7}
th:first-child{white-space:nowrap}
svg{width:100%;height:auto;margin:1rem 0;font-size:12px}
.title{font-size:14px;font-weight:600}
.tick{font-size:10px;fill:#555}
.wide{overflow-x:auto}
.heat td{text-align:center}
caption{text-align:left;font-weight:600}
details{border:1px solid #dde;border-radius:6px;padding:.4rem .8rem;margin:.4rem 0}
summary{cursor:pointer}
.hit{color:#445;margin:.2rem 0 .2rem 1rem}
.met{border-left:3px solid #2a7;padding-left:.5rem}
"""
# A page of figures loads nothing; the policy makes a slip in escaping harmless.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report_html(evaluation: Evaluation, provenance: Provenance) -> str:
    """Tables, plots over configurations and by type, and the tune split's failures."""
    title = f"有据评测报告（{split_name(provenance.split)}，{provenance.cases} 题）"
    summaries = evaluation.summaries
    body = [
        f"<h1>{escape(title)}</h1>",
        grid_html(overall_grid(summaries)),
        f"<p>{escape(gain_sentence(evaluation.gain))}</p>",
        *(_overall_plot(metric, summaries) for metric in PLOTTED),
        *(grid_html(grid) for grid in comparison_grids(evaluation)),
        "<h2>分题型</h2>",
        *(heat_table(summaries, metric) for metric in HEATED),
        # Bars of twenty configurations a type say less than the heat tables above them.
        *(_type_plot(metric, summaries) for metric in PLOTTED if len(summaries) <= WIDEST),
        *(reliability_html(name, found) for name, found in evaluation.reliability.items()),
        *(lapses_html(name, found) for name, found in evaluation.lapses.items()),
        "<h2>来源</h2><ul>",
        *(f"<li>{escape(line)}</li>" for line in origin_lines(provenance)),
        "</ul>",
    ]
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def grid_html(grid: Grid) -> str:
    """Title, note and table."""
    heading = "".join(f"<th>{escape(cell)}</th>" for cell in grid.heading)
    rows = "".join(
        f"<tr><th>{escape(first)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in others)}</tr>"
        for first, *others in grid.rows
    )
    title = f"<h2>{escape(grid.title)}</h2>" if grid.title else ""
    note = f"<p>{escape(grid.note)}</p>" if grid.note else ""
    return f'{title}{note}<div class="wide"><table><tr>{heading}</tr>{rows}</table></div>'


def _overall_plot(metric: Metric, summaries: Sequence[Summary]) -> str:
    measured = [s for s in summaries if s.overall[metric].n]
    groups = [BarGroup(config_name(s.name), [s.overall[metric]]) for s in measured]
    return bars(f"{METRIC_NAMES[metric]}，总体", [METRIC_NAMES[metric]], groups)


def _type_plot(metric: Metric, summaries: Sequence[Summary]) -> str:
    types = [t for t in summaries[0].by_type if any(s.by_type[t][metric].n for s in summaries)]
    groups = [BarGroup(chinese_type_name(t), [s.by_type[t][metric] for s in summaries]) for t in types]
    return bars(f"{METRIC_NAMES[metric]}，分题型", [config_name(s.name) for s in summaries], groups)
