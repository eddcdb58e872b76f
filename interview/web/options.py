"""The part of the start page where a person says what the interview should be about and in which language.

Everything here is optional and folded away; it stores nothing and starts nothing.
"""

from __future__ import annotations

import html
from collections.abc import Set

import streamlit as st

from interview.core.mode import Mode, minutes_for
from interview.core.options import InterviewOptions, Preview, TopicOffer
from interview.core.profile import Profile
from interview.core.rounds import USUAL, Round
from interview.i18n.names import round_meaning, round_name
from interview.use_cases.candidate import MOST_FOLLOW_UPS, MOST_QUESTIONS
from interview.web import job_target, ui

_LANGUAGES = {"en": "English", "zh": "中文 (Chinese)"}
# A phone screen, a design or stories ask about topics of their own.
_WITH_TOPICS = (Round.MIXED, Round.SHORT, Round.TECHNICAL, Round.FULL)
_AS_PLANNED, _MORE, _LESS = "As planned", "More of it", "Leave out"


def ask(profile: Profile, resume_id: str, not_their_field: Set[str] = frozenset()) -> InterviewOptions:
    """The controls, and what was chosen with them. Topics that are not their field are left out unless more is asked of
    them."""
    job_text, target_id = job_target.choose(profile)
    candidate = ui.services().candidate
    preview = candidate.preview_for(profile, job_text)
    language = _language(preview, resume_id)
    if language != preview.language:
        preview = candidate.preview_for(profile, job_text, language)
    kind, topic = _round(preview, resume_id)
    chosen = _topics(preview.topics, resume_id, not_their_field) if kind in _WITH_TOPICS else {}
    return InterviewOptions(
        job_text=job_text,
        leave_out=tuple(id for id, choice in chosen.items() if choice == _LESS),
        more_of=tuple(id for id, choice in chosen.items() if choice == _MORE),
        language=language,
        round=kind,
        topic=topic,
        target_id=target_id,
        mode=mode(kind, resume_id),
    )


def mode(kind: Round, resume_id: str) -> Mode:
    """How the interview is taken, with what real mode means said before it begins."""
    say = ui.words()
    names = {Mode.PRACTICE: say("Practice"), Mode.REAL: say("Real")}
    chosen = st.segmented_control(
        say("How you take it"),
        list(names),
        default=Mode.PRACTICE,
        format_func=names.__getitem__,
        key=f"mode-{resume_id}",
    )
    if chosen is Mode.REAL:
        st.caption(
            say(
                "Real mode: one time for the whole interview, about {minutes} minutes a question, and the clock does "
                "not stop when you leave. There are no hints, no swaps and no way back; when time is up, what you have "
                "written is handed in.",
                minutes=minutes_for(kind, is_follow_up=False),
            )
        )
    return chosen or Mode.PRACTICE


def length(kind: Round, resume_id: str) -> tuple[int, int]:
    """How many questions and follow-ups: those that are usual for this kind of interview, or what the person says."""
    settings = ui.services().settings
    usual = USUAL.get(kind, (settings.question_count, settings.follow_up_count))
    left, right = st.columns(2)
    questions = left.number_input("Questions", 1, MOST_QUESTIONS, usual[0], key=f"questions-{kind}-{resume_id}")
    follow_ups = right.number_input(
        "Follow-ups for each, at most", 0, MOST_FOLLOW_UPS, usual[1], key=f"follow-ups-{kind}-{resume_id}"
    )
    return questions, follow_ups


def _round(preview: Preview, resume_id: str) -> tuple[Round, str]:
    """The kind of interview, and the topic of a round on one topic ("": none)."""
    kind = st.selectbox("Kind of interview", preview.rounds, format_func=round_name, key=f"round-{resume_id}")
    st.caption(round_meaning(kind))
    if kind is not Round.TOPIC:
        return kind, ""
    names = {topic.id: topic.name for topic in preview.topics}
    topic = st.selectbox(
        "The topic",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="Choose a topic",
        key=f"topic-of-{resume_id}",
    )
    return kind, topic or ""


def _topics(topics: tuple[TopicOffer, ...], resume_id: str, not_their_field: Set[str]) -> dict[str, str]:
    """Topic id → the choice made for it."""
    chosen: dict[str, str] = {}
    if not topics:
        return chosen
    with st.expander("Choose topics (optional)", icon=":material/tune:"):
        st.caption("Ask for more of what you want to practise, and leave out what does not matter.")
        for topic in topics:
            left, right = st.columns([5, 4], vertical_alignment="center")
            left.html(_named(topic))
            is_left_out = topic.id in not_their_field
            usual = _LESS if is_left_out else _AS_PLANNED
            choice = right.segmented_control(
                f"How much of {ui.unmarked(topic.name)}",
                [_MORE, _LESS] if is_left_out else [_AS_PLANNED, _MORE, _LESS],
                default=usual,
                key=f"topic-{resume_id}-{topic.id}-{usual}",
                label_visibility="collapsed",
            )
            chosen[topic.id] = choice or usual
    return chosen


def _named(topic: TopicOffer) -> str:
    source = "The job" if topic.is_from_job else "Your resume"
    line = f'<div class="mi-quiet mi-line">{source}: “{html.escape(topic.line)}”</div>' if topic.line else ""
    return f"<b>{html.escape(topic.name)}</b>{line}"


def _language(preview: Preview, resume_id: str) -> str:
    chosen = st.segmented_control(
        "Language of the interview",
        preview.languages,
        default=preview.language,
        format_func=lambda code: _LANGUAGES.get(code, code),
        key=f"language-{resume_id}",
    )
    language = chosen or preview.language
    if language != "en" and not ui.services().interviewer.identity.is_model:
        st.caption(
            "Answers in this language are not judged: you see the points of a good answer and an example, and mark "
            "your answer yourself. Your score comes from your marks."
        )
    return language
