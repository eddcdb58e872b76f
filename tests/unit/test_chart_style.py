"""The words beside the axes of a picture and in its legend can be read, in both looks, and lie over nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from interview.trends import chart_style, charts, habit_charts
from interview.trends.values import AnswerTime, CategoryLine, CategoryStrength, Week
from tests.builders import NOON
from tests.unit.test_charts import point

# WCAG 2, level AA, for text of a usual size.
LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", 0 to 1, after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours differ in brightness, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_of_every_picture_have_enough_contrast(dark: bool) -> None:
    guessed = [replace(point(day, 50.0 + day), predicted=60) for day in range(3)]
    strengths = [CategoryStrength("Python", 60, 4, 4, 2, 70, 50)]
    line = CategoryLine("Python", tuple((each.at, each.overall) for each in guessed))
    weeks = [Week(NOON.date() + timedelta(days=7 * number), 1, 3) for number in range(3)]
    figures = [
        charts.progression(guessed, UTC, dark=dark),
        charts.dimensions(guessed, UTC, dark=dark),
        charts.categories(strengths, dark=dark),
        charts.category_lines([line, replace(line, category="Git")], guessed, UTC, dark=dark),
        habit_charts.guesses(guessed, UTC, dark=dark),
        habit_charts.times([AnswerTime(each.at, 60.0) for each in guessed], UTC, dark=dark),
        habit_charts.activity(weeks, dark=dark),
    ]
    for figure in figures:
        colours = [axis.tickfont.color for axis in (*figure.select_xaxes(), *figure.select_yaxes())]
        colours += [figure.layout.legend.font.color, figure.layout.font.color]
        assert min(contrast(colour, chart_style.paper(dark)) for colour in colours) >= LEAST_CONTRAST


def test_a_legend_stands_at_the_foot_of_its_picture_below_the_dates() -> None:
    points = [replace(point(day, 50.0 + day), predicted=60) for day in range(3)]
    strengths = [CategoryStrength("Python", 60, 4, 4, 2, 70, 50)]
    for figure in (charts.progression(points, UTC), charts.dimensions(points, UTC), charts.categories(strengths)):
        legend = figure.layout.legend
        assert (legend.yref, legend.y, legend.yanchor) == ("container", 0, "bottom")
