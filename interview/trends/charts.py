"""Pictures of scores over the interviews: the whole score with its ordinary variation, its parts, the categories.

Names from outside are escaped: Plotly reads tags.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import tzinfo
from html import escape
from statistics import fmean
from typing import TYPE_CHECKING

from interview.core.rubric import RUBRIC
from interview.core.whole_numbers import whole
from interview.i18n.names import category_names, dimension_name
from interview.i18n.translate import ENGLISH, Words
from interview.trends import chart_style
from interview.trends.names import about, measure_name
from interview.trends.noise_band import Band
from interview.trends.values import CategoryLine, CategoryStrength, ScorePoint

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

MOST_LINES = 8
_ROW = 78


def progression(
    points: Sequence[ScorePoint],
    zone: tzinfo,
    *,
    band: Band | None = None,
    measure: str = "",
    dark: bool = False,
    say: Words = ENGLISH,
) -> Figure:
    """Overall score per interview, oldest left; one line per measure, over the rubric's bands.

    `band` is drawn behind the line of its `measure`. Needs one point.
    """
    figure = chart_style.new_figure(dark, height=380)
    chart_style.rubric_bands(figure, dark, say)
    for number, name in enumerate(dict.fromkeys(point.measure for point in points)):
        line = [(x, point) for x, point in enumerate(points) if point.measure == name]
        if band is not None and name == measure:
            _variation(figure, band, line[0][0], line[-1][0], dark, say)
        figure.add_scatter(
            x=[x for x, _ in line],
            y=[round(point.overall) for _, point in line],
            name=escape(measure_name(name, say)),
            customdata=[
                [
                    say.when(p.at, zone),
                    escape(about(p, say)),
                    say("{scored} of {total} {total:answer|answers} scored", scored=p.scored, total=p.total),
                ]
                for _, p in line
            ],
            hovertemplate="<br>".join(
                [f"<b>{_of_100('%{y}', say)}</b>", *(f"%{{customdata[{place}]}}" for place in range(3))]
            ),
            **chart_style.values_beside([point.overall for _, point in line], len(points)),
            **chart_style.stroke(number, dark, len(points)),
        )
    chart_style.days_axis(figure, [point.at for point in points], zone, say)
    figure.update_yaxes(range=[0, 104], tickvals=[0, *(each.at_least for each in RUBRIC.bands[1:]), 100])
    return figure


def _variation(figure: Figure, band: Band, first: int, last: int, dark: bool, say: Words) -> None:
    """The band from the first to the last score of its measure, outlined, with its middle."""
    left, right = first - 0.3, last + 0.3
    figure.add_scatter(
        x=[left, right, right, left, left],
        y=[band.low, band.low, band.high, band.high, band.low],
        name=say("Ordinary ups and downs, {low} to {high}", low=round(band.low), high=round(band.high)),
        mode="lines",
        fill="toself",
        fillcolor=chart_style.tint(dark),
        line={"color": chart_style.accent(dark), "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[left, right],
        y=[band.middle, band.middle],
        name=say("Their middle, {middle}", middle=round(band.middle)),
        mode="lines",
        line={"color": chart_style.quiet(dark), "width": 1, "dash": "longdash"},
        hoverinfo="skip",
    )


def dimensions(points: Sequence[ScorePoint], zone: tzinfo, *, dark: bool = False, say: Words = ENGLISH) -> Figure:
    """Agreement, completeness and, where measured, clarity per interview, each in percent of the most it can give;
    `points` not empty."""
    figure = chart_style.new_figure(dark, height=320)
    for number, dimension in enumerate(RUBRIC.dimensions):
        title = dimension_name(dimension.name, say)
        measured = [(place, point) for place, point in enumerate(points) if getattr(point, dimension.name) is not None]
        if not measured:
            continue
        values = [getattr(point, dimension.name) for _, point in measured]
        shares = [round(100 * value / dimension.maximum) for value in values]
        figure.add_scatter(
            x=[place for place, _ in measured],
            y=shares,
            name=say(
                "{dimension} (latest {points} of {most})",
                dimension=title,
                points=round(values[-1]),
                most=dimension.maximum,
            ),
            customdata=[
                [
                    say.when(point.at, zone),
                    say("{points} of {most}", points=round(value), most=dimension.maximum),
                ]
                for (_, point), value in zip(measured, values, strict=True)
            ],
            hovertemplate=f"<b>{title}{say(': ')}%{{customdata[1]}}</b><br>%{{customdata[0]}}<extra></extra>",
            mode="lines+markers",
            **chart_style.stroke(number, dark, len(points)),
        )
    chart_style.days_axis(figure, [point.at for point in points], zone, say)
    chart_style.score_axis(figure, dark)
    return figure


def categories(strengths: Sequence[CategoryStrength], *, dark: bool = False, say: Words = ENGLISH) -> Figure:
    """The mean per category as a bar, strongest on top, and the latest score as a diamond where there are several."""
    called = category_names((each.category for each in strengths), say)
    names = [_named(strength, called[strength.category], say) for strength in strengths]
    height = 90 + 52 * len(strengths)
    figure = chart_style.new_figure(dark, height=height)
    figure.add_bar(
        x=[round(strength.mean) for strength in strengths],
        y=names,
        orientation="h",
        name=say("Average"),
        marker={"color": chart_style.accent(dark), "cornerradius": 5},
        customdata=[
            say("graded answers: {answers}, interviews: {sessions}", answers=each.answers, sessions=each.sessions)
            for each in strengths
        ],
        hovertemplate=f"<b>{_of_100('%{x}', say)}</b><br>%{{customdata}}<extra></extra>",
        width=0.42,
    )
    compared = [(name, round(each.latest)) for name, each in zip(names, strengths, strict=True) if each.sessions > 1]
    if compared:
        figure.add_scatter(
            x=[latest for _, latest in compared],
            y=[name for name, _ in compared],
            mode="markers",
            name=say("Latest"),
            marker={
                "symbol": "diamond",
                "size": 12,
                "color": chart_style.paper(dark),
                "line": {"width": 2, "color": chart_style.ink(dark)},
            },
            hovertemplate=f"{say('Latest')}{say(': ')}{_of_100('%{x}', say)}<extra></extra>",
            cliponaxis=False,
        )
    figure.update_layout(showlegend=bool(compared))
    figure.update_xaxes(
        range=[-2, 103], tickvals=chart_style.SCORE_TICKS, gridcolor=chart_style.faint(dark), fixedrange=True
    )
    figure.update_yaxes(autorange="reversed", fixedrange=True, ticks="")
    return figure


def worth_a_line(lines: Sequence[CategoryLine]) -> list[CategoryLine]:
    """The lines to draw: of categories asked about in two interviews or more, the most frequent ones, by name."""
    often = sorted((line for line in lines if len(line.points) > 1), key=lambda line: -len(line.points))
    return sorted(often[:MOST_LINES], key=lambda line: line.category)


def category_lines(
    lines: Sequence[CategoryLine],
    points: Sequence[ScorePoint],
    zone: tzinfo,
    *,
    dark: bool = False,
    say: Words = ENGLISH,
) -> Figure:
    """One small picture per category, below each other on the same axes, with a place for each of `points` and for each
    interview of a line: a line may reach further back than they do."""
    from plotly.subplots import make_subplots

    moments = sorted({*(point.at for point in points), *(at for line in lines for at, _ in line.points)})
    place = {at: x for x, at in enumerate(moments)}
    figure = make_subplots(rows=len(lines), cols=1, shared_xaxes=True, vertical_spacing=0.32 / len(lines))
    figure.update_layout(chart_style.new_figure(dark, height=70 + _ROW * len(lines)).layout)
    called = category_names((line.category for line in lines), say)
    for row, line in enumerate(lines, 1):
        figure.add_scatter(
            x=[place[at] for at, _ in line.points],
            y=[round(score) for _, score in line.points],
            customdata=[say.when(at, zone) for at, _ in line.points],
            hovertemplate=f"<b>{_of_100('%{y}', say)}</b><br>%{{customdata}}<extra></extra>",
            mode="lines+markers",
            row=row,
            col=1,
            **chart_style.stroke(0, dark, max(13, len(moments))),
        )
        axis = "" if row == 1 else row
        name = escape(_short_name(called[line.category]))
        figure.add_annotation(
            text=f"<b>{name}</b>  {_halves([score for _, score in line.points])}",
            x=0,
            y=1,
            xref="paper",
            yref=f"y{axis} domain",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": chart_style.ink(dark)},
        )
    chart_style.days_axis(figure, moments, zone, say)
    figure.update_yaxes(range=[-6, 106], tickvals=[0, 50, 100], showgrid=True, gridcolor=chart_style.faint(dark))
    # Each row has axes of its own; those of the new figure were the first row's.
    figure.update_xaxes(tickfont_color=chart_style.quiet(dark))
    figure.update_yaxes(tickfont_color=chart_style.quiet(dark))
    figure.update_layout(showlegend=False, margin_t=30)
    return figure


def _halves(scores: Sequence[float]) -> str:
    """The means of the earlier and of the later half: less led by chance than the first and the last score. Of an odd
    number the middle one is of both, so that each counts."""
    half = -(-len(scores) // 2)
    earlier, later = (whole(fmean(part)) for part in (scores[:half], scores[-half:]))
    return f"{earlier} → {later}"


def _short_name(name: str) -> str:
    return textwrap.shorten(name, 36, placeholder="…") or "–"


def _named(strength: CategoryStrength, name: str, say: Words) -> str:
    """The category with its numbers, over the lines a narrow axis needs."""
    lines = textwrap.wrap(" ".join(name.split())[:80], 22) or ["–"]
    latest = say(", latest {score}", score=round(strength.latest)) if strength.sessions > 1 else ""
    return "<br>".join([*(escape(line) for line in lines), f"<b>{round(strength.mean)}</b>{latest}"])


def _of_100(score: str, say: Words) -> str:
    """A score in words, of a place that Plotly fills."""
    return say("{score} of 100", score=score)
