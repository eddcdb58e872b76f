"""What to practise today, how far somebody is in each topic, and what went best: the middle of Progress.

Every line says its true reason. It draws what the use cases found; questions and names are data.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

import streamlit as st

from interview.core.mastery import RESTS, Again, Level, TopicLevel
from interview.core.today import MOST_TODAY, Task, Why
from interview.i18n.names import category_names
from interview.i18n.translate import Words
from interview.text.excerpts import one_line
from interview.trends.values import Best
from interview.use_cases.new_session import Created
from interview.use_cases.progress import Basis, Home
from interview.web import html_components, ui

_SHOWN = 90
_MOST_TOPICS = 8


def tasks(home: Home) -> None:
    """Today's list with its one button, or where to go when there is nothing on it."""
    say = ui.words()
    if not home.answers and not home.today:
        return
    _open_made(home)
    st.subheader(say("Today's five") if len(home.today) == MOST_TODAY else say("Today's practice"), anchor=False)
    if not home.today:
        st.markdown(
            ui.escape(
                say(
                    "Nothing is due right now. What did not count as said in an answer comes back here some minutes "
                    "later."
                )
            )
        )
        if st.button(say("Start an interview"), type="primary", icon=":material/play_arrow:"):
            ui.go("start")
        return
    for number, task in enumerate(home.today):
        _task(home, task, number, say)
    if len(home.today) > 1:
        _practise(home, say)


def _practise(home: Home, say: Words) -> None:
    """The button for all of the list; what is different from it is said before the questions are opened."""
    made, target_id = _made(), _target_id(home)
    created = made.get(target_id)
    if created is not None:
        for note in created.notes:
            st.info(ui.escape(say.message(note)), icon=":material/info:")
        if st.button(say("Go to the questions"), type="primary", icon=":material/play_arrow:"):
            _open(made.pop(target_id))
    elif st.button(say("Practise these"), type="primary", icon=":material/play_arrow:"):
        with ui.errors():
            made[target_id] = ui.services().todays_practice.start(ui.owner(), ui.visitor(), ui.zone(), target_id)
            st.rerun()


def _made() -> dict[str, Created]:
    """Practice made in this tab that was not opened yet, by job: a further click ends a run early."""
    found: dict[str, Created] = st.session_state.setdefault("todays_practice", {})
    return found


def _open_made(home: Home) -> None:
    """Open what was made and needs no word before; forget what is not open any more."""
    created = _made().get(_target_id(home))
    if created is None:
        return
    unfinished = ui.services().todays_practice.unfinished(ui.owner(), home.target)
    is_open = unfinished is not None and unfinished.id == created.session.id
    if not is_open or not created.notes:
        del _made()[_target_id(home)]
    if is_open and not created.notes:
        _open(created)


def _open(created: Created) -> None:
    ui.go("answer", session=created.session.id)


def _target_id(home: Home) -> str:
    return home.target.id if home.target else ""


def _task(home: Home, task: Task, number: int, say: Words) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"task-{number}"):
        drawn = html_components.block(name_of(task, say), "mi-strong")
        told = reason(task, home.basis, say)
        ui.draw(f"<div>{drawn}{html_components.block(told, 'mi-quiet')}</div>", language=say.tag)
        is_only = len(home.today) == 1
        if st.button(
            say("Practise this"),
            key=f"practise-task-{number}",
            icon=":material/replay:",
            type="primary" if is_only else "tertiary",
            help=ui.escape(name_of(task, say)),
        ):
            with ui.errors():
                made = ui.services().todays_practice.start_one(ui.owner(), ui.visitor(), task, home.target)
                ui.go("answer", session=made.session.id)


def name_of(task: Task, say: Words) -> str:
    """What a task is called: the question, or what the job asks for."""
    if task.question is not None:
        return one_line(task.question.text, _SHOWN)
    return say("A new question from the field of {skill}", skill=task.skill)


def reason(task: Task, basis: Basis, say: Words) -> str:
    """Why a task stands on the list; what the job asks for is known from its advertisement alone. Of key points it says
    what counted: that is true of the interviewer's verdict and of the candidate's own word."""
    if task.why is Why.NEVER_ASKED and basis is Basis.OCCUPATION:
        return say("People in this work are usually asked about it, and none of your judged answers is about it yet.")
    if task.why is Why.NEVER_ASKED:
        return say("The job asks for it, and none of your judged answers is about it yet.")
    if task.why is Why.FADING:
        told = (
            say(
                "A key point that did not count as said in an earlier answer did so later. Time to check that it is "
                "still there."
            )
            if task.points == 1
            else say(
                "{count} key points that did not count as said in an earlier answer did so later. Time to check that "
                "they are still there.",
                count=task.points,
            )
        )
    elif task.points == 1:
        told = (
            say("1 key point counted only in part when it was last judged.")
            if task.why is Why.PARTLY
            else say("1 key point did not count in full when it was last judged.")
        )
    elif task.why is Why.PARTLY:
        told = say("{count} key points counted only in part when they were last judged.", count=task.points)
    else:
        told = say("{count} key points did not count in full when they were last judged.", count=task.points)
    if task.answered_at is not None:
        told += say(" ") + say("Last answered on {day}.", day=ui.day(task.answered_at))
    if not task.skill:
        return told
    if basis is Basis.OCCUPATION:
        return told + say(" ") + say("People in this work are usually asked about {skill}.", skill=task.skill)
    return told + say(" ") + say("The job asks for {skill}.", skill=task.skill)


