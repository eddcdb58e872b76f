"""The part of the start page where a person says what the interview should be about, how long, and in which language.

Everything here is optional and folded away; it stores nothing and starts nothing.
"""

from __future__ import annotations

import html
from collections.abc import Set
from dataclasses import dataclass
from functools import reduce

import streamlit as st

from interview.core.mode import Mode, minutes_for, minutes_in_all
from interview.core.options import InterviewOptions, Preview, TopicOffer
from interview.core.posting import JobPosting
from interview.core.profile import Profile
from interview.core.rounds import USUAL as USUAL_LENGTHS
from interview.core.rounds import Round
from interview.core.target import TargetCoverage
from interview.i18n.names import language_name, round_meaning, round_name
from interview.i18n.translate import Words, sentences
from interview.text.languages import OWN_NAMES
from interview.use_cases.session_creation import MOST_FOLLOW_UPS, MOST_QUESTIONS
from interview.web import job_target, model_cost, ui

# A phone screen, a design or stories ask about topics of their own.
_WITH_TOPICS = (Round.MIXED, Round.SHORT, Round.TECHNICAL, Round.FULL)
_AS_PLANNED, _MORE, _LESS = "as planned", "more", "less"
# More languages than these go into a list, each by what it calls itself.
_BESIDE_EACH_OTHER = 3
# From here on nobody plans by single minutes.
_LONG, _STEP = 10, 5


@dataclass(frozen=True)
class Wish:
    """What is wished for, the job as it was understood, and how far interviews have covered one that is kept."""

    options: InterviewOptions
    questions: int
    follow_ups: int
    job: JobPosting
    covered: TargetCoverage | None

    @property
    def lacks_topic(self) -> bool:
        """Whether a round on one topic waits for its topic."""
        return self.options.round is Round.TOPIC and not self.options.topic


def fold(
    profile: Profile,
    material_id: str,
    wanted: job_target.Wanted,
    not_their_field: Set[str],
    has_resume: bool,
    say: Words,
    *,
    resume_text: str,
) -> Wish:
    """Everything that can be changed about the interview, folded away, and what was chosen in it. Topics that are not
    their field are left out unless more is asked of them.

    Each control is drawn by a function of its own, in the order of the page; a further one has its place here.
    """
    creation = ui.services().creation
    preview = creation.preview_for(profile, wanted.text, resume_text=resume_text)
    with st.expander(say("Change the interview"), icon=":material/tune:", key="change"):
        kind, topic = _round(preview, material_id, say)
        questions, follow_ups = _length(kind, material_id, say)
        mode = _mode(kind, material_id, say)
        language = _language(preview, material_id, say)
        if language != preview.language:
            preview = creation.preview_for(profile, wanted.text, language, resume_text=resume_text)
        with_feedback = mode is Mode.PRACTICE and _feedback(language, material_id, say)
        chosen = _topics(preview.topics, material_id, not_their_field, say) if kind in _WITH_TOPICS else {}
        covered = job_target.coverage(wanted, preview.job)
        job_target.details(wanted, preview, covered, profile, has_resume, say)
        model_cost.details(questions, follow_ups, say)
    options = InterviewOptions(
        job_text=wanted.text,
        leave_out=tuple(id for id, choice in chosen.items() if choice == _LESS),
        more_of=tuple(id for id, choice in chosen.items() if choice == _MORE),
        language=language,
        round=kind,
        topic=topic,
        target_id=wanted.target.id if wanted.target is not None else "",
        mode=mode,
        with_feedback=with_feedback,
    )
    return Wish(options, questions, follow_ups, preview.job, covered)


