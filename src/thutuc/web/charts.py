"""Small charts as inline SVG, drawn here: no chart library in the browser, no style attribute, words always beside."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 80, 32


def bars(values: Sequence[float], label: str, *, now: int = -1, late: bool = False) -> SafeString:
    """One bar a value; the one that matters now in full colour. `label` tells the finding."""
    top = max([*values, 1])
    step = WIDTH / max(len(values), 1)
    chosen = range(len(values))[now] if values else 0
    drawn = (
        (
            f"{n * step:.1f}",
            f"{HEIGHT - value / top * HEIGHT:.1f}",
            f"{step - 2:.1f}",
            f"{value / top * HEIGHT:.1f}",
            " is-now" if n == chosen else "",
        )
        for n, value in enumerate(values)
    )
    shapes = format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}" class="tt-chart__bar{}"/>', drawn)
    return _chart(shapes, label, late=late)


def line(values: Sequence[float], label: str, *, target: float | None = None) -> SafeString:
    """A trend over some periods with its last point marked and the target dashed."""
    shown = [*values] if target is None else [*values, target]
    low, high = min(shown, default=0), max(shown, default=1)
    spread = (high - low) or 1
    step = (WIDTH - 8) / max(len(values) - 1, 1)

    def height(value: float) -> float:
        return HEIGHT - 4 - (value - low) / spread * (HEIGHT - 8)

    points = [(4 + n * step, height(value)) for n, value in enumerate(values)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    shapes = format_html('<polyline points="{}" class="tt-chart__line"/>', path)
    if target is not None:
        shapes += format_html('<path d="M0 {0}H{1}" class="tt-chart__target"/>', f"{height(target):.1f}", WIDTH)
    if points:
        x, y = points[-1]
        shapes += format_html('<circle cx="{}" cy="{}" r="3" class="tt-chart__dot"/>', f"{x:.1f}", f"{y:.1f}")
    return _chart(shapes, label)


def _chart(shapes: SafeString, label: str, *, late: bool = False) -> SafeString:
    return format_html(
        '<svg class="tt-chart{}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}</svg>',
        " tt-chart--late" if late else "",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        label,
        shapes,
    )