def topics(home: Home) -> None:
    """Each topic with its level; nothing before the first answer that counts."""
    if not home.topics:
        return
    say = ui.words()
    st.subheader(say("Your topics"), anchor=False)
    shown, rest = home.topics[:_MOST_TOPICS], home.topics[_MOST_TOPICS:]
    names = category_names((each.category for each in home.topics), say)
    ui.draw(
        _levels(shown, names, say),
        html_components.folded(say("Show the other topics"), _levels(rest, names, say)) if rest else "",
        html_components.folded(say("What the levels mean"), html_components.listed(_rules(say))),
        language=say.tag,
    )


def _levels(found: tuple[TopicLevel, ...], names: Mapping[str, str], say: Words) -> str:
    rows = []
    for each in found:
        steps = "".join("<b></b>" if step <= each.level else "<i></i>" for step in Level)
        note = _note(each, say)
        after = f"<small>{html.escape(note)}</small>" if note else ""
        rows.append(
            f"<li><span>{html.escape(names[each.category])}</span>"
            f'<span class="mi-steps" aria-hidden="true">{steps}</span>'
            f"<span>{html.escape(level_name(each.level, say))}{after}</span></li>"
        )
    return f'<ul class="mi-levels">{"".join(rows)}</ul>'


def level_name(level: Level, say: Words) -> str:
    """A level in words."""
    return {
        Level.ATTEMPTED: say("Attempted"),
        Level.FAMILIAR: say("Familiar"),
        Level.PROFICIENT: say("Proficient"),
        Level.MASTERED: say("Mastered"),
    }[level]


def _note(each: TopicLevel, say: Words) -> str:
    if each.has_faded:
        return say("last answered on {day}, so it fell", day=ui.day(each.last))
    if each.before is not None and each.before > each.level:
        return say("was {level}", level=level_name(each.before, say))
    return ""


def _rules(say: Words) -> list[str]:
    return [
        say("Attempted: you answered at least one question, and half of its key points could be judged."),
        say(
            "Each good answer (70 in 100 of its key points that could be judged, those said in part count half) goes "
            "one level up. An answer below 40 goes one level down. In between, the level stays, and so it does where "
            "fewer than half of the key points could be judged."
        ),
        say("Proficient needs good answers to two different questions, Mastered also on two different days."),
        say("After {days} days without an answer a topic falls by one level.", days=RESTS.days),
        say("Answers to follow-ups do not count here. Your own word on a key point does."),
    ]


def bests(best: Best | None, again: Again) -> None:
    """What went best so far; nothing where nothing can be compared."""
    say = ui.words()
    lines = [*_best_interview(best, say), *_answered_again(again, say)]
    if lines:
        st.subheader(say("Your best so far"), anchor=False)
        ui.draw(html_components.listed(lines), language=say.tag)


def _best_interview(best: Best | None, say: Words) -> list[str]:
    if best is None:
        return []
    told = say(
        "Best interview: {score} of 100 on {day}, of {count} with the same interviewer and scoring rules.",
        score=round(best.overall),
        day=ui.day(best.at),
        count=best.interviews,
    )
    return [told + (say(" ") + say("Your own word on key points counts in its score.") if best.has_own_word else "")]


def _answered_again(again: Again, say: Words) -> list[str]:
    lines = []
    if again.best is not None:
        step = again.best
        told = say(
            "Biggest step: {last} of {count} key {count:point|points} counted as said instead of {first}, in "
            "“{question}”.",
            last=step.last,
            count=step.count,
            first=step.first,
            question=one_line(step.question, _SHOWN),
        )
        own = say(" ") + say("Your own word counts on some of these points.") if step.has_own_word else ""
        lines.append(told + own)
    if again.count:
        told = say(
            "The same questions answered again with the same interviewer and scoring rules, first answer against "
            "latest: {better} better, {same} the same, {worse} worse, by the key points that counted as said; those "
            "said in part count half.",
            better=again.better,
            same=again.same,
            worse=again.worse,
        )
        own = say(" ") + say("In some of these answers your own word counts.") if again.has_own_word else ""
        lines.append(told + own)
    return lines
