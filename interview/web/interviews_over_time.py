"""Every graded interview over time: the score, and behind a click each its parts, categories, key points and habits.

It draws what the trends found; it asks nobody and works nothing out. What is in a closed box is not drawn.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from interview.core.comparability import Scale
from interview.core.rubric import rubric_for
from interview.i18n.names import band_name, category_name
from interview.i18n.translate import Words
from interview.storage.read_model import Standing
from interview.trends import captions, charts, habit_charts, kept_pictures, noise_band, tables
from interview.trends.chart_style import CONFIG
from interview.trends.names import measure_name
from interview.trends.values import CategoryLine, Choices, Chosen, Trends, WithoutScore
from interview.web import chart_theme, html_components, missed_points, trend_filters, ui


def show(owner: str, choices: Choices, standing: Standing, job: str) -> None:
    """The filters and what they leave; `choices` has one graded interview or more, and was made of these rows. `job` is
    what interviews for the job on top are called here, "" without one."""
    say = ui.words()
    st.header(say("Your interviews over time"), anchor=False)
    chosen = trend_filters.ask(choices)
    found = ui.services().analytics.look(owner, chosen, standing, ui.zone())
    if trend_filters.told(chosen):
        st.caption(ui.escape(say("Showing: {chosen}", chosen=trend_filters.told(chosen))))
    if job and job not in choices.roles and not chosen.role:
        st.caption(
            ui.escape(say("No interview for “{job}” has a score yet. Below are your other interviews.", job=job))
        )
    if found.waiting:
        st.info(say("{count:,} earlier interviews are still being counted. Reload in a moment.", count=found.waiting))
    if found.without_score is not None:
        without_score(found.without_score)
    if found.points:
        _everything(found, chosen)
    else:
        _nothing_fits()


def _nothing_fits() -> None:
    say = ui.words()
    st.info(
        say("No interview with a score fits these filters. Take one away, or clear them all."),
        icon=":material/search_off:",
    )
    st.button(say("Show all interviews"), on_click=trend_filters.clear)


def _box(name: str, title: str, draw: Callable[[], None]) -> None:
    """A closed box; what is in it is worked out and drawn when it is opened."""
    box = st.expander(title, key=f"over-time-{name}", on_change="rerun")
    if box.open:
        with box:
            draw()


def _picture(figure: object, key: str, alt: str) -> None:
    """A chart, and in words what it shows for those who have the page read to them."""
    st.plotly_chart(figure, width="stretch", config=CONFIG, key=key, alt=alt)


def _latest(found: Trends, chosen: Chosen) -> None:
    """The newest score, and how it stands to the earlier ones measured in the same way."""
    say = ui.words()
    point = found.points[-1]
    when = ui.when(point.at)
    about = _topic(chosen, say)
    told = say("Your latest interview with a score in {topic}, {when}", topic=about, when=when) if about else ""
    band = rubric_for(Scale.of_code(point.measure).rubric_versions).band(point.overall)
    score = say("{score} of 100: {band}", score=round(point.overall), band=band_name(band, say))
    ui.draw(
        html_components.block(told or say("Your latest interview with a score, {when}", when=when), "mi-quiet"),
        f'<div class="mi-ready">{html.escape(score)}</div>',
        language=say.tag,
    )
    is_ordinary = noise_band.is_ordinary(found.band, [each.overall for each in found.measured])
    st.markdown(ui.escape(captions.against_earlier(point, say, is_ordinary=is_ordinary)))
    own = captions.own_words(found.points, say)
    if own:
        st.caption(ui.escape(own))


def without_score(found: WithoutScore) -> None:
    """Of graded interviews without a score: how many, and the way to the report of the latest."""
    say = ui.words()
    when = ui.when(found.at)
    told = (
        say("Your interview of {when} is graded and has no single score yet.", when=when)
        if found.count == 1
        else say(
            "{count:,} of your interviews are graded and have no single score yet, the latest is of {when}.",
            count=found.count,
            when=when,
        )
    )
    with st.container(border=True):
        st.markdown(ui.escape(told + say(" ") + say("Its report says why, and what you can do about it.")))
        if st.button(say("Open report"), key="open-without-score", icon=":material/description:"):
            ui.go("report", session=found.session_id)


def _only_one() -> None:
    say = ui.words()
    st.info(
        say(
            "One whole interview has a score so far. After the next one, this page draws how your scores move. "
            "Practice of single questions is not drawn."
        ),
        icon=":material/show_chart:",
    )


def _progression(found: Trends, chosen: Chosen) -> None:
    say = ui.words()
    about = _topic(chosen, say)
    st.subheader(ui.escape(say("Score in {topic}", topic=about) if about else say("Overall score")), anchor=False)
    if len(found.points) < found.found:
        st.caption(
            say(
                "The latest {shown} of {found:,}. Choose dates to see others; the CSV has all.",
                shown=len(found.points),
                found=found.found,
            )
        )
    figure = kept_pictures.progression(found, ui.zone(), dark=_is_dark(), say=say)
    alt = say("Score per interview, one line per interviewer and scoring rules; the numbers stand below.")
    _picture(figure, "overall", alt)
    if len(found.measured) > 1:
        st.markdown(noise_band.told(found.band, [point.overall for point in found.measured], say))
    if any(point.measure != found.measure for point in found.points):
        st.caption(
            ui.escape(
                say(
                    "Different interviewers or scoring rules measure differently, so each has its own line and no "
                    "common average. What follows is about: {measure}. Choose another under Filters.",
                    measure=measure_name(found.measure, say),
                )
            )
        )


def _dimensions(found: Trends) -> None:
    say = ui.words()
    st.caption(say("In percent of the most each part can give."))
    figure = charts.dimensions(found.measured, ui.zone(), dark=_is_dark(), say=say)
    has_clarity = any(point.clarity is not None for point in found.measured)
    alt = (
        say("Agreement, completeness and clarity per interview; the numbers stand below.")
        if has_clarity
        else say("Agreement and completeness per interview; the numbers stand below.")
    )
    _picture(figure, "dimensions", alt)


def _categories(found: Trends) -> None:
    say = ui.words()
    st.caption(say("Whole interviews count here. Practice of single questions and repeats do not."))
    if any(strength.sessions > 1 for strength in found.strengths):
        st.caption(say("The bar is the average of all interviews that asked about it, the diamond the latest one."))
    told = captions.strongest_and_weakest(found.strengths, say)
    figure = charts.categories(found.strengths, dark=_is_dark(), say=say)
    _picture(figure, "categories", told or say("Average score per category."))
    if told:
        st.markdown(ui.escape(told))


def _category_lines(found: Trends, lines: list[CategoryLine]) -> None:
    say = ui.words()
    st.caption(
        say(
            "Beside each name: the average of the earlier half and of the later half of its interviews. Of an odd "
            "number the middle one counts in both."
        )
    )
    figure = charts.category_lines(lines, found.measured, ui.zone(), dark=_is_dark(), say=say)
    _picture(figure, "lines", say("Score per interview in each category; the numbers stand below."))


def _missed(found: Trends) -> None:
    say = ui.words()
    st.caption(
        say(
            "Counted over your latest 1,000 answers at most. Questions asked again count here; an answer and those to "
            "its follow-ups count as one."
        )
    )
    missed_points.show(found.missed)


def _guesses(found: Trends, told: str) -> None:
    st.markdown(told)
    _picture(habit_charts.guesses(found.measured, ui.zone(), dark=_is_dark(), say=ui.words()), "guesses", told)


def _times(found: Trends) -> None:
    say = ui.words()
    told = captions.pace(found.times, say)
    st.markdown(told)
    if len(found.times) > 1:
        _picture(habit_charts.times(found.times, ui.zone(), dark=_is_dark(), say=say), "times", told)
    st.caption(
        say("The middle value of each interview, from first seeing a question to submitting; breaks are included.")
    )


def _activity(found: Trends) -> None:
    say = ui.words()
    st.caption(say("Questions asked again included, whoever graded them."))
    figure = habit_charts.activity(found.weeks, dark=_is_dark(), say=say)
    _picture(figure, "activity", say("Finished interviews per week."))


def _table(rows: list[tables.Row], name: str, chosen: Chosen) -> None:
    """A table, and its address as a file, in which nothing is cut off."""
    say = ui.words()
    if not rows:
        st.caption(say("Nothing here yet."))
        return
    st.dataframe(rows, width="stretch", hide_index=True)
    ui.draw(html_components.files([(say("Download as CSV"), _address(name, chosen))]), language=say.tag)


def _address(name: str, chosen: Chosen) -> str:
    wanted = {field: value for field, value in asdict(chosen).items() if value}
    moments = {field: value.isoformat() for field, value in wanted.items() if isinstance(value, datetime)}
    return f"/api/interview/trends/{name}?{urlencode({**wanted, **moments, 'timeZone': str(ui.zone())})}"


def _the_numbers(found: Trends, chosen: Chosen) -> None:
    say = ui.words()
    names = [
        say("Interviews"),
        say("Categories"),
        say("Category scores"),
        say("Key points"),
        say("Time per answer"),
        say("Weeks"),
    ]
    pasted = trend_filters.pasted_among((point.resume_name for point in found.points), say)
    shown = (
        partial(_table, tables.interviews(found.points, ui.when, say, pasted=pasted), "interviews", chosen),
        partial(_table, tables.categories(found.strengths, say), "categories", chosen),
        partial(_table, tables.category_scores(found.lines, ui.when, say), "category-scores", chosen),
        partial(_table, tables.missed(found.missed, say), "key-points", chosen),
        partial(_table, tables.times(found.times, ui.when, say), "time-per-answer", chosen),
        partial(_table, tables.weeks(found.weeks, say), "weeks", chosen),
    )
    for tab, draw in zip(st.tabs(names, key="numbers", on_change="rerun"), shown, strict=True):
        if tab.open:
            with tab:
                draw()


def _everything(found: Trends, chosen: Chosen) -> None:
    chart_theme.put_in_place()
    say = ui.words()
    st.caption(
        say(
            "Compared are interviews with the same interviewer and scoring rules. Their questions differ, so a small "
            "change says little."
        )
    )
    _latest(found, chosen)
    if len(found.points) == 1 and not trend_filters.told(chosen):
        _only_one()
    else:
        _progression(found, chosen)
    _boxes(found, chosen, say)


def _boxes(found: Trends, chosen: Chosen, say: Words) -> None:
    """What else there is to see of the same interviews, as far as there is any of it."""
    lines, guessed = charts.worth_a_line(found.lines), captions.calibration(found.measured, say)
    with st.container(gap="xsmall"):
        if len(found.measured) > 1:
            _box("parts", say("What makes up the score"), partial(_dimensions, found))
        _box("categories", say("By category"), partial(_categories, found))
        if lines:
            _box("lines", say("Categories over time"), partial(_category_lines, found, lines))
        if found.missed:
            _box("missed", say("Key points to practise most"), partial(_missed, found))
        if guessed:
            _box("guesses", say("How well you judge yourself"), partial(_guesses, found, guessed))
        if found.times:
            _box("times", say("Time per answer"), partial(_times, found))
        if len(found.weeks) > 1:
            _box("weeks", say("Interviews per week"), partial(_activity, found))
        _box("numbers", say("Show the numbers"), partial(_the_numbers, found, chosen))


def _topic(chosen: Chosen, say: Words) -> str:
    """The chosen category in words, "" for all of them."""
    return category_name(chosen.category, say) if chosen.category else ""


def _is_dark() -> bool:
    return st.context.theme.type == "dark"
