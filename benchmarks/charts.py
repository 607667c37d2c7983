"""Charts of the figures in docs/performance.md, drawn with matplotlib (extra `docs`) as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

OURS, OTHERS, TEXT = "#0b57a4", "#9a9a9a", "#777777"
"""Colours that are legible on a light and on a dark page."""


def bars(rates: Mapping[str, float], path: Path) -> None:
    """Name → characters a second, as bars on a logarithmic scale, the fastest on top."""
    names = sorted(rates, key=lambda name: rates[name])
    figure, axes = _figure(8, 0.4 * len(names) + 0.8)
    colours = [OURS if name.startswith("newsextract") else OTHERS for name in names]
    drawn = axes.barh(names, [rates[name] for name in names], color=colours)
    axes.bar_label(drawn, labels=[f"{rates[name]:,.0f}" for name in names], padding=3, color=TEXT, fontsize=8)
    axes.set_xscale("log")
    axes.set_xlim(right=4 * max(rates.values()))
    axes.set_xlabel("characters a second, one core", color=TEXT)
    _save(figure, path)


def curves(panels: Sequence[tuple[str, Mapping[float, float]]], path: Path) -> None:
    """One panel for each (title of the x axis, x → nanoseconds a character): level is linear cost."""
    figure, axes = _figure(8, 2.8, len(panels))
    highest = max(max(points.values()) for _, points in panels)
    for ax, (title, points) in zip(axes, panels, strict=True):
        ax.plot(list(points), list(points.values()), marker="o", color=OURS)
        ax.set_xscale("log")
        ax.set_ylim(0, 1.15 * highest)
        ax.set_xlabel(title, color=TEXT)
    axes[0].set_ylabel("CPU ns a character", color=TEXT)
    _save(figure, path)


def _figure(width: float, height: float, columns: int = 1) -> tuple[Any, Any]:
    import matplotlib  # noqa: PLC0415 only who asks for a chart needs it

    matplotlib.use("svg")
    matplotlib.rcParams |= {"svg.hashsalt": "newsextract", "xtick.color": TEXT, "ytick.color": TEXT, "font.size": 9}
    import matplotlib.pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(1, columns, figsize=(width, height), layout="constrained")
    for ax in [axes] if columns == 1 else axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(TEXT)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, transparent=True, metadata={"Date": None})
