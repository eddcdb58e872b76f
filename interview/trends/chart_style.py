"""The look that all pictures of the trends share: both themes, readable without colour, calm axes.

Lines differ by marker and dash; names from outside are escaped by whoever draws them: Plotly reads tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from interview.core.rubric import RUBRIC
from interview.i18n.day_marks import day_marks
from interview.i18n.names import band_name
from interview.i18n.translate import ENGLISH, Words

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
SCORE_TICKS = (0, 25, 50, 75, 100)
_MARKERS = ("circle", "square", "triangle-up", "diamond")
_DASHES = ("solid", "dash", "dot", "dashdot")
_MOST_VALUES = 8
_MOST_TICKS = 6
_MANY = 40


def new_figure(dark: bool, *, height: int) -> Figure:
    """An empty picture of this height in pixels, as wide as its place."""
    from plotly.graph_objects import Figure

    figure = Figure()
    # Streamlit's theme would draw them in a grey with a contrast of 3.6 to the page.
    axis = {"tickfont": {"color": quiet(dark)}}
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 28, "t": 16, "b": 8},
        dragmode=False,
        hoverlabel={"align": "left"},
        # At the foot of the picture: measured from the axis it would lie over the dates where there is little height.
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "title": None,
            "font": {"color": ink(dark)},
        },
        font={"color": ink(dark), "size": 13},
        xaxis=axis,
        yaxis=axis,
        showlegend=True,
        bargap=0.3,
    )
    return figure


def rubric_bands(figure: Figure, dark: bool, say: Words = ENGLISH) -> None:
    """The rubric's bands behind a score axis, named at the right."""
    ends = [*(band.at_least for band in RUBRIC.bands[1:]), 100]
    for number, (band, end) in enumerate(zip(RUBRIC.bands, ends, strict=True)):
        figure.add_hrect(
            y0=band.at_least,
            y1=end,
            fillcolor=ink(dark),
            opacity=0.055 if number % 2 == 0 else 0.02,
            line_width=0,
            layer="below",
        )
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=(band.at_least + end) / 2,
            text=band_name(band, say),
            showarrow=False,
            font={"size": 12, "color": quiet(dark)},
        )
    figure.update_layout(margin_r=92)


def score_axis(figure: Figure, dark: bool) -> None:
    """Scores of 0 to 100 upwards, with faint lines."""
    figure.update_yaxes(range=[0, 104], tickvals=SCORE_TICKS, showgrid=True, gridcolor=faint(dark))


def days_axis(figure: Figure, moments: Sequence[datetime], zone: tzinfo, say: Words = ENGLISH) -> None:
    """One place per moment, a few of them dated; where several are of one day, with their time."""
    every = -(-len(moments) // _MOST_TICKS)
    shown = list(range(len(moments) - 1, -1, -every))[::-1]
    figure.update_xaxes(
        tickvals=shown,
        ticktext=["<br>".join(lines) for lines in day_marks([moments[x] for x in shown], zone, say)],
        range=[-0.4, len(moments) - 0.6] if len(moments) > 1 else [-1, 1],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickangle=0,
    )
    figure.update_yaxes(zeroline=False, fixedrange=True, showgrid=False)


def values_beside(values: Sequence[float], shown: int) -> dict[str, Any]:
    """How a line is drawn: with its values beside the points while there is room for `shown` of them."""
    if shown > _MOST_VALUES:
        return {"mode": "lines+markers"}
    return {
        "mode": "lines+markers+text",
        "text": [str(round(value)) for value in values],
        "textposition": "top center",
        "cliponaxis": False,
    }


def stroke(number: int, dark: bool, shown: int = 1) -> dict[str, Any]:
    """Line and marker of the line with this number; smaller markers where many points are `shown`."""
    colour = (accent(dark), ink(dark), quiet(dark))[number % 3]
    size = 10 if shown <= _MOST_VALUES else 7 if shown <= _MANY else 5
    return {
        "line": {"color": colour, "width": 2.2 if shown <= _MANY else 1.6, "dash": _DASHES[number % len(_DASHES)]},
        "marker": {"symbol": _MARKERS[number % len(_MARKERS)], "size": size, "color": colour},
    }


def accent(dark: bool) -> str:
    return "#7CC9C0" if dark else "#1F6B66"


def ink(dark: bool) -> str:
    return "#E6ECEA" if dark else "#1E2B2A"


def quiet(dark: bool) -> str:
    return "#A9B5B2" if dark else "#5B6664"


def faint(dark: bool) -> str:
    return "#35403E" if dark else "#E4E1D8"


def paper(dark: bool) -> str:
    return "#141918" if dark else "#FCFBF8"


def tint(dark: bool) -> str:
    return "rgba(124, 201, 192, 0.12)" if dark else "rgba(31, 107, 102, 0.10)"