def _mode(kind: Round, material_id: str, say: Words) -> Mode:
    """How the interview is taken, with what real mode means said before it begins."""
    names = {Mode.PRACTICE: say("Practice"), Mode.REAL: say("Real")}
    chosen = st.segmented_control(
        say("How you take it"),
        list(names),
        default=Mode.PRACTICE,
        format_func=names.__getitem__,
        key=f"mode-{material_id}",
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


def _feedback(language: str, material_id: str, say: Words) -> bool:
    """Whether feedback is wanted after each answer; not asked where answers are graded only at the end."""
    if not grades_meanwhile(language):
        return False
    # Not as help beside it: on a phone a touch of the sign for help turns the setting, and shows nothing.
    chosen = st.toggle(say("Show feedback after each answer"), key=f"feedback-{material_id}")
    st.caption(say("Short feedback, folded below the next question. The report says that you had it."))
    return chosen


def grades_meanwhile(language: str) -> bool:
    """Whether answers in this language are graded while the interview goes on."""
    return ui.services().settings.grades_early and is_judged(language)


def in_a_line(wish: Wish, say: Words) -> str:
    """What will happen when the interview is started."""
    options, of = wish.options, (wish.options.round, wish.questions, wish.follow_ups)
    minutes = minutes_in_all(*of) if options.mode is Mode.REAL else about_minutes(*of)
    parts = [say("1 question") if wish.questions == 1 else say("{count} questions", count=wish.questions)]
    if wish.follow_ups:
        told = (
            say("up to {count} {count:follow-up|follow-ups}", count=wish.follow_ups)
            if wish.questions == 1
            else say("up to {count} {count:follow-up|follow-ups} each", count=wish.follow_ups)
        )
        parts.append(told)
    if options.with_feedback:
        parts.append(say("feedback after each answer"))
    parts += [_lasting(minutes, options.mode, say), _spoken(options.language, say)]
    told = reduce(lambda before, after: say("{before}, {after}", before=before, after=after), parts)
    if options.round is not Round.MIXED:
        told = say("{kind}: {told}", kind=round_name(options.round, say), told=told)
    is_real = options.mode is Mode.REAL
    told = (
        say("{told}. The clock does not stop.", told=told)
        if is_real
        else say(
            "{told}. You can pause at any time. If you end early, each question without an answer counts 0, where it "
            "can get a score.",
            told=told,
        )
    )
    return sentences((told, marking(options.language, say)))


def _lasting(minutes: int, mode: Mode, say: Words) -> str:
    """How long: what is usual, or the time that a real interview has."""
    if mode is Mode.REAL:
        return say("at most {minutes} minutes", minutes=minutes)
    return say("about {minutes} minutes", minutes=minutes)


def marking(language: str, say: Words) -> str:
    """Who marks the answers where the interviewer does not judge them in this language; "" where it does."""
    if is_judged(language):
        return ""
    return say("In Chinese you mark your answers yourself, with the points of a good answer beside them.")


def is_judged(language: str) -> bool:
    """Whether the interviewer judges answers in this language."""
    return language == "en" or ui.services().interviewer.identity.is_model


def about_minutes(kind: Round, questions: int, follow_ups: int) -> int:
    """How long an interview usually takes: of the follow-ups that may come, half do."""
    each, less = (minutes_for(kind, is_follow_up=is_follow_up) for is_follow_up in (False, True))
    minutes = questions * each + questions * follow_ups * less / 2
    return round(minutes) if minutes <= _LONG else _STEP * round(minutes / _STEP)


def _spoken(language: str, say: Words) -> str:
    return say("in {language}", language=language_name(language, say))


def _length(kind: Round, material_id: str, say: Words) -> tuple[int, int]:
    """How many questions and follow-ups: those that are usual for this kind of interview, or what the person says."""
    settings = ui.services().settings
    usual = USUAL_LENGTHS.get(kind, (settings.question_count, settings.follow_up_count))
    left, right = st.columns(2)
    questions = left.number_input(say("Questions"), 1, MOST_QUESTIONS, usual[0], key=f"questions-{kind}-{material_id}")
    follow_ups = right.number_input(
        say("Follow-ups for each, at most"), 0, MOST_FOLLOW_UPS, usual[1], key=f"follow-ups-{kind}-{material_id}"
    )
    return questions, follow_ups


def _round(preview: Preview, material_id: str, say: Words) -> tuple[Round, str]:
    """The kind of interview, and the topic of a round on one topic ("": none)."""
    kind = st.selectbox(
        say("Kind of interview"),
        preview.rounds,
        format_func=lambda kind: round_name(kind, say),
        key=f"round-{material_id}",
    )
    st.caption(round_meaning(kind, say))
    if kind is not Round.TOPIC:
        return kind, ""
    names = {topic.id: topic.name for topic in preview.topics}
    topic = st.selectbox(
        say("The topic"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=say("Choose a topic"),
        key=f"topic-of-{material_id}",
    )
    return kind, topic or ""


def _topics(topics: tuple[TopicOffer, ...], material_id: str, not_their_field: Set[str], say: Words) -> dict[str, str]:
    """Topic id → the choice made for it."""
    chosen: dict[str, str] = {}
    if not topics:
        return chosen
    names = {_AS_PLANNED: say("As planned"), _MORE: say("More of it"), _LESS: say("Leave out")}
    st.markdown(f"**{say('Topics')}**")
    st.caption(say("Ask for more of what you want to practise, and leave out what does not matter."))
    for topic in topics:
        left, right = st.columns([5, 4], vertical_alignment="center")
        left.html(_named(topic, say))
        is_left_out = topic.id in not_their_field
        usual = _LESS if is_left_out else _AS_PLANNED
        choice = right.segmented_control(
            say("How much of {topic}", topic=ui.without_markdown(topic.name)),
            [_MORE, _LESS] if is_left_out else [_AS_PLANNED, _MORE, _LESS],
            default=usual,
            format_func=names.__getitem__,
            key=f"topic-{material_id}-{topic.id}-{usual}",
            label_visibility="collapsed",
            on_change="ignore",
        )
        chosen[topic.id] = choice or usual
    return chosen


def _named(topic: TopicOffer, say: Words) -> str:
    line = ""
    if topic.line:
        told = (
            say("The job: “{line}”", line=topic.line)
            if topic.is_from_job
            else say("Your resume: “{line}”", line=topic.line)
        )
        line = f'<div class="mi-quiet mi-line">{html.escape(told)}</div>'
    return f"<b>{html.escape(topic.name)}</b>{line}"


def _language(preview: Preview, material_id: str, say: Words) -> str:
    chosen: str | None
    if len(preview.languages) <= _BESIDE_EACH_OTHER:
        chosen = st.segmented_control(
            say("Language of the interview"),
            preview.languages,
            default=preview.language,
            format_func=lambda code: language_name(code, say),
            key=f"language-{material_id}",
        )
    else:
        chosen = st.selectbox(
            say("Language of the interview"),
            preview.languages,
            index=preview.languages.index(preview.language),
            format_func=lambda code: OWN_NAMES.get(code, code),
            key=f"language-{material_id}",
        )
    language = chosen or preview.language
    if not is_judged(language):
        st.caption(
            say(
                "Answers to questions in this language are not judged: you see the points of a good answer, with an "
                "example where there is one, and mark your answer yourself. Your score comes from your marks."
            )
        )
    return language
