"""Accents that can be read, whatever colour settings ask for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.theme import LARGE_CONTRAST, TEXT_CONTRAST, contrast, legible, theme_css

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#1d4a86", "#ffffff", 8.6),
        ("#abcdef", "#abcdef", 1.0),
    ],
)  # 4.48: the grey that WCAG's explanation names as just too light
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.3)
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS, COLOURS, st.floats(1, 4.5))
def test_a_legible_colour_is_legible(colour: str, paper: str, least: float) -> None:
    assert contrast(legible(colour, paper, least), paper) >= least


def test_a_colour_that_is_legible_stays() -> None:
    assert legible("#1d4a86", "#ffffff", TEXT_CONTRAST) == "#1d4a86"


@given(COLOURS)
def test_every_accent_is_legible_in_every_look(accent: str) -> None:
    looks = dict(re.findall(r"^(:root|html\S*) \{\n  --yj-accent: (#\w{6})", theme_css(accent), re.M))
    papers = {
        ":root": ("#ffffff", TEXT_CONTRAST),
        'html[data-tone="dark"]': ("#202327", TEXT_CONTRAST),
        "html[data-large]": ("#ffffff", LARGE_CONTRAST),
        'html[data-large][data-tone="dark"]': ("#000000", LARGE_CONTRAST),
    }
    assert looks.keys() == papers.keys()
    for look, (paper, least) in papers.items():
        assert contrast(looks[look], paper) >= least
    solids = re.findall(r"--yj-solid: (#\w{6})", theme_css(accent))
    assert all(contrast(solid, "#ffffff") >= TEXT_CONTRAST for solid in solids)
