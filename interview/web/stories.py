"""The parts of the page about stories: one story, what could become one, and what a job asks for beside them.

A story becomes one by a click alone. Every text of a person is escaped in html_components.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from interview.core.resume import resume_key
from interview.core.story import (
    Competency,
    JobStories,
    JudgedAnswer,
    KeptStory,
    Origin,
    Seed,
    Story,
    StoryBank,
    Wanted,
)
from interview.documents.verdict_words import verdict_word
from interview.i18n.names import competency_name, point_text
from interview.i18n.translate import Words
from interview.web import deleting, html_components, ui
from interview.web.kept_form import Field, kept_form
from interview.web.kept_form.kept_list import kept_words

# Of fewer stories everything is seen at once; longer ones are folded.
FEWEST_TO_SEARCH, LONGEST_OPEN = 3, 400
_FORM = "story-form"
_NEW = "new"


def open_form(name: str = _NEW) -> None:
    """Have the next run show a form: for a story by its id, behind a line of the resume, or an empty one."""
    st.session_state[_FORM] = name


def is_open(name: str = _NEW) -> bool:
    """Whether this form is the one that is open."""
    return bool(st.session_state.get(_FORM) == name)


def any_open() -> bool:
    """Whether some form is open, which has the one button of the page that stands out."""
    return _FORM in st.session_state


def form(say: Words, name: str = _NEW, story: Story | None = None, line: str = "") -> None:
    """The form for a new story, or for one that is kept."""
    happened = kept_form(
        f"{_key()}:{name}",
        _fields(say, story),
        say,
        method="PUT" if story else "POST",
        url=f"/api/interview/stories/{story.id}" if story else "/api/interview/stories",
        body={"seenAt": story.updated_at.isoformat()} if story else {"line": line},
        reply_id="storyId",
        save=say("Save the story"),
        close=say("Close"),
    )
    if happened.saved or happened.is_closed:
        del st.session_state[_FORM]
        if happened.saved:
            st.toast(say("Your story is saved."), icon=":material/check:")
        st.rerun()


def _key() -> str:
    """What the keys of all forms begin with."""
    return f"{ui.owner()}:story"


def _fields(say: Words, story: Story | None = None) -> Sequence[Field]:
    return (
        Field("text", say("Your story"), "text", story.text if story else "", _asked(say)),
        Field("title", say("A short name for it (optional)"), value=story.title if story else ""),
        Field(
            "tags",
            say("What it shows (optional)"),
            "choices",
            [tag.value for tag in story.tags] if story else (),
            choices=[(tag.value, competency_name(tag, say)) for tag in Competency],
        ),
    )


def left_over(bank: StoryBank, say: Words) -> None:
    """What was typed and not saved in forms that cannot be opened any more, to be copied: behind lines that only an
    older resume has, or for stories that are gone. Such a form that was open is closed."""
    forms = [_NEW, *(kept.story.id for kept in bank.stories), *(_of_line(seed) for seed in bank.seeds)]
    if st.session_state.get(_FORM, _NEW) not in forms:
        del st.session_state[_FORM]
    told = say(
        "These words of yours were not saved, and what they belong to is not on this page any more. They stay in this "
        "browser for 30 days; copy them into a new story if you still need them."
    )
    kept_words(_key(), _fields(say), say, told=told, besides=[f"{_key()}:{name}" for name in forms])


def _of_line(seed: Seed) -> str:
    """The name of the form behind a line."""
    return f"line-{resume_key(seed.line)[:12]}"


def _asked(say: Words) -> str:
    return say("What was the situation? What did you do yourself? How did it end, and how do you know?")


def search(stories: Sequence[KeptStory], say: Words) -> Sequence[KeptStory]:
    """The stories that have the words and the tag that the person looks for."""
    if len(stories) < FEWEST_TO_SEARCH:
        return stories
    left, right = st.columns(2)
    text = left.text_input(say("Search your stories"), icon=":material/search:", key="story-search")
    used = [tag for tag in Competency if any(tag in kept.story.tags for kept in stories)]
    tag = right.selectbox(
        say("What it shows"),
        ["", *used],
        format_func=lambda one: competency_name(Competency(one), say) if one else say("All stories"),
        key="story-tag",
    )
    words = text.casefold().split()
    return [
        kept
        for kept in stories
        if (not tag or tag in kept.story.tags)
        and all(word in f"{kept.story.title} {kept.story.text}".casefold() for word in words)
    ]


def draw(kept: KeptStory, say: Words) -> None:
    """One story with where it came from and what is known of it, or its form."""
    story = kept.story
    with st.container(border=True, key=f"story-{story.id}"):
        if is_open(story.id):
            form(say, story.id, story)
            return
        text = html_components.written(story.text)
        ui.draw(
            html_components.title(story.title),
            html_components.chips([competency_name(tag, say) for tag in story.tags]) if story.tags else "",
            text if len(story.text) <= LONGEST_OPEN else html_components.folded(say("Read it"), text),
            html_components.block(source_told(kept, say), "mi-quiet"),
            _parts(kept, say),
            language=say.tag,
        )
        with st.container(horizontal=True):
            st.button(say("Edit"), key=f"edit-{story.id}", icon=":material/edit:", on_click=open_form, args=(story.id,))
            if st.button(say("Delete"), key=f"drop-{story.id}", icon=":material/delete:", type="tertiary"):
                st.dialog(say("Delete this story?"))(_delete)(story, say)


def _delete(story: Story, say: Words) -> None:
    st.markdown(f"**{ui.escape(story.title)}**")
    st.markdown(before_deleting(story, say))
    if deleting.is_wanted(say("Delete it"), story.id, say):
        with ui.errors():
            ui.services().stories.delete(ui.owner(), story.id)
            st.rerun()


def before_deleting(story: Story, say: Words) -> str:
    """What goes with a story and what does not: an interview that is there stays."""
    stays = story.source.session_id is not None
    return say("You cannot get it back. The interview it came from stays.") if stays else say("You cannot get it back.")


def source_told(kept: KeptStory, say: Words) -> str:
    """Where it came from, and that nobody looked for its parts where that is known."""
    source = kept.story.source
    if kept.answer is not None:
        day = say.day(kept.answer.answered_at, ui.zone())
        return say("From your answer of {day} to: “{question}”", day=day, question=kept.answer.question.text)
    if source.origin is Origin.ANSWER:
        if source.session_id is None:
            return say("From an answer of yours in an interview that was deleted.")
        return say("From an answer of yours.")
    if source.line:
        return say("Behind a line of your resume: “{line}”. Not checked for the parts of a story.", line=source.line)
    return say("Written by you. Not checked for the parts of a story.")


def _parts(kept: KeptStory, say: Words) -> str:
    """The parts of a story that were looked for in the answer it came from; "" where nobody looked."""
    if kept.answer is None or not kept.parts:
        return ""
    rows = [
        (judged.verdict.value, verdict_word(judged, kept.answer.grade, say), point_text(judged.point, say), "")
        for judged in kept.answer.grade.points
        if judged.point.part is not None
    ]
    changed = say("You have changed it since. This is what was found in your answer as it was.")
    note = "" if kept.is_as_judged else html_components.block(changed, "mi-quiet")
    return html_components.folded(say("What was found in it"), note + html_components.signed(rows, say))


def offers(answers: Sequence[JudgedAnswer], say: Words) -> None:
    """Answers in which the person told what they did themselves, each to be kept by a click."""
    if not answers:
        return
    st.subheader(say("You told this already"), anchor=False)
    for answer in answers:
        with st.container(border=True, key=f"offer-{answer.session_id}-{answer.main}"):
            day = say.day(answer.answered_at, ui.zone())
            ui.draw(
                html_components.block(say("You told this on {day}. Keep it as a story?", day=day), "mi-strong"),
                html_components.block(answer.question.text, "mi-quiet"),
                html_components.folded(say("Read it"), html_components.written(answer.text)),
                language=say.tag,
            )
            st.button(
                say("Keep it as a story"),
                key=f"keep-{answer.session_id}-{answer.main}",
                icon=":material/bookmark_add:",
                on_click=_keep,
                args=(answer,),
            )


def _keep(answer: JudgedAnswer) -> None:
    with ui.errors():
        ui.services().stories.keep_answer(ui.owner(), answer.session_id, answer.main)


def seeds(lines: Sequence[Seed], say: Words) -> None:
    """Lines of the resume that an interviewer would ask about, each with a way to tell the story behind it."""
    if not lines:
        return
    st.subheader(say("From your resume"), anchor=False)
    for seed in lines:
        name = _of_line(seed)
        with st.container(border=True, key=f"seed-{name}"):
            said = say("{line} ({place})", line=seed.line, place=seed.place) if seed.place else seed.line
            ui.draw(html_components.block(said))
            if is_open(name):
                form(say, name, line=seed.line)
            else:
                st.button(
                    say("Tell the story behind it"),
                    key=f"tell-{name}",
                    icon=":material/edit_note:",
                    on_click=open_form,
                    args=(name,),
                )


def for_a_job(say: Words) -> None:
    """What a kept job asks for beside the stories that show it."""
    known = {target.id: target for target in ui.services().targets.all(ui.owner())}
    if not known:
        return
    st.subheader(say("Which of my stories answer a job?"), anchor=False)
    chosen = st.selectbox(say("The job"), list(known), format_func=lambda id: known[id].name, key="story-job")
    _show_job(ui.services().stories.for_job(ui.owner(), chosen), say)


def _show_job(found: JobStories, say: Words) -> None:
    if not found.found:
        ui.draw(html_components.block(say("Nothing was found in this advertisement that a story could show.")))
        return
    rows = [
        (
            "covered",
            _wanted(wanted, say),
            each.story.title if each.quote else say("{title} (by your tag)", title=each.story.title),
            each.quote,
        )
        for wanted, stories in found.answered
        for each in stories
    ]
    lacking = [_lacking(wanted, say) for wanted in found.lacking]
    ui.draw(
        html_components.signed(rows, say),
        html_components.block(say("No story yet for:"), "mi-strong") if lacking else "",
        html_components.listed(lacking) if lacking else "",
        language=say.tag,
    )


def _lacking(wanted: Wanted, say: Words) -> str:
    name = _wanted(wanted, say)
    return name if wanted.line == name else say("{name}: “{line}”", name=name, line=wanted.line)


def _wanted(wanted: Wanted, say: Words) -> str:
    return wanted.skill or (competency_name(wanted.competency, say) if wanted.competency else "")
