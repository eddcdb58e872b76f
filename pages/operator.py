"""For whoever runs the app: what waits, runs or failed, and what the model costs. No answers, no names."""

import streamlit as st

from interview.core.identity import PRACTICE
from interview.documents.agreement import agreed, measured_lines
from interview.web import health, html_components, model_cost, ui

LOOK_EVERY_S = 5
say = ui.words()


def parts() -> None:
    """Whether each part is there."""
    found = health.look(built)
    seen = found["workerSeenSecondsAgo"]
    state = {
        "up": say("up"),
        "away": say("away"),
        "full": say("full"),
        "read-only": say("read-only"),
        "none": say("none, as REDIS_URL says"),
    }
    rows = {
        say("Database"): state[found["database"]],
        say("Redis: the queue"): state[found["redis"]],
        say("Redis: the cache"): state[found["cache"]],
        say("Worker"): say("not seen") if seen is None else say("seen {seconds} s ago", seconds=round(seen)),
        say("Interviewer"): ui.who(ui.services().interviewer.identity),
        say("Grades during the interview"): say("yes") if found["gradesEarly"] else say("no"),
    }
    st.table({say("Part"): list(rows), say("State"): list(rows.values())})
    st.subheader(say("Evaluations"), anchor=False)
    names = {
        "waiting": say("Waiting"),
        "running": say("Running"),
        "stranded": say("Stalled"),
        "failed": say("Failed"),
        "completed": say("Completed"),
    }
    counts = {say("In the queue"): found["queueDepth"]}
    counts |= {names[name]: number for name, number in (found["evaluations"] or {}).items()}
    # On a phone they stand beside each other as well, where columns would stand below each other.
    with st.container(horizontal=True, gap="medium"):
        for name, number in counts.items():
            st.metric(name, "?" if number is None else number, width="content")


def model() -> None:
    """Latency and token use of the last 24 hours."""
    st.subheader(say("Model calls of the last 24 hours"), anchor=False)
    lines = health.model_calls(built)
    if not lines:
        st.markdown(say("None."))
        return
    st.table(
        {
            say("Kind of call"): [line.operation for line in lines],
            say("Calls"): [line.calls for line in lines],
            say("Failed"): [line.failed for line in lines],
            say("Median ms"): [line.median_ms for line in lines],
            say("95 of 100 within ms"): [line.p95_ms for line in lines],
            say("Tokens in"): [line.tokens_in for line in lines],
            say("Tokens out"): [line.tokens_out for line in lines],
        }
    )


def agreement() -> None:
    """What was measured of graders here. Names are data: a table would read them as Markdown."""
    st.subheader(say("How well graders agree with people"), anchor=False)
    grader = built.evaluator.grades_as
    is_known, found = built.operation.agreement(grader)
    who = ui.who(grader)
    told = say("The interviewer in use has graded nothing yet.")
    if is_known:
        told = say("{who}: {told}", who=who, told=agreed(found, say, ui.zone()))
    rows = [
        (
            each.graded_as.model or ui.who(PRACTICE),
            say("; ").join(measured_lines(each, say, ui.zone())),
        )
        for each in built.operation.measurements()
    ]
    ui.draw(html_components.block(told), html_components.named(rows, say), language=say.tag)


def failures() -> None:
    """The last evaluations with an error: code and attempt, nothing of the candidate."""
    st.subheader(say("Last errors"), anchor=False)
    found = built.operation.failed()
    if not found:
        st.markdown(say("None."))
        return
    st.table(
        {
            say("Session"): [evaluation.session_id for evaluation in found],
            say("Status"): [evaluation.status.value for evaluation in found],
            say("Code"): [evaluation.error_code or "" for evaluation in found],
            say("Attempt"): [evaluation.attempt for evaluation in found],
            say("Ended"): [ui.when(evaluation.finished_at) if evaluation.finished_at else "" for evaluation in found],
        }
    )


def packs() -> None:
    """Packs that are used, and what is wrong with the others. Names are data: a table would read them as Markdown."""
    if built.settings.packs_dir is None:
        return
    st.subheader(say("Own packs"), anchor=False)
    used = [
        (
            pack.source.name,
            say(
                "topics: {topics}, questions: {questions}, licence: {licence}",
                topics=len(pack.topics),
                questions=pack.questions,
                licence=pack.source.licence,
            ),
        )
        for pack in built.packs.packs
    ]
    left_out = [say.message(complaint.message) for complaint in built.packs.complaints]
    ui.draw(
        html_components.named(used, say) if used else html_components.block(say("None is used.")),
        *[
            html_components.block(say("Left out until this is put right and the app started again:")),
            html_components.listed(left_out),
        ]
        * bool(left_out),
        language=say.tag,
    )


def draw() -> None:
    """The whole page, drawn again every few seconds, as long as this person may see it."""
    with ui.errors():
        ui.for_operators()
        parts()
        model()
        agreement()
        model_cost.by_day(say)
        failures()
        packs()


ui.for_operators()
built = ui.services()
st.title(say("Operation"), anchor=False)
st.fragment(draw, run_every=LOOK_EVERY_S)()
