"""What the report page has for a mentor: links to make and stop, the file, and the comments that came back.

Texts of mentors are somebody else's data: they reach the screen escaped. The mentor's own page is shared_report.py.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from interview.core.grading import Settled
from interview.core.mentoring import SHARE_DAYS, USUAL_DAYS, Mentor
from interview.core.report import Report
from interview.documents.mentor_view import MentorNoteView, MentorVerdict
from interview.documents.question_view import QuestionView
from interview.documents.report_view import ReportView
from interview.i18n.translate import Words
from interview.web import html_components, ui, upload_words
from interview.web.schemas.mentoring import MAX_FILE_BYTES, read_mentor_file


def panel(report: Report, view: ReportView) -> None:
    """Everything for a mentor, behind a click, on the owner's own finished report."""
    say = view.say
    box = st.expander(
        say("Ask a mentor"), icon=":material/group:", key=f"sharing-{report.session.id}", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        if ui.services().sharing.has_sign_in:
            _links(report, say)
            ui.draw(html_components.LINE)
        _file(report, say)
        titles = {question.position: question.title for group in view.groups for question in group}
        for mentor in report.mentors:
            about = say.listed(titles[note.position] for note in mentor.notes if note.position in titles)
            _mentor(report, mentor, about, say)


def from_mentor(report: Report, question: QuestionView, view: ReportView) -> None:
    """What mentors say of an answer, each verdict with the click that takes it over; nothing where none did."""
    found = next((each for each in view.mentor_notes if each.index == question.index), None)
    if found is None:
        return
    say = view.say
    ui.draw(html_components.title(say("From your mentor")), language=say.tag)
    for note in found.notes:
        ui.draw(
            html_components.block(say("{name}, {when}", name=note.name, when=note.when), "mi-strong"),
            html_components.block(note.comment) if note.comment else "",
            language=say.tag,
        )
        for verdict in note.verdicts:
            _verdict(report, question, note, verdict, say)


def _verdict(report: Report, question: QuestionView, note: MentorNoteView, verdict: MentorVerdict, say: Words) -> None:
    ui.draw(html_components.signed([("", verdict.word, verdict.point, "")], say), language=say.tag)
    own = next((point for point in question.points if point.id == verdict.point_id), None)
    if own is None or not (report.is_ready and question.can_be_settled):
        return
    if own.settled is verdict.verdict:
        ui.draw(html_components.block(say("Your own word is the same."), "mi-quiet"), language=say.tag)
        return
    st.button(
        say("Count this as mine: {word}", word=verdict.word),
        key=f"take-{note.mentor_id}-{question.index}-{verdict.point_id}",
        icon=":material/check:",
        type="tertiary",
        help=say("It then counts as your own word on this key point. You can take it back there."),
        on_click=take_over,
        args=(report.session.id, question.index, verdict.point_id, verdict.verdict),
    )


def take_over(session_id: str, index: int, point: str, word: Settled) -> None:
    """Count a mentor's verdict as the candidate's own word."""
    with ui.errors():
        ui.services().evaluator.settle(ui.owner(), session_id, index, point, word)


def _links(report: Report, say: Words) -> None:
    session_id = report.session.id
    told = say(
        "Make a link and send it to your mentor. Whoever has it and signs in here can read this one report with your "
        "answers, and comment on it. They see nothing else of yours."
    )
    ui.draw(html_components.block(told), language=say.tag)
    names = {days: say("1 day") if days == 1 else say("{count} days", count=days) for days in SHARE_DAYS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.selectbox(
            say("How long it works"),
            SHARE_DAYS,
            SHARE_DAYS.index(USUAL_DAYS),
            format_func=lambda days: names[days],
            key=f"share-days-{session_id}",
            width=160,
        )
        st.button(
            say("Make a link"),
            icon=":material/add_link:",
            key=f"share-{session_id}",
            on_click=_make_link,
            args=(session_id, days),
        )
    made = st.session_state.get(f"made-link-{session_id}")
    works = ui.services().sharing.shares(ui.owner(), session_id)
    if made is not None and made[0] in {share.id for share in works}:
        ui.draw(
            html_components.block(say("Copy this link now. It is not kept here and cannot be shown again.")),
            language=say.tag,
        )
        st.code(made[1], language=None, wrap_lines=True)
    for share in works:
        opened = say("not opened yet")
        if share.opened:
            opened = say("opened once") if share.opened == 1 else say("opened {count} times", count=share.opened)
        line = say(
            "Link of {made}, works until {until}, {opened}",
            made=say.when(share.made_at, ui.zone()),
            until=say.when(share.until, ui.zone()),
            opened=opened,
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(ui.escape(line))
            st.button(
                say("Stop sharing"),
                key=f"stop-{share.id}",
                icon=":material/link_off:",
                type="tertiary",
                on_click=_stop,
                args=(session_id, share.id),
            )


def _make_link(session_id: str, days: int) -> None:
    with ui.errors():
        share, token = ui.services().sharing.share(ui.owner(), session_id, days)
        here = urlsplit(st.context.url or "")
        folder = here.path.rpartition("/")[0]
        address = f"{here.scheme}://{here.netloc}{folder}/shared?{urlencode({'token': token})}"
        st.session_state[f"made-link-{session_id}"] = (share.id, address)


def _stop(session_id: str, share_id: str) -> None:
    with ui.errors():
        ui.services().sharing.stop(ui.owner(), session_id, share_id)


def _file(report: Report, say: Words) -> None:
    session_id = report.session.id
    told = say(
        "Send your mentor this report as a file. It opens in any browser, without this app and without a network. They "
        "write their comments in it and send you back a small file, which you open here."
    )
    address = f"/api/interview/sessions/{quote(session_id, safe='')}/mentor-file"
    wanted = urlencode({"timeZone": str(ui.zone())})
    ui.draw(
        html_components.block(told),
        html_components.files([(say("Save as a file for a mentor"), f"{address}?{wanted}")]),
        language=say.tag,
    )
    key = f"mentor-file-{session_id}"
    megabytes = MAX_FILE_BYTES // (1024 * 1024)
    upload_words.say_it(["json"], megabytes, say)
    st.file_uploader(
        say("Read a mentor's comments"),
        type="json",
        key=key,
        max_upload_size=megabytes,
        on_change=_read,
        args=(session_id, key),
    )
    read = st.session_state.get(f"read-{key}")
    if read is not None and st.session_state[key] is not None:
        name, count = read
        said = (
            say("Comments of {name} on 1 answer are kept. Open the question to read them.", name=ui.escape(name))
            if count == 1
            else say(
                "Comments of {name} on {count} answers are kept. Open the questions to read them.",
                name=ui.escape(name),
                count=count,
            )
        )
        st.success(said, icon=":material/check:")


def _read(session_id: str, key: str) -> None:
    st.session_state.pop(f"read-{key}", None)
    file = st.session_state[key]
    if file is None:
        return
    with ui.errors():
        found = read_mentor_file(file.getvalue())
        notes = [(note.question_index, note.note()) for note in found.notes]
        kept = ui.services().sharing.read_file(ui.owner(), session_id, found.session_id, found.name, notes)
        st.session_state[f"read-{key}"] = (found.name, kept)


def _mentor(report: Report, mentor: Mentor, about: str, say: Words) -> None:
    """Whose comments there are, and `about` which questions: their boxes are closed."""
    told = say("{name}, {when}", name=mentor.name, when=say.when(mentor.written_at, ui.zone()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{ui.escape(told)}** · {ui.escape(about)}")
        st.button(
            say("Delete these comments"),
            key=f"forget-{mentor.id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=_delete_comments,
            args=(report.session.id, mentor.id),
        )


def _delete_comments(session_id: str, mentor_id: str) -> None:
    with ui.errors():
        ui.services().sharing.delete_comments(ui.owner(), session_id, mentor_id)
