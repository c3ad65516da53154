"""What is read out of the clauses, for other programs and for people: targets, bodies, references."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal

from corpus.bodies import ResponsibleBody, find_bodies
from corpus.model import Corpus
from corpus.references import Reference, find_references
from corpus.targets import Target, find_targets


def add_extract_options(parser: ArgumentParser) -> None:
    """`--targets`, `--bodies` and `--references`, each alone; with `--jsonl` as objects."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--targets", action="store_true", help="列出规划所定的量化目标（可配合 --jsonl）")
    group.add_argument("--bodies", action="store_true", help="列出各条款的责任单位及其角色（可配合 --jsonl）")
    group.add_argument(
        "--references", action="store_true", help="列出条款之间的引用及其所指（可配合 --jsonl）"
    )


def extract_lines(corpus: Corpus, document_ids: frozenset[str], arguments: Namespace) -> Iterator[str] | None:
    """The lines that the chosen option asks for, or None where none is chosen."""
    lines: Iterator[tuple[str, dict[str, object], str]]
    if arguments.targets:
        lines = ((t.document, target_to_dict(t), _target_line(t)) for t in find_targets(corpus))
    elif arguments.bodies:
        lines = (
            (b.document, body_to_dict(b), f"{b.clause_id}\t{b.role}\t{b.name}") for b in find_bodies(corpus)
        )
    elif arguments.references:
        lines = (
            (
                r.document,
                reference_to_dict(r),
                "\t".join((r.clause_id, r.text, r.target or "—", r.reason or "")),
            )
            for r in find_references(corpus)
        )
    else:
        return None
    return (
        json.dumps(data, ensure_ascii=False) if arguments.jsonl else line
        for document, data, line in lines
        if document in document_ids
    )


def _target_line(target: Target) -> str:
    year = str(target.year) if target.year else "—"
    return f"{target.clause_id}\t{year}\t{target.indicator}\t{target.value_text}"


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def target_to_dict(target: Target) -> dict[str, object]:
    """One target; `value` is `low` where it is no range; numbers are in `unit`, 万 and 亿 multiplied out.

    `text` is the verbatim statement at `spans`, `value_text` the verbatim figure at `value_spans`.
    """
    ranged = target.high is not None
    return {
        "clause_id": target.clause_id,
        "document": target.document,
        "indicator": target.indicator,
        "subject": target.subject,
        "comparator": target.comparator.value,
        "value": None if ranged else _number(target.low),
        "low": _number(target.low) if ranged else None,
        "high": _number(target.high),
        "unit": target.unit,
        "value_text": target.value_text,
        "value_spans": [list(span) for span in target.value_spans],
        "year": target.year,
        "year_from": target.year_from.value if target.year_from else None,
        "region": target.region,
        "scope": target.scope,
        "text": target.statement,
        "file": target.file,
        "spans": [list(span) for span in target.spans],
    }


def body_to_dict(body: ResponsibleBody) -> dict[str, object]:
    """One responsible body; `name` is verbatim at `spans`, `text` the statement that makes it so."""
    return {
        "clause_id": body.clause_id,
        "document": body.document,
        "body": body.name,
        "role": body.role.value,
        "text": body.statement,
        "file": body.file,
        "spans": [list(span) for span in body.spans],
    }


def reference_to_dict(reference: Reference) -> dict[str, object]:
    """One cross-reference; `target` is a clause id or null, `reason` says why or what was assumed."""
    return {
        "clause_id": reference.clause_id,
        "document": reference.document,
        "text": reference.text,
        "target": reference.target,
        "reason": reference.reason,
        "file": reference.file,
        "spans": [list(span) for span in reference.spans],
    }
