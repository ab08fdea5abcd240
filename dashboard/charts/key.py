"""What the marks of a trend mean, as small drawings for a line of text."""

from __future__ import annotations

from dashboard.theme import BASELINE, FAINT, MUTED, PANEL, PAPER, RULE, TARGET

_DRAWINGS = {
    "target path": f'<path d="M0 7h20" stroke="{TARGET}" stroke-width="1.4" stroke-dasharray="5 3"/>',
    "baseline": f'<path d="M0 7h20" stroke="{BASELINE}" stroke-width="1.6"/>',
    "baseline weeks": f'<rect width="20" height="13" fill="{PANEL}" stroke="{RULE}"/>',
    "start of the transition": (
        f'<path d="M10 0v13" stroke="{MUTED}" stroke-width="1.4" stroke-dasharray="1 2"/>'
    ),
    "maturing": f'<circle cx="10" cy="7" r="3.4" fill="{PAPER}" stroke="{{colour}}" stroke-width="1.7"/>',
    "running week": f'<circle cx="10" cy="7" r="3.4" fill="{PAPER}" stroke="{FAINT}" stroke-width="1.7"/>',
    "small n": (
        f'<path d="M10 3l4 4-4 4-4-4z" fill="{PAPER}" stroke="{{colour}}" stroke-width="1.5"/>'
    ),
    "no value": f'<path d="M7 4l6 6M13 4l-6 6" stroke="{MUTED}" stroke-width="1.8"/>',
}


def describe_marks_in_svg(colour: str = MUTED) -> str:
    """Return one line of markup that names every mark."""
    parts = (
        f'<span><svg width="20" height="13" fill="none">{drawing.format(colour=colour)}</svg>'
        f"{name}</span>"
        for name, drawing in _DRAWINGS.items()
    )
    return f'<div class="fs-key">{"".join(parts)}</div>'
