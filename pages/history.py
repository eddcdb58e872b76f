"""Every interview with its state and score: find, open, compare, name, tag and delete them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import streamlit as st

from interview.core.evaluation import EvaluateStatus
from interview.core.history import MAX_SEARCH_CHARS, HistoryFilter, LineState
from interview.core.report import SessionLine
from interview.i18n.names import source_name
from interview.text.excerpts import one_line
from interview.web import deleting, history_lines, own_data, resume_names, ui
from interview.web.kept_form import Field, kept_form

history = ui.services().history
owner = ui.owner()
say = ui.words()
CHOSEN = "chosen-interviews"
SEARCHED = "history-searched"
STATES = {
    LineState.UNFINISHED: say("Unfinished"),
    LineState.GRADING: say("Being graded"),
    LineState.GRADED: say("Graded"),
    LineState.FAILED: say("Grading failed"),
}


def pasted_names() -> dict[str, str]:
    """What pasted resumes are called, by their ids."""
    return resume_names.pasted(ui.services().pasted_resumes.of(owner), say, ui.when)


def pasted_in(lines: list[SessionLine]) -> dict[str, str]:
    """The same, where a line needs it."""
    return pasted_names() if history_lines.needs_names(lines) else {}


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ui.zone())


def filters() -> HistoryFilter:
    """What to look for; everything is empty at first."""
    text = st.text_input(
        say("Search"),
        max_chars=MAX_SEARCH_CHARS,
        placeholder=say("Title, job, resume, tag or words of a question"),
        icon=":material/search:",
    )
    box = ui.box(say("Filters"), "filters", ":material/filter_list:")
    wanted = HistoryFilter(text, pasted_name=source_name("", say), pasted_names=pasted_names() if text else {})
    if box is None:
        return wanted
    with box:
        wished = st.segmented_control(say("State"), list(STATES), format_func=STATES.__getitem__)
        names = history.interviewers(owner)
        interviewer = st.selectbox(
            say("Interviewer"), [None, *names], format_func=lambda name: ui.who(name) if name else say("All")
        )
        # An empty range is no date, which the types of Streamlit leave out.
        days = st.date_input(say("Begun between"), value=(), format="YYYY-MM-DD")  # type: ignore[arg-type]
    chosen = days if isinstance(days, tuple) else (days,)
    return replace(
        wanted,
        state=wished,
        interviewer=interviewer,
        since=midnight(chosen[0]) if chosen else None,
        until=midnight(chosen[-1] + timedelta(days=1)) if len(chosen) == 2 else None,
    )


@st.dialog(say("Name and tags"))
def label(line: SessionLine) -> None:
    with ui.errors():
        usual = history_lines.name_of(replace(line, title=""), say, pasted_in([line]))
        fields = (
            Field("title", say("Title"), value=line.title, placeholder=usual),
            Field("tags", say("Tags, with commas between them"), "entries", line.tags),
        )
        happened = kept_form(
            f"{owner}:label:{line.id}",
            fields,
            say,
            method="PATCH",
            url=f"/api/interview/sessions/{line.id}",
            reply_id="sessionId",
            save=say("Save"),
        )
        if happened.saved:
            st.rerun()


@st.dialog(say("Delete this?"))
def delete(lines: list[SessionLine]) -> None:
    with ui.errors():
        st.markdown(say("With answers, grades and report. You cannot get them back."))
        pasted = pasted_in(lines)
        for line in lines:
            name = ui.escape(history_lines.name_of(line, say, pasted))
            told = say("**{name}** from {when}", name=name, when=ui.when(line.created_at))
            st.markdown(f"- {told}")
        count = len(lines)
        wish = say("Delete it") if count == 1 else say("Delete {count}", count=count)
        if deleting.is_wanted(wish, "interviews", say):
            own_data.keep_receipt(history.delete(owner, [line.id for line in lines]))
            for line in lines:
                st.session_state.get(CHOSEN, {}).pop(line.id, None)
            st.rerun()


def which_one(line: SessionLine, pasted: dict[str, str]) -> str:
    """What a button says behind its own words to those who have the page read to them: which interview it is for. Who
    sees the line need not read it again: style.css hides it."""
    name = one_line(history_lines.name_of(line, say, pasted), 40)
    return f" _{ui.without_markdown(name)}{say(', ')}{ui.when(line.created_at)}_"


def row(line: SessionLine, *, has_choice: bool, pair: list[SessionLine], pasted: dict[str, str]) -> None:
    """One interview and what can be done with it, in one box: each element costs every run, as often as there are
    lines. `has_choice` offers it to be chosen together with others; the one of a `pair` that was chosen last has the
    way to both, as the one above the list may be out of sight."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="xsmall", key=f"interview-{line.id}"
    ):
        ui.draw(history_lines.told(line, say, pasted), language=say.tag)
        which = which_one(line, pasted)
        if line.completed_at is None:
            if st.button(say("Continue") + which, key=f"continue-{line.id}", icon=":material/play_arrow:"):
                ui.go("answer", session=line.id)
        elif st.button(say("Open report") + which, key=f"open-{line.id}", icon=":material/description:"):
            ui.go("report", session=line.id)
        if st.button(say("Name and tags") + which, key=f"label-{line.id}", icon=":material/sell:", type="tertiary"):
            label(line)
        if st.button(say("Delete") + which, key=f"delete-{line.id}", icon=":material/delete:", type="tertiary"):
            delete([line])
        if has_choice:
            is_chosen = line.id in st.session_state.get(CHOSEN, {})
            st.checkbox(say("Choose") + which, is_chosen, key=f"choose-{line.id}")
        if pair and line.id == pair[-1].id:
            compare(pair, f"compare-{line.id}")


