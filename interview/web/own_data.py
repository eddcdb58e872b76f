"""The parts of the page "My data": what is kept, in words, and what a deletion took away.

Numbers come from the use cases; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from interview.core.accounts import ALONE
from interview.core.receipt import Receipt, Waits
from interview.i18n.translate import Words
from interview.services.composition import Services
from interview.storage.limits import Costly
from interview.web import html_components, ui

_RECEIPT, _ERASED = "own-data-receipt", "own-data-erased"
# The parts that a browser keeps are named in these files.
_FORGET = f"<script>{(Path(__file__).parent / 'kept_form' / 'forget_drafts.js').read_text()}</script>"


def counted(rows: Mapping[str, int], say: Words) -> list[str]:
    """Counts by table, each in words; tables that only serve these are left out: their rows tell nobody anything."""
    told = {
        "session": say("Interviews"),
        "turn": say("Questions and follow-ups with their answers and drafts"),
        "grade": say("Grades, also earlier ones"),
        "resume": say("Resumes"),
        "story": say("Stories"),
        "target": say("Jobs you apply for"),
        "share": say("Links to reports"),
        "mentor": say("People who commented, or whom you commented for"),
        "mentor_note": say("Comments"),
    }
    return [_line(name, rows[table], say) for table, name in told.items() if rows.get(table)]


def where(built: Services, say: Words) -> list[str]:
    """Where it all lies, whether any of it goes to another computer, and who sees it, a sentence each."""
    settings = built.settings
    if _is_run_for_others(built):
        lies = say("What you enter here is kept in the database of this app.")
    else:
        folder = settings.data_dir
        lies = say(
            "What you enter here is kept on the computer that this app runs on, in the folder {folder}.", folder=folder
        )
    sent = [ui.sent_to(built, say)] if built.interviewer.identity.is_model else []
    if built.transcriber is not None:
        sent.append(say("What you say into the microphone is sent to a service that writes it down."))
    if built.speaker is not None:
        sent.append(
            say(
                "What is read aloud to you is sent to a service that speaks it where your device has no working voice "
                "for the language."
            )
        )
    if not sent:
        sent.append(say("No language model is used, and nothing of it is sent to a service."))
    return [lies, *sent, in_backups(built, say), *([everybodys(say)] if not settings.has_people else [])]


def _is_run_for_others(built: Services) -> bool:
    """Whether somebody set this app up as a server, and not for the computer that they sit at."""
    return bool(built.settings.has_people or built.settings.database_url)


def in_backups(built: Services, say: Words) -> str:
    """That no deletion reaches backups. Unless somebody set the app up as a server, nobody knows whose computer it is
    on."""
    if _is_run_for_others(built):
        return say(
            "Whoever runs this app may keep backups. What you delete here stays in those until they are deleted, too."
        )
    return say(
        "Where backups are made of the computer that this app runs on, what you delete here stays in those until they "
        "are deleted, too."
    )


def nothing_kept(built: Services, say: Words) -> str:
    """That nothing is kept of the person; where people sign in, their account is."""
    if built.settings.has_people:
        return say(
            "Nothing that you wrote is kept here. Your account stays, so that you can sign in; it holds no name."
        )
    return say("Nothing is kept of you here.")


def everybodys(say: Words) -> str:
    """What holds where nobody signs in."""
    return say("Nobody signs in here: everybody who opens this address sees the same data and can delete it.")


def _line(name: str, number: int, say: Words) -> str:
    return say("{name}: {count:,}", name=name, count=number)


def keep_receipt(receipt: Receipt) -> None:
    """Have the next run show what went."""
    st.session_state[_RECEIPT] = receipt


def show_receipt(say: Words) -> None:
    """What the deletion before this run took away, once; after an erasure this browser forgets its drafts, too."""
    receipt = st.session_state.pop(_RECEIPT, None)
    if receipt is None:
        return
    lines = [
        *counted(receipt.rows, say),
        *([_line(say("Gradings that waited"), receipt.jobs, say)] if receipt.jobs else []),
        *([_line(say("Older copies of the database, cleared of it"), receipt.files, say)] if receipt.files else []),
    ]
    is_something = bool(lines or receipt.rows or receipt.snapshots)
    said = say("Deleted.") if is_something else say("There was nothing to delete.")
    st.success(said, icon=":material/check:")
    ui.draw(html_components.listed(lines), language=say.tag)
    for line in still_waits(receipt, say):
        st.markdown(line)
    if st.session_state.pop(_ERASED, False):
        with st.container(key="forget"):
            st.html(_FORGET, unsafe_allow_javascript=True)


def still_waits(receipt: Receipt, say: Words) -> list[str]:
    """What of a deletion is still to come, and when, each in a sentence."""
    told = {
        Waits.REDIS: say(
            "A part of the app cannot be reached now. What it still holds of this is deleted as soon as it is back; "
            "you need not do anything."
        ),
        Waits.FILES: say("A file of the app could not be cleaned yet. It is tried again every few minutes."),
        Waits.START: say("What is left of it in the database file is deleted when the app next starts."),
    }
    return [line for each, line in told.items() if each in receipt.waits]


def delete_resume(owner: str, resume_id: str, *, with_interviews: bool) -> None:
    """Delete a resume, and have the next run say what went."""
    keep_receipt(ui.services().resumes.delete(owner, resume_id, with_interviews=with_interviews))
    forget_uploads()


def erase(owner: str) -> None:
    """Erase everything, and have the next run say what that was. After it nothing else of this visit is kept."""
    ui.services().limits.hit_costly(Costly.ERASE, owner)
    receipt = ui.services().own_data.erase(owner)
    st.session_state.clear()
    forget_uploads()
    if owner == ALONE:
        end_left_tabs()
    st.session_state[_ERASED] = True
    keep_receipt(receipt)


def forget_uploads() -> None:
    """Drop the files that this visit sent: Streamlit keeps them until the tab is gone."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def end_left_tabs() -> None:
    """End the visits of tabs that are gone. Streamlit keeps each in case it comes back within two minutes, and as long
    as nobody comes or goes also afterwards."""
    left: Any = None
    if Runtime.exists():
        left = getattr(getattr(Runtime.instance(), "_session_mgr", None), "_session_storage", None)
    for visit in left.list() if left is not None else ():
        left.delete(visit.session.id)
        visit.session.shutdown()


def export_address() -> str:
    """Where the file with everything is; it is made when it is asked for."""
    return f"/api/my-data/export?{urlencode({'timeZone': str(ui.zone())})}"


def how_long(days: int | None, say: Words) -> str:
    """For how long it is kept."""
    if days is None:
        return say("It is kept until you delete it.")
    return say(
        "Interviews are kept for {days} days after you last changed them, and resumes without an interview for as long "
        "after you added them. Then they are deleted.",
        days=days,
    )
