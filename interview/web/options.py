"""The part of the start page where a person says what the interview should be about and in which language.

Everything here is optional and folded away; it stores nothing and starts nothing.
"""

from __future__ import annotations

import html

import streamlit as st

from interview.core.options import InterviewOptions, Preview, TopicOffer
from interview.core.posting import MAX_JOB_CHARS
from interview.core.profile import Profile
from interview.occupations.recognise import recognised
from interview.resume.read import read_job_description
from interview.web import job_requirements, ui

_LANGUAGES = {"en": "English", "zh": "中文 (Chinese)"}
_AS_PLANNED, _MORE, _LESS = "As planned", "More of it", "Leave out"


def ask(profile: Profile, resume_id: str) -> InterviewOptions:
    """The controls, and what was chosen with them."""
    job_text = _job(profile)
    preview = ui.services().candidate.preview_for(profile, job_text)
    chosen = _topics(preview.topics, resume_id)
    return InterviewOptions(
        job_text=job_text,
        leave_out=tuple(id for id, choice in chosen.items() if choice == _LESS),
        more_of=tuple(id for id, choice in chosen.items() if choice == _MORE),
        language=_language(preview, resume_id),
    )


def _job(profile: Profile) -> str:
    with st.expander("Add a job description (optional)", icon=":material/work:"):
        pasted = st.text_area(
            "The text of the job advertisement",
            height=160,
            max_chars=MAX_JOB_CHARS,
            placeholder="Paste it here. The interview then tests what the job asks for.",
            key="job",
        )
        text = read_job_description(pasted)
        if text:
            job = ui.services().candidate.preview_for(profile, text).job
            job_requirements.before(job)
            _prepared_for(job.title, profile)
    return text


def _prepared_for(title: str, profile: Profile) -> None:
    """Say so where the practice interviewer prepares for the job of the posting, and that is another occupation."""
    wanted = recognised(title)
    is_practice = not ui.services().interviewer.identity.is_model
    if is_practice and wanted is not None and wanted.occupation != profile.occupation:
        st.caption(
            f"This job is one for: {ui.escape(wanted.name)}. With it, questions on knowledge come from that work."
        )


def _topics(topics: tuple[TopicOffer, ...], resume_id: str) -> dict[str, str]:
    """Topic id → the choice made for it."""
    chosen: dict[str, str] = {}
    if not topics:
        return chosen
    with st.expander("Choose topics (optional)", icon=":material/tune:"):
        st.caption("Ask for more of what you want to practise, and leave out what does not matter.")
        for topic in topics:
            left, right = st.columns([5, 4], vertical_alignment="center")
            left.html(_named(topic))
            choice = right.segmented_control(
                f"How much of {ui.unmarked(topic.name)}",
                [_AS_PLANNED, _MORE, _LESS],
                default=_AS_PLANNED,
                key=f"topic-{resume_id}-{topic.id}",
                label_visibility="collapsed",
            )
            chosen[topic.id] = choice or _AS_PLANNED
    return chosen


def _named(topic: TopicOffer) -> str:
    source = "The job" if topic.is_from_job else "Your resume"
    line = f'<div class="mi-quiet mi-line">{source}: “{html.escape(topic.line)}”</div>' if topic.line else ""
    return f"<b>{html.escape(topic.name)}</b>{line}"


def _language(preview: Preview, resume_id: str) -> str:
    if len(preview.languages) == 1:
        st.caption(
            "The practice interviewer speaks English only. It asks, reads and answers in English, whatever your resume "
            "is in."
        )
        return preview.language
    chosen = st.segmented_control(
        "Language of the interview",
        preview.languages,
        default=preview.language,
        format_func=lambda code: _LANGUAGES.get(code, code),
        key=f"language-{resume_id}",
    )
    return chosen or preview.language
