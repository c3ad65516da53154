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


def tint(colour: str, share: float) -> str:
    """A colour `#rrggbb` thinned with white; done here since color-mix is unknown to older office browsers.

    >>> tint("#1d4a86", 0.08)
    '#edf1f5'
    """
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def theme_css(accent: str) -> str:
    """The variables that all our style sheets read."""
    return (
        ":root {\n"
        f"  --yj-accent: {accent};\n"
        f"  --yj-accent-faint: {tint(accent, 0.04)};\n"
        f"  --yj-accent-bg: {tint(accent, 0.08)};\n"
        f"  --yj-accent-line: {tint(accent, 0.28)};\n"
        f"  --yj-sans: {font_stack(SANS, 'sans-serif')};\n"
        f"  --yj-serif: {font_stack(SERIF, 'serif')};\n"
        "}\n"
    )


def gradio_theme() -> Base:
    """Gradio's plainest theme with local fonts; colours come from our style sheets."""
    import gradio as gr

    fonts = tuple(gr.themes.Font(name) for name in SANS)
    return gr.themes.Base(
        font=(*fonts, gr.themes.Font("sans-serif")), font_mono=(gr.themes.Font("monospace"),)
    )
