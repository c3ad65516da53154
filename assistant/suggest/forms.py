"""Questions about a clause in fixed forms, with a place where the text is one place's, else with its title."""

from __future__ import annotations

from assistant import phrases
from assistant.suggest import wording
from corpus.bodies import ResponsibleBody
from corpus.body_words import Role
from corpus.model import Clause
from corpus.targets import Target

_COUNTED = frozenset("个家项件款条种座所台套场人名")


def target_form(target: Target, words: str, place: str | None, title: str) -> str:
    """What the figure is; of things that are counted, how many."""
    counted = target.unit in _COUNTED
    if place is None:
        form = phrases.NEXT_TARGET_COUNT_OF if counted else phrases.NEXT_TARGET_OF
    else:
        form = phrases.NEXT_TARGET_COUNT if counted else phrases.NEXT_TARGET
    return form.format(place=place, title=title, year=target.year, matter=words, unit=target.unit)


def body_form(bodies: list[ResponsibleBody], words: str, place: str | None, title: str) -> str:
    """Who leads, or answers for, a matter."""
    led = any(b.role is Role.LEADS for b in bodies)
    if place is None:
        form = phrases.NEXT_BODY_LED_OF if led else phrases.NEXT_BODY_OF
        return form.format(title=title, matter=words)
    form = phrases.NEXT_BODY_LED if led else phrases.NEXT_BODY
    return form.format(place=place, matter=words)


def measures_form(clause: Clause, words: str, place: str | None, title: str) -> str:
    """What a clause provides about a matter, or how it does what its heading says."""
    if wording.is_work(words):
        return phrases.NEXT_WORK.format(title=title, matter=words)
    if place is None:
        return phrases.NEXT_OF.format(title=title, matter=words)
    form = phrases.NEXT_ACT if wording.act(clause) else phrases.NEXT_MATTER
    return form.format(place=place, matter=words)