def chosen_of(lines: list[SessionLine]) -> list[SessionLine]:
    """The interviews that are chosen, those on other pages of the list as well: their boxes are not drawn."""
    kept: dict[str, SessionLine] = st.session_state.setdefault(CHOSEN, {})
    for line in lines:
        is_chosen = st.session_state.get(f"choose-{line.id}", line.id in kept)
        if is_chosen:
            kept[line.id] = line
        else:
            kept.pop(line.id, None)
    return list(kept.values())


def compare(pair: list[SessionLine], key: str) -> None:
    if st.button(say("Compare"), key=key, icon=":material/compare_arrows:", disabled=not pair):
        ui.go("compare", first=pair[0].id, second=pair[1].id)


def pair_of(chosen: list[SessionLine]) -> list[SessionLine]:
    """The two graded interviews that are chosen, as long as nothing else is; else none."""
    graded = [line for line in chosen if line.evaluate_status is EvaluateStatus.COMPLETED]
    return chosen if len(chosen) == len(graded) == 2 else []


def together(chosen: list[SessionLine]) -> None:
    """What can be done with the interviews that are chosen."""
    told = say("Choose two graded interviews to compare them, or several to delete them together.")
    if not chosen:
        st.caption(told)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("**{count} chosen**", count=len(chosen)))
        compare(pair_of(chosen), "compare")
        if st.button(say("Delete the chosen"), icon=":material/delete:"):
            delete(chosen)
    if not pair_of(chosen):
        st.caption(told)


def pages(page: int, total: int) -> None:
    chosen = st.pagination(-(-total // history_lines.PAGE_SIZE), default=page)
    if chosen != page:
        st.query_params["page"] = str(chosen)
        st.rerun()


def nothing_yet() -> None:
    st.markdown(say("There is no interview yet. Your interviews will be listed here, with their scores."))
    if st.button(say("Start the first one"), type="primary", icon=":material/play_arrow:"):
        ui.go("start")


def show() -> None:
    wanted = filters()
    # The newest of what is looked for now stand on its first page.
    if st.session_state.get(SEARCHED, wanted) != wanted:
        st.query_params.pop("page", None)
    st.session_state[SEARCHED] = wanted
    asked, size = st.query_params.get("page", ""), history_lines.PAGE_SIZE
    page = max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1
    lines, total = history.search(owner, wanted, limit=size, offset=(page - 1) * size)
    if total and not lines:
        page = -(-total // size)
        lines, total = history.search(owner, wanted, limit=size, offset=(page - 1) * size)
    if not total:
        st.info(say("No interview fits what you look for. Take away a word or a filter."), icon=":material/search_off:")
        return
    st.caption(say("1 interview") if total == 1 else say("{count} interviews", count=total))
    # One that was looked for may be chosen beside others that are not seen just now.
    has_choice = total > 1 or wanted != HistoryFilter()
    chosen = chosen_of(lines) if has_choice else []
    if has_choice:
        together(chosen)
    pasted = pasted_in(lines)
    for line in lines:
        row(line, has_choice=has_choice, pair=pair_of(chosen), pasted=pasted)
    if total > size:
        pages(page, total)


st.title(say("History"), anchor=False)
own_data.show_receipt(say)
if history.has_any(owner):
    show()
else:
    nothing_yet()
ui.link_to_own_questions(ui.words())
