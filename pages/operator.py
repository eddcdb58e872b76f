"""For whoever runs the app: what waits, runs or failed, and what the model costs. No answers, no names."""

import streamlit as st

from interview.i18n.translate import ENGLISH
from interview.web import health, html_components, ui

LOOK_EVERY_S = 5


def parts() -> None:
    """Whether each part is there."""
    found = health.look(built)
    seen = found["workerSeenSecondsAgo"]
    rows = {
        "Database": found["database"],
        "Redis": found["redis"],
        "Worker": "not seen" if seen is None else f"seen {seen:g} s ago",
        "Interviewer": ui.who(ui.services().interviewer.identity),
        "Grades during the interview": "yes" if found["gradesEarly"] else "no",
    }
    st.table({"Part": list(rows), "State": list(rows.values())})
    st.subheader("Evaluations")
    counts = {"in the queue": found["queueDepth"], **(found["evaluations"] or {})}
    for column, (name, number) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(name.capitalize(), "?" if number is None else number)


def model() -> None:
    """Latency and token use of the last 24 hours."""
    st.subheader("Model calls of the last 24 hours")
    lines = health.model_calls(built)
    if not lines:
        st.markdown("None.")
        return
    st.table(
        {
            "Operation": [line.operation for line in lines],
            "Calls": [line.calls for line in lines],
            "Failed": [line.failed for line in lines],
            "Median ms": [line.median_ms for line in lines],
            "95 of 100 within ms": [line.p95_ms for line in lines],
            "Tokens in": [line.tokens_in for line in lines],
            "Tokens out": [line.tokens_out for line in lines],
        }
    )


def failures() -> None:
    """The last evaluations with an error: code and attempt, nothing of the candidate."""
    st.subheader("Last errors")
    found = built.operation.failed()
    if not found:
        st.markdown("None.")
        return
    st.table(
        {
            "Session": [evaluation.session_id for evaluation in found],
            "Status": [evaluation.status.value for evaluation in found],
            "Code": [evaluation.error_code or "" for evaluation in found],
            "Attempt": [evaluation.attempt for evaluation in found],
            "Ended": [ui.when(evaluation.finished_at) if evaluation.finished_at else "" for evaluation in found],
        }
    )


def packs() -> None:
    """Packs that are used, and what is wrong with the others. Names are data: a table would read them as Markdown."""
    if built.settings.packs_dir is None:
        return
    st.subheader("Own packs")
    used = [
        (pack.source.name, f"topics: {len(pack.topics)}, questions: {pack.questions}, licence: {pack.source.licence}")
        for pack in built.packs.packs
    ]
    left_out = [ENGLISH.message(complaint.message) for complaint in built.packs.complaints]
    ui.draw(
        html_components.named(used) if used else html_components.block("None is used."),
        *[
            html_components.block("Left out until this is put right and the app started again:"),
            html_components.listed(left_out),
        ]
        * bool(left_out),
    )


def draw() -> None:
    """The whole page, drawn again every few seconds."""
    parts()
    model()
    failures()
    packs()


built = ui.services()
st.title("Operation")
st.fragment(draw, run_every=LOOK_EVERY_S)()
