"""The trends as Plotly figures for the screen: readable without colour, in the light and the dark theme.

Lines differ by marker and dash, values stand beside their points. Names from outside are escaped: Plotly reads tags.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from interview.core.rubric import RUBRIC
from interview.reports.analytics import CategoryStrength, ScorePoint, Week

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
_MARKERS = ("circle", "square", "triangle-up", "diamond")
_DASHES = ("solid", "dash", "dot", "dashdot")
_MOST_VALUES = 12
_MOST_TICKS = 6


def progression(points: Sequence[ScorePoint], when: Callable[[datetime], str], *, dark: bool = False) -> Figure:
    """Overall score per interview, oldest left; one line per measure, over the rubric's bands.

    `when` puts a moment into words, "DAY, TIME". `points` is not empty.
    """
    figure = _figure(dark, height=360)
    _bands(figure, dark)
    for number, measure in enumerate(dict.fromkeys(point.measure for point in points)):
        line = [(x, point) for x, point in enumerate(points) if point.measure == measure]
        figure.add_scatter(
            x=[x for x, _ in line],
            y=[point.overall for _, point in line],
            name=escape(measure),
            customdata=[
                [when(p.at), escape(p.resume_name), f"{p.scored} of {p.total} answers scored"] for _, p in line
            ],
            hovertemplate="<b>%{y:g} of 100</b><br>%{customdata[0]}<br>%{customdata[1]}<br>%{customdata[2]}",
            **_values([point.overall for _, point in line], len(points)),
            **_stroke(number, dark),
        )
    _sessions_axis(figure, points, when)
    figure.update_yaxes(range=[0, 104], tickvals=[0, *(band.at_least for band in RUBRIC.bands[1:]), 100])
    return figure


def dimensions(points: Sequence[ScorePoint], when: Callable[[datetime], str], *, dark: bool = False) -> Figure:
    """Accuracy, completeness and clarity per interview, each in percent of the most it can give; `points` not empty."""
    figure = _figure(dark, height=320)
    for number, dimension in enumerate(RUBRIC.dimensions):
        title = dimension.name.capitalize()
        values = [getattr(point, dimension.name) for point in points]
        shares = [100 * value / dimension.maximum for value in values]
        figure.add_scatter(
            x=list(range(len(points))),
            y=shares,
            name=f"{title} (latest {values[-1]:g} of {dimension.maximum})",
            customdata=[[when(p.at), f"{v:g} of {dimension.maximum}"] for p, v in zip(points, values, strict=True)],
            hovertemplate=f"<b>{title}: %{{customdata[1]}}</b><br>%{{customdata[0]}}<extra></extra>",
            mode="lines+markers",
            **_stroke(number, dark),
        )
    _sessions_axis(figure, points, when)
    figure.update_yaxes(range=[0, 104], tickvals=[0, 25, 50, 75, 100], showgrid=True, gridcolor=_faint(dark))
    return figure


def categories(strengths: Sequence[CategoryStrength], *, dark: bool = False) -> Figure:
    """The latest score per category as a bar, the mean of the earlier ones as a diamond, strongest on top."""
    names = [_named(strength) for strength in strengths]
    figure = _figure(dark, height=90 + 52 * len(strengths))
    figure.add_bar(
        x=[strength.latest for strength in strengths],
        y=names,
        orientation="h",
        name="Latest",
        marker={"color": _accent(dark), "cornerradius": 5},
        customdata=[f"{strength.answers} graded answers in {strength.sessions} interviews" for strength in strengths],
        hovertemplate="<b>%{x:g} of 100</b><br>%{customdata}<extra></extra>",
        width=0.42,
    )
    compared = [(name, s.earlier) for name, s in zip(names, strengths, strict=True) if s.earlier is not None]
    if compared:
        figure.add_scatter(
            x=[earlier for _, earlier in compared],
            y=[name for name, _ in compared],
            mode="markers",
            name="Mean of earlier ones",
            marker={
                "symbol": "diamond",
                "size": 12,
                "color": _paper(dark),
                "line": {"width": 2, "color": _ink(dark)},
            },
            hovertemplate="Earlier: %{x:g} of 100<extra></extra>",
        )
    figure.update_layout(showlegend=bool(compared))
    figure.update_xaxes(range=[0, 102], tickvals=[0, 25, 50, 75, 100], gridcolor=_faint(dark), fixedrange=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, ticks="")
    return figure


def activity(weeks: Sequence[Week], *, dark: bool = False) -> Figure:
    """Finished interviews per week, the number on each bar."""
    figure = _figure(dark, height=240)
    days = [f"{week.monday.day} {week.monday:%b} {week.monday.year}" for week in weeks]
    figure.add_bar(
        x=list(range(len(weeks))),
        y=[week.interviews for week in weeks],
        marker={"color": _accent(dark), "cornerradius": 4},
        text=[str(week.interviews) if week.interviews else "" for week in weeks],
        textposition="outside",
        cliponaxis=False,
        customdata=[[day, week.answers] for day, week in zip(days, weeks, strict=True)],
        hovertemplate="Week of %{customdata[0]}<br>%{y} finished, %{customdata[1]} answers<extra></extra>",
        width=0.6 if len(weeks) > 3 else 0.25,
        showlegend=False,
    )
    _ticks(figure, days)
    figure.update_yaxes(
        visible=False, fixedrange=True, range=[0, 1.2 * max(1, *(week.interviews for week in weeks), 1)]
    )
    return figure


def _figure(dark: bool, *, height: int) -> Figure:
    from plotly.graph_objects import Figure

    figure = Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        dragmode=False,
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top", "title": None},
        font={"color": _ink(dark), "size": 13},
        showlegend=True,
        bargap=0.3,
    )
    return figure


def _bands(figure: Figure, dark: bool) -> None:
    ends = [*(band.at_least for band in RUBRIC.bands[1:]), 100]
    for number, (band, end) in enumerate(zip(RUBRIC.bands, ends, strict=True)):
        figure.add_hrect(
            y0=band.at_least,
            y1=end,
            fillcolor=_ink(dark),
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
            text=band.name,
            showarrow=False,
            font={"size": 12, "color": _quiet(dark)},
        )
    figure.update_layout(margin_r=92)


def _sessions_axis(figure: Figure, points: Sequence[ScorePoint], when: Callable[[datetime], str]) -> None:
    _ticks(figure, [when(point.at).split(",")[0] for point in points])


def _ticks(figure: Figure, days: Sequence[str]) -> None:
    every = -(-len(days) // _MOST_TICKS)
    shown = list(range(len(days) - 1, -1, -every))[::-1]
    figure.update_xaxes(
        tickvals=shown,
        ticktext=_short([days[x] for x in shown]),
        range=[-0.4, len(days) - 0.6] if len(days) > 1 else [-1, 1],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickangle=0,
    )
    figure.update_yaxes(zeroline=False, fixedrange=True, showgrid=False)


def _short(days: Sequence[str]) -> list[str]:
    """Days with their year under the first and under each that begins another year."""
    parted = [day.rpartition(" ") for day in days]
    before = ["", *(year for _, _, year in parted)]
    return [day if year == last else f"{day}<br>{year}" for (day, _, year), last in zip(parted, before, strict=False)]


def _values(values: Sequence[float], shown: int) -> dict[str, Any]:
    if shown > _MOST_VALUES:
        return {"mode": "lines+markers"}
    return {
        "mode": "lines+markers+text",
        "text": [f"{value:g}" for value in values],
        "textposition": "top center",
        "cliponaxis": False,
    }


def _stroke(number: int, dark: bool) -> dict[str, Any]:
    colour = (_accent(dark), _ink(dark), _quiet(dark))[number % 3]
    return {
        "line": {"color": colour, "width": 2.2, "dash": _DASHES[number % len(_DASHES)]},
        "marker": {"symbol": _MARKERS[number % len(_MARKERS)], "size": 10, "color": colour},
    }


def _named(strength: CategoryStrength) -> str:
    """The category with its numbers, over the lines a narrow axis needs."""
    lines = textwrap.wrap(" ".join(strength.category.split())[:80], 22) or ["–"]
    earlier = "" if strength.earlier is None else f", earlier {strength.earlier:g}"
    return "<br>".join([*(escape(line) for line in lines), f"<b>{strength.latest:g}</b>{earlier}"])


def _accent(dark: bool) -> str:
    return "#7CC9C0" if dark else "#1F6B66"


def _ink(dark: bool) -> str:
    return "#E6ECEA" if dark else "#1E2B2A"


def _quiet(dark: bool) -> str:
    return "#A9B5B2" if dark else "#5B6664"


def _faint(dark: bool) -> str:
    return "#35403E" if dark else "#E4E1D8"


def _paper(dark: bool) -> str:
    return "#141918" if dark else "#FCFBF8"
