"""Pictures of how somebody practises: guesses against results, time per answer, interviews per week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, tzinfo
from typing import TYPE_CHECKING

from interview.i18n.names import duration
from interview.i18n.translate import ENGLISH, Words
from interview.trends import captions, chart_style
from interview.trends.values import AnswerTime, ScorePoint, Week

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_MOST_NUMBERS = 16
_TIME_STEPS_S = (10, 30, 60, 120, 300, 600, 1800, 3600, 4 * 3600, 24 * 3600)


def guesses(points: Sequence[ScorePoint], zone: tzinfo, *, dark: bool = False, say: Words = ENGLISH) -> Figure:
    """What was expected against the interviewer's own score, with the diagonal where both are the same."""
    guessed = captions.guessed(points)
    figure = chart_style.new_figure(dark, height=380)
    figure.add_scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        name=say("Guess and result the same"),
        line={"color": chart_style.quiet(dark), "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[guess for _, guess, _ in guessed],
        y=[round(result) for *_, result in guessed],
        mode="markers",
        name=say("An interview"),
        marker={
            "symbol": "circle",
            "size": 10,
            "color": chart_style.accent(dark),
            "line": {"color": chart_style.paper(dark), "width": 1},
        },
        customdata=[say.when(point.at, zone) for point, *_ in guessed],
        hovertemplate=say("Guessed {guess}, result {result}", guess="%{x}", result="%{y}")
        + "<br>%{customdata}<extra></extra>",
    )
    for x, y, text in ((22, 90, say("better than you thought")), (78, 10, say("less than you thought"))):
        figure.add_annotation(x=x, y=y, text=text, showarrow=False, font={"size": 12, "color": chart_style.quiet(dark)})
    axis = {
        "range": [0, 104],
        "tickvals": chart_style.SCORE_TICKS,
        "gridcolor": chart_style.faint(dark),
        "zeroline": False,
    }
    figure.update_xaxes(title=say("Your guess"), fixedrange=True, **axis)
    figure.update_yaxes(title=say("Result"), fixedrange=True, **axis)
    return figure


def times(times: Sequence[AnswerTime], zone: tzinfo, *, dark: bool = False, say: Words = ENGLISH) -> Figure:
    """The median time per answer of each interview, oldest left."""
    figure = chart_style.new_figure(dark, height=280)
    figure.add_scatter(
        x=list(range(len(times))),
        y=[each.seconds for each in times],
        customdata=[[duration(each.seconds, say), say.when(each.at, zone)] for each in times],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        mode="lines+markers",
        **chart_style.stroke(0, dark, len(times)),
    )
    chart_style.days_axis(figure, [each.at for each in times], zone, say)
    longest = max(each.seconds for each in times)
    step = next((step for step in _TIME_STEPS_S if longest <= 5 * step), _TIME_STEPS_S[-1])
    marks = [step * n for n in range(int(longest // step) + 2)]
    figure.update_yaxes(
        range=[0, 1.18 * max(longest, step)],
        tickvals=marks,
        ticktext=[duration(mark, say) for mark in marks],
        showgrid=True,
        gridcolor=chart_style.faint(dark),
    )
    figure.update_layout(showlegend=False)
    return figure


def activity(weeks: Sequence[Week], *, dark: bool = False, say: Words = ENGLISH) -> Figure:
    """Finished interviews per week; the number on each bar while there is room."""
    figure = chart_style.new_figure(dark, height=240)
    mondays = [datetime.combine(week.monday, time(), UTC) for week in weeks]
    has_numbers = len(weeks) <= _MOST_NUMBERS
    figure.add_bar(
        x=list(range(len(weeks))),
        y=[week.interviews for week in weeks],
        marker={"color": chart_style.accent(dark), "cornerradius": 4},
        text=[str(week.interviews) if week.interviews and has_numbers else "" for week in weeks],
        textposition="outside",
        cliponaxis=False,
        customdata=[[say.day(day, UTC), week.answers] for day, week in zip(mondays, weeks, strict=True)],
        hovertemplate=say("Week of {day}", day="%{customdata[0]}")
        + "<br>"
        + say("finished: {count}, answers: {answers}", count="%{y}", answers="%{customdata[1]}")
        + "<extra></extra>",
        width=0.6 if len(weeks) > 6 else 0.3,
        showlegend=False,
    )
    chart_style.days_axis(figure, mondays, UTC, say)
    most = max(1, *(week.interviews for week in weeks), 1)
    figure.update_yaxes(visible=not has_numbers, range=[0, 1.2 * most], nticks=4, tickformat="d")
    if not has_numbers:
        figure.update_yaxes(showgrid=True, gridcolor=chart_style.faint(dark))
    return figure
