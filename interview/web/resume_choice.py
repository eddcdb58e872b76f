"""The part of the start page about the resume: one from a file, from pasted text, from before, or ours to try with.

Which one is used stands in the page's address. It starts no interview.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import streamlit as st

from interview.core.resume import Resume
from interview.i18n.translate import Words
from interview.resume.read import ResumeText, read_pasted, read_resume, safe_file_name
from interview.resume.sample import sample_resume
from interview.storage.limits import Costly
from interview.web import kept_form, ui, upload_words
from interview.web.kept_form import Field, Handed
from interview.web.resume_names import name_of

_KINDS = ["pdf", "docx", "txt", "md"]
_IN_ADDRESS = "resume"
_NONE = "none"
_ADDED, _USED, _PASTING = "resumes-added", "resume-used", "resume-pasting"
# With more of them the button below lies out of sight on a laptop.
_ROWS = 5


def choose(known: dict[str, Resume], say: Words) -> Resume | None:
    """The resume to make an interview from; None while there is none, or none is to be used."""
    ids = [*known, _NONE]
    # What another tab adds or deletes meanwhile changes nothing that is chosen here.
    used = st.query_params.get(_IN_ADDRESS) or st.session_state.get(_USED) or ids[0]
    used = st.session_state[_USED] = used if used in ids else _NONE
    if not known:
        _add(say, say("Your resume"))
        return None
    named = _labels(known.values(), say)
    # What was just added is used, whatever was chosen here before: with another key it is another box.
    added = st.session_state.get(_ADDED, 0)
    picked = st.selectbox(
        say("Your resume"),
        ids,
        index=ids.index(used),
        format_func=lambda id: named.get(id) or say("None: choose your work below"),
        key=f"resume-{added}",
    )
    st.session_state[_USED] = picked
    if picked != st.query_params.get(_IN_ADDRESS):
        st.query_params[_IN_ADDRESS] = picked
    with st.popover(say("Add another resume"), icon=":material/add:", type="tertiary", key=f"add-resume-{added}"):
        _add(say, say("From a file"))
    return known.get(picked)


def chosen(resume_id: str | None) -> dict[str, str]:
    """What of the start page's address says that this resume is used, or none."""
    return {_IN_ADDRESS: resume_id or _NONE}


def _add(say: Words, label: str) -> None:
    """A file, a pasted text, or our own resume to try with; what is added is used from then on."""
    # Of any kind: what cannot be read is refused in our words, Streamlit's are English and for programmers.
    file = st.file_uploader(label, key="resume-file")
    upload_words.say_it(_KINDS, st.get_option("server.maxUploadSize"), say)
    if file is not None and st.session_state.get("read_file") != file.file_id:
        st.session_state.read_file = file.file_id
        with ui.errors(), st.spinner(say("Reading your resume …")):
            ui.services().limits.hit_costly(Costly.UPLOAD, ui.owner())
            data = file.getvalue()
            with ui.services().limits.turns.of(ui.owner()):
                found = read_resume(file.name, data)
            _keep(safe_file_name(file.name), found, hashlib.sha256(data).hexdigest())
    with st.container(horizontal=True):
        if not st.session_state.get(_PASTING) and st.button(
            say("Paste the text"), type="tertiary", icon=":material/content_paste:"
        ):
            st.session_state[_PASTING] = True
            st.rerun()
        if st.button(say("Try with a sample resume"), type="tertiary", icon=":material/badge:"):
            with ui.errors():
                _keep(say("Sample resume"), read_pasted(sample_resume(say.language)))
    # Here and not in a box of its own: on a phone a box in a box sticks out.
    if st.session_state.get(_PASTING):
        _paste(say)


def _paste(say: Words) -> None:
    pasted = kept_form.handed(
        f"{ui.owner()}:start:resume",
        [Field("text", say("The text of your resume"), "text", rows=_ROWS)],
        say,
        kept=say("Kept in this browser until you use this text, for 30 days at most."),
    )
    text = pasted.values.get("text", "")
    # Above the button: what comes below it is out of sight on a phone.
    missing = st.empty()
    if not st.button(say("Use this text")):
        return
    if not text.strip():
        missing.warning(say("There is no text yet. Paste your resume into the box above."), icon=":material/edit:")
        return
    with ui.errors():
        _keep("", read_pasted(text), pasted=pasted)


def _keep(name: str, found: ResumeText, digest: str = "", pasted: Handed | None = None) -> None:
    """Keep a resume, and draw the page for it; `digest` is that of its file, where it had one."""
    of_text = hashlib.sha256(found.text.encode()).hexdigest()
    resume = ui.services().resumes.add(ui.owner(), name, found.text, digest or of_text, found.notes)
    st.query_params[_IN_ADDRESS] = resume.id
    st.session_state.pop(_PASTING, None)
    if pasted is not None:
        kept_form.forget(pasted)
    st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
    st.rerun()


def _labels(found: Iterable[Resume], say: Words) -> dict[str, str]:
    """Labels of resumes, newest first, by id: never two alike, since Streamlit knows options by their labels."""
    named = {resume.id: f"{name_of(resume, say)} · {ui.when(resume.created_at)}" for resume in found}
    alike = Counter(named.values())
    for key, label in named.items():
        alike[label] -= 1
        if alike[label]:
            named[key] = f"{label} · {alike[label] + 1}"
    return named
