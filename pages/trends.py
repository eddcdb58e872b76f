"""Every graded interview over time: scores, dimensions and categories, with the numbers beside the pictures."""

import streamlit as st

from interview.reports import charts, numbers
from interview.reports.analytics import ScorePoint
from interview.web import ui

analytics = ui.built().analytics
owner = ui.owner()
dark = st.context.theme.type == "dark"


def nothing_yet() -> None:
    st.markdown(
        "There is no graded interview yet. Your first one brings your score per category here; "
        "from the second on you see how your scores move."
    )
    if st.button("Start an interview", type="primary", icon=":material/play_arrow:"):
        ui.go("start")


def latest(point: ScorePoint) -> None:
    """The newest score, and how it stands to the earlier ones measured in the same way."""
    ui.score_head(point.overall, f"Your latest interview, {ui.when(point.at)}")
    if point.against_earlier is not None:
        st.markdown(numbers.against_earlier(point))


def only_one() -> None:
    st.info(
        "This is your only graded interview so far. After the next one, this page draws how your overall score, "
        "accuracy, completeness and clarity move.",
        icon=":material/show_chart:",
    )


def lines(points: list[ScorePoint]) -> None:
    st.subheader("Overall score")
    st.plotly_chart(
        charts.progression(points, ui.when, dark=dark), width="stretch", config=charts.CONFIG, key="overall"
    )


def measure_of(points: list[ScorePoint]) -> str:
    """What the pictures below are about: interviewer and rubric, the latest unless another is chosen."""
    measures = numbers.measures(points)
    if len(measures) == 1:
        return measures[0]
    st.caption("Different interviewers or rubrics measure differently, so each has its own line and no common mean.")
    return st.selectbox("Measured with", measures)


def dimensions(points: list[ScorePoint]) -> None:
    if len(points) < 2:
        return
    st.subheader("What makes up the score")
    st.caption("In percent of the most each part can give.")
    st.plotly_chart(
        charts.dimensions(points, ui.when, dark=dark), width="stretch", config=charts.CONFIG, key="dimensions"
    )


def categories(measure: str) -> None:
    st.subheader("By category")
    strengths = analytics.categories(owner, measure)
    if any(strength.earlier is not None for strength in strengths):
        st.caption("The bar is the latest interview that asked about it; the diamond is the mean of the earlier ones.")
    st.plotly_chart(charts.categories(strengths, dark=dark), width="stretch", config=charts.CONFIG, key="categories")


def guesses(points: list[ScorePoint]) -> None:
    said = numbers.calibration(points)
    if said:
        st.subheader("How well you judge yourself")
        st.markdown(said)


def activity() -> None:
    weeks = analytics.activity(owner)
    if len(weeks) > 1:
        st.subheader("Interviews per week")
        st.plotly_chart(charts.activity(weeks, dark=dark), width="stretch", config=charts.CONFIG, key="activity")


def the_numbers(points: list[ScorePoint]) -> None:
    with st.expander("Show the numbers"):
        st.dataframe(numbers.table(points, ui.when), width="stretch", hide_index=True)
        st.download_button(
            "Download as CSV",
            numbers.as_csv(points),
            file_name="mock-interview-trends.csv",
            mime="text/csv",
            icon=":material/download:",
        )


st.title("Trends")
points = analytics.points(owner)
if not points:
    nothing_yet()
else:
    latest(points[-1])
    if len(points) == 1:
        only_one()
    else:
        lines(points)
    measure = measure_of(points)
    dimensions(numbers.measured_with(points, measure))
    categories(measure)
    guesses(numbers.measured_with(points, measure))
    activity()
    the_numbers(points)
