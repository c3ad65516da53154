"""The look that settings decide: accent colour and font stacks, as CSS variables and as Gradio's theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

# Only fonts that machines have: nothing is fetched.
SANS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")
SERIF = ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC")


def font_stack(names: tuple[str, ...], generic: str) -> str:
    """A CSS font-family value."""
    return ", ".join([*(f'"{name}"' for name in names), generic])


PAPERS = {"light": "#ffffff", "dark": "#202327"}  # as in palette.css
TEXT_CONTRAST = 5.5  # WCAG 2.2 AA asks for 4.5 on plain paper; what stands on a tint of it has less
LARGE_CONTRAST = 7.5  # AAA asks for 7; for the high-contrast look


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` (0-1) of one colour `#rrggbb`, the rest of the other; color-mix is unknown to older office browsers.

    >>> mixed("#1d4a86", "#ffffff", 0.08)
    '#edf1f5'
    """
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(b + (a - b) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance, 0-1 (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1-21 (WCAG 2.2).

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: str, paper: str, least: float) -> str:
    """The colour, moved towards black or white until text in it has `least` contrast on the paper."""
    end = "#000000" if luminance(paper) > 0.18 else "#ffffff"  # 0.18: as far from black as from white
    steps = (mixed(colour, end, 1 - step / 20) for step in range(21))
    return next((c for c in steps if contrast(c, paper) >= least), end)


def _accents(selector: str, accent: str, paper: str, least: float) -> str:
    text = legible(accent, paper, least)
    solid = legible(accent, "#ffffff", TEXT_CONTRAST)
    return (
        f"{selector} {{\n"
        f"  --yj-accent: {text};\n"
        f"  --yj-solid: {solid};\n"
        "  --yj-on-solid: #ffffff;\n"
        f"  --yj-accent-faint: {mixed(accent, paper, 0.04)};\n"
        f"  --yj-accent-bg: {mixed(accent, paper, 0.08 if paper == PAPERS['light'] else 0.4)};\n"
        f"  --yj-accent-line: {mixed(text, paper, 0.28)};\n"
        "}\n"
    )


def theme_css(accent: str) -> str:
    """The variables that settings decide, for each look that palette.css has."""
    fonts = f"  --yj-sans: {font_stack(SANS, 'sans-serif')};\n  --yj-serif: {font_stack(SERIF, 'serif')};\n"
    return (
        f":root {{\n{fonts}}}\n"
        + _accents(":root", accent, PAPERS["light"], TEXT_CONTRAST)
        + _accents('html[data-tone="dark"]', accent, PAPERS["dark"], TEXT_CONTRAST + 1)
        + _accents("html[data-large]", accent, PAPERS["light"], LARGE_CONTRAST)
        + _accents('html[data-large][data-tone="dark"]', accent, "#000000", LARGE_CONTRAST + 2)
    )


def gradio_theme() -> Base:
    """Gradio's plainest theme with local fonts; colours come from our style sheets."""
    from web.quiet_gradio import gradio as gr

    fonts = tuple(gr.themes.Font(name) for name in SANS)
    return gr.themes.Base(
        font=(*fonts, gr.themes.Font("sans-serif")), font_mono=(gr.themes.Font("monospace"),)
    )
