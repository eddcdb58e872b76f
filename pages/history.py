"""Every interview with its state and score: find, open, compare, name, tag and delete them."""

from datetime import date, datetime, time, timedelta

import streamlit as st

from interview.core.evaluation import EvaluateStatus
from interview.core.history import MAX_SEARCH_CHARS, MAX_TAG_CHARS, MAX_TAGS, MAX_TITLE_CHARS, HistoryFilter, LineState
from interview.core.report import SessionLine
from interview.core.session import SessionKind
from interview.i18n.names import source_name
from interview.web import html_components, ui

candidate = ui.services().candidate
history = ui.services().history
owner = ui.owner()
PAGE_SIZE = 25
STATES = {
    LineState.UNFINISHED: "Unfinished",
    LineState.GRADING: "Being graded",
    LineState.GRADED: "Graded",
    LineState.FAILED: "Grading failed",
}
KINDS = {SessionKind.RETAKE: "Retake", SessionKind.REVIEW: "Due points"}


def state(line: SessionLine) -> str:
    if line.completed_at is None:
        return f"Unfinished · {line.answered} answered so far"
    if line.evaluate_status is EvaluateStatus.FAILED:
        return "Finished · grading failed, open it to grade again"
    if line.evaluate_status is not EvaluateStatus.COMPLETED:
        return "Finished · being graded"
    if line.overall is not None:
        return f"{line.overall:g} of 100"
    return "Not graded" if line.low is None else f"{line.low:g} to {line.high:g} of 100, key points not decided"


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ui.zone())


def filters() -> HistoryFilter:
    """What to look for; everything is empty at first."""
    text = st.text_input(
        "Search",
        max_chars=MAX_SEARCH_CHARS,
        placeholder="Title, resume, tag or words of a question",
        icon=":material/search:",
    )
    with st.expander("Filters", icon=":material/filter_list:"):
        wished = st.segmented_control("State", list(STATES), format_func=STATES.__getitem__)
        names = history.interviewers(owner)
        interviewer = st.selectbox(
            "Interviewer", [None, *names], format_func=lambda name: ui.who(name) if name else "All"
        )
        # An empty range is no date, which the types of Streamlit leave out.
        days = st.date_input("Begun between", value=(), format="YYYY-MM-DD")  # type: ignore[arg-type]
    chosen = days if isinstance(days, tuple) else (days,)
    return HistoryFilter(
        text=text,
        pasted_name=source_name(""),
        state=wished,
        interviewer=interviewer,
        since=midnight(chosen[0]) if chosen else None,
        until=midnight(chosen[-1] + timedelta(days=1)) if len(chosen) == 2 else None,
    )


@st.dialog("Name and tags")
def label(line: SessionLine) -> None:
    # Without keys the fields of two interviews would be the same to Streamlit, and so would what is typed in them.
    title = st.text_input(
        "Title",
        line.title,
        max_chars=MAX_TITLE_CHARS,
        key=f"title-{line.id}",
        placeholder=source_name(line.resume_name),
    )
    tags = st.multiselect(
        "Tags",
        options=list(line.tags),
        default=list(line.tags),
        key=f"tags-{line.id}",
        accept_new_options=True,
        max_selections=MAX_TAGS,
        help=f"Type a tag and press Enter: at most {MAX_TAGS}, of {MAX_TAG_CHARS} characters each.",
    )
    if st.button("Save", type="primary"):
        with ui.errors():
            history.label(owner, line.id, title=title, tags=tags)
            st.rerun()


@st.dialog("Delete for good?")
def delete(lines: list[SessionLine]) -> None:
    st.markdown("With answers, grades and report. This cannot be undone.")
    for line in lines:
        st.markdown(f"- **{ui.escape(source_name(line.name))}** from {ui.when(line.created_at)}")
    if st.button(f"Delete {len(lines)}" if len(lines) > 1 else "Delete it", type="primary", icon=":material/delete:"):
        history.delete(owner, [line.id for line in lines])
        st.rerun()


def row(line: SessionLine) -> None:
    with st.container(border=True):
        st.markdown(f"**{ui.escape(source_name(line.name))}** · {ui.when(line.created_at)}")
        st.markdown(state(line))
        asked = "1 question" if line.questions == 1 else f"{line.questions} questions"
        named = f" · {ui.escape(source_name(line.resume_name))}" * bool(line.title)
        st.caption(f"{asked} · {ui.escape(ui.who(line.interviewer))}{named}")
        if line.tags or line.kind in KINDS:
            ui.draw(html_components.chips([*([KINDS[line.kind]] if line.kind in KINDS else []), *line.tags]))
        with st.container(horizontal=True, vertical_alignment="center"):
            if line.completed_at is None:
                if st.button("Continue", key=f"continue-{line.id}", icon=":material/play_arrow:"):
                    ui.go("answer", session=line.id)
            elif st.button("Open report", key=f"open-{line.id}", icon=":material/description:"):
                ui.go("report", session=line.id)
            if st.button("Name and tags", key=f"label-{line.id}", icon=":material/sell:", type="tertiary"):
                label(line)
            if st.button("Delete", key=f"delete-{line.id}", icon=":material/delete:", type="tertiary"):
                delete([line])
            st.checkbox("Choose", key=f"choose-{line.id}")


def chosen_of(lines: list[SessionLine]) -> list[SessionLine]:
    return [line for line in lines if st.session_state.get(f"choose-{line.id}")]


def together(chosen: list[SessionLine]) -> None:
    """What can be done with the interviews chosen on this page."""
    if not chosen:
        st.caption("Choose two graded interviews to compare them, or several to delete them together.")
        return
    graded = [line for line in chosen if line.evaluate_status is EvaluateStatus.COMPLETED]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{len(chosen)} chosen**")
        is_pair = len(chosen) == len(graded) == 2
        if st.button("Compare", icon=":material/compare_arrows:", disabled=not is_pair):
            ui.go("compare", first=chosen[0].id, second=chosen[1].id)
        if st.button("Delete the chosen", icon=":material/delete:"):
            delete(chosen)


def pages(page: int, total: int) -> None:
    count = -(-total // PAGE_SIZE)
    chosen = st.selectbox("Page", range(1, count + 1), index=page - 1, format_func=lambda n: f"{n} of {count}")
    if chosen != page:
        st.query_params["page"] = str(chosen)
        st.rerun()


def nothing_yet() -> None:
    st.markdown("There is no interview yet. Your interviews will be listed here, with their scores.")
    if st.button("Start the first one", type="primary", icon=":material/play_arrow:"):
        ui.go("start")


def show() -> None:
    wanted = filters()
    asked = st.query_params.get("page", "")
    page = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    lines, total = history.search(owner, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if total and not lines:
        page = -(-total // PAGE_SIZE)
        lines, total = history.search(owner, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if not total:
        st.info("No interview fits what you look for. Take away a word or a filter.", icon=":material/search_off:")
        return
    st.caption("1 interview" if total == 1 else f"{total} interviews")
    together(chosen_of(lines))
    for line in lines:
        row(line)
    if total > PAGE_SIZE:
        pages(page, total)


st.title("History")
if candidate.sessions(owner, limit=1)[1]:
    show()
else:
    nothing_yet()
ui.link_to_own_questions(ui.words())
