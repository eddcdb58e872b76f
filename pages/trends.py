"""Every graded interview over time: scores, categories, key points, guesses and habits, with tables and files."""

from collections.abc import Callable

import streamlit as st

from interview.trends import captions, charts, habit_charts, noise_band, tables
from interview.trends.chart_style import CONFIG
from interview.trends.names import measure_name
from interview.trends.values import Trends
from interview.web import html_components, missed_points, settled_verdicts, trend_filters, ui

analytics = ui.services().analytics
owner = ui.owner()
dark = st.context.theme.type == "dark"


def nothing_yet() -> None:
    st.markdown("There is no graded interview yet. What you will see here:")
    st.markdown(
        "- after the **first** one: your score per category, the key points to practise most, and your "
        "time per answer\n"
        "- from the **second** on: how scores, their parts and categories move\n"
        f"- from the **{noise_band.FEWEST_SCORES}th** on: a band that tells a real change from ordinary ups and downs\n"
        "- when you **guess** your score before opening a report: how well you judge yourself"
    )
    if st.button("Start an interview", type="primary", icon=":material/play_arrow:"):
        ui.go("start")


def nothing_fits() -> None:
    st.info("No graded interview fits these filters. Take one away, or clear them all.", icon=":material/search_off:")
    st.button("Show all interviews", on_click=trend_filters.clear, type="primary")


def picture(figure: object, key: str, alt: str) -> None:
    """A chart, and in words what it shows for those who have the page read to them."""
    st.plotly_chart(figure, width="stretch", config=CONFIG, key=key, alt=alt)


def latest(found: Trends) -> None:
    """The newest score, and how it stands to the earlier ones measured in the same way."""
    point = found.points[-1]
    about = f" about {chosen.category}" if chosen.category else ""
    said = f"Your latest interview{about}, {ui.when(point.at)}"
    ui.draw(html_components.score_head(point.overall, said))
    if point.against_earlier is not None:
        st.markdown(captions.against_earlier(point))


def only_one() -> None:
    st.info(
        "This is your only graded interview so far. After the next one, this page draws how your overall score and "
        "its parts move.",
        icon=":material/show_chart:",
    )


def progression(found: Trends) -> None:
    st.subheader(f"Score in {ui.escape(chosen.category)}" if chosen.category else "Overall score")
    if len(found.points) < found.found:
        st.caption(f"The latest {len(found.points)} of {found.found:,}. Choose dates to see others; the CSV has all.")
    figure = charts.progression(found.points, ui.zone(), band=found.band, measure=found.measure, dark=dark)
    picture(figure, "overall", "Score per interview, one line per interviewer and rubric; the numbers stand below.")
    st.markdown(noise_band.told(found.band, [point.overall for point in found.measured]))
    if any(point.measure != found.measure for point in found.points):
        st.caption(
            "Different interviewers or rubrics measure differently, so each has its own line and no common mean. "
            f"What follows is about: {ui.escape(measure_name(found.measure))}. Choose another under Filters."
        )


def dimensions(found: Trends) -> None:
    if len(found.measured) < 2:
        return
    st.subheader("What makes up the score")
    st.caption("In percent of the most each part can give.")
    figure = charts.dimensions(found.measured, ui.zone(), dark=dark)
    has_clarity = any(point.clarity is not None for point in found.measured)
    parts = "Accuracy, completeness and clarity" if has_clarity else "Accuracy and completeness"
    picture(figure, "dimensions", f"{parts} per interview; the numbers stand below.")


def categories(found: Trends) -> None:
    st.subheader("By category")
    if any(strength.sessions > 1 for strength in found.strengths):
        st.caption("The bar is the mean of all interviews that asked about it, the diamond the latest one.")
    said = captions.strongest_and_weakest(found.strengths)
    picture(charts.categories(found.strengths, dark=dark), "categories", said or "Mean score per category.")
    if said:
        st.markdown(ui.escape(said))


def category_lines(found: Trends) -> None:
    lines = charts.worth_a_line(found.lines)
    if not lines:
        return
    st.subheader("Categories over time")
    st.caption("Beside each name: the mean of the earlier half and of the later half of its interviews.")
    figure = charts.category_lines(lines, found.measured, ui.zone(), dark=dark)
    picture(figure, "lines", "Score per interview in each category; the numbers stand below.")


def missed(found: Trends) -> None:
    if not found.missed:
        return
    st.subheader("Key points to practise most")
    st.caption("Counted over your latest 1,000 answers at most. Retakes and due points count here.")
    missed_points.show(found.missed)


def guesses(found: Trends) -> None:
    said = captions.calibration(found.measured)
    if said:
        st.subheader("How well you judge yourself")
        st.markdown(said)
        picture(habit_charts.guesses(found.measured, ui.zone(), dark=dark), "guesses", said)


def times(found: Trends) -> None:
    if not found.times:
        return
    st.subheader("Time per answer")
    said = captions.pace(found.times)
    st.markdown(said)
    if len(found.times) > 1:
        picture(habit_charts.times(found.times, ui.zone(), dark=dark), "times", said)
    st.caption("The middle value of each interview, from first seeing a question to submitting; breaks are included.")


def activity(found: Trends) -> None:
    if len(found.weeks) > 1:
        st.subheader("Interviews per week")
        st.caption("Retakes and due points included, whoever graded them.")
        picture(habit_charts.activity(found.weeks, dark=dark), "activity", "Finished interviews per week.")


def table(rows: list[tables.Row], name: str, content: Callable[[], bytes] | None = None) -> None:
    """A table with its download; `content` gives what is downloaded when that is more than the rows."""
    if not rows:
        st.caption("Nothing here yet.")
        return
    st.dataframe(rows, width="stretch", hide_index=True)
    st.download_button(
        "Download as CSV",
        content or tables.as_csv(rows),
        file_name=f"mock-interview-{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"csv-{name}",
        on_click="ignore",
    )


def the_numbers(found: Trends) -> None:
    with st.expander("Show the numbers"):
        tabs = st.tabs(["Interviews", "Categories", "Category scores", "Key points", "Time per answer", "Weeks"])
        with tabs[0]:
            table(
                tables.interviews(found.points, ui.when),
                "interviews",
                lambda: tables.as_csv(tables.interviews(analytics.points(owner, chosen), tables.exact)),
            )
        with tabs[1]:
            table(tables.categories(found.strengths), "categories")
        with tabs[2]:
            table(tables.category_scores(found.lines, tables.exact), "category-scores")
        with tabs[3]:
            table(tables.missed(found.missed), "key-points")
        with tabs[4]:
            table(tables.times(found.times, tables.exact), "time-per-answer")
        with tabs[5]:
            table(tables.weeks(found.weeks), "weeks")


def show(found: Trends) -> None:
    latest(found)
    if len(found.points) == 1 and not trend_filters.told(chosen):
        only_one()
    else:
        progression(found)
    dimensions(found)
    categories(found)
    category_lines(found)
    missed(found)
    guesses(found)
    times(found)
    activity(found)
    the_numbers(found)


st.title("Trends")
choices = analytics.choices(owner)
if not choices.interviews:
    nothing_yet()
else:
    chosen = trend_filters.ask(choices)
    found = analytics.look(owner, chosen)
    if trend_filters.told(chosen):
        st.caption(f"Showing: {ui.escape(trend_filters.told(chosen))}")
    if found.waiting:
        st.info(f"{found.waiting:,} earlier interviews are still being counted. Reload in a moment.")
    if found.points:
        show(found)
    else:
        nothing_fits()
settled_verdicts.download(owner)
