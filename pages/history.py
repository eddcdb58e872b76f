"""Every interview with its state and score; continue, open or delete it."""

import streamlit as st

from interview.core.evaluation import EvaluateStatus
from interview.core.report import SessionLine
from interview.web import ui

candidate = ui.built().candidate
owner = ui.owner()
PAGE_SIZE = 25


def state(line: SessionLine) -> str:
    if line.completed_at is None:
        return f"Unfinished · {line.answered} answered so far"
    if line.evaluate_status is EvaluateStatus.FAILED:
        return "Finished · grading failed, open it to grade again"
    if line.evaluate_status is not EvaluateStatus.COMPLETED:
        return "Finished · being graded"
    return "Not graded" if line.overall is None else f"{line.overall:g} of 100"


@st.dialog("Delete this interview?")
def delete(line: SessionLine) -> None:
    st.markdown(
        f"The interview on **{ui.escape(line.resume_name)}** from {ui.when(line.created_at)}, with its answers, "
        "grades and report. This cannot be undone."
    )
    if st.button("Delete it", type="primary", icon=":material/delete:"):
        candidate.delete(owner, line.id)
        st.rerun()


def row(line: SessionLine) -> None:
    with st.container(border=True):
        st.markdown(f"**{ui.escape(line.resume_name)}** · {ui.when(line.created_at)}")
        st.markdown(state(line))
        st.caption(f"{line.questions} questions · {ui.escape(ui.who(line.interviewer))}")
        with st.container(horizontal=True):
            if line.completed_at is None:
                if st.button("Continue", key=f"continue-{line.id}", icon=":material/play_arrow:"):
                    ui.go("answer", session=line.id)
            elif st.button("Open report", key=f"open-{line.id}", icon=":material/description:"):
                ui.go("report", session=line.id)
            if st.button("Delete", key=f"delete-{line.id}", icon=":material/delete:", type="tertiary"):
                delete(line)


st.title("History")
page = max(1, int(st.query_params.get("page", "1")) if st.query_params.get("page", "1").isdigit() else 1)
lines, total = candidate.sessions(owner, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
if not total:
    st.markdown("There is no interview yet. Your interviews will be listed here, with their scores.")
    if st.button("Start the first one", type="primary", icon=":material/play_arrow:"):
        ui.go("start")
for line in lines:
    row(line)
if total > PAGE_SIZE:
    pages = -(-total // PAGE_SIZE)
    chosen = st.selectbox(
        "Page", range(1, pages + 1), index=min(page, pages) - 1, format_func=lambda n: f"{n} of {pages}"
    )
    if chosen != page:
        st.query_params["page"] = str(chosen)
        st.rerun()
