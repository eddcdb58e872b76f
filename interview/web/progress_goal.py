"""The top of Progress: the job that somebody prepares for, its day, and how ready they are for it.

It draws what the use case found; titles and advertisements are data.
"""

from __future__ import annotations

import html

import streamlit as st

from interview.core.readiness import (
    ASKED_AT_LEAST,
    AT_LEAST,
    FEWEST_ANSWERS,
    FEWEST_REQUIREMENTS,
    UNASKED,
    Need,
    Readiness,
    ReadyBand,
)
from interview.core.target import Target
from interview.i18n.translate import Words
from interview.trends.session_facts import role_of
from interview.use_cases.progress import Basis, Home
from interview.web import html_components, job_form, job_target, trend_filters, ui
from interview.web.kept_form import Field, kept_form

CHOSEN = "job"
"""The name under which the chosen job stands in the address."""


def show(home: Home) -> None:
    """The goal, or the invitation to name one."""
    say = ui.words()
    if home.target is None:
        _invite(say)
        return
    if len(home.targets) > 1:
        known = {target.id: target for target in home.targets}
        # Its own key for each job: the box never shows another one than the page is about.
        key = f"{CHOSEN}-{home.target.id}"
        st.selectbox(
            say("The job you prepare for"),
            list(known),
            index=list(known).index(home.target.id),
            format_func=lambda id: job_target.name_of(known[id], say),
            key=key,
            on_change=_choose,
            args=(key, known),
        )
    ui.draw(
        html_components.title(job_target.name_of(home.target, say)) if len(home.targets) == 1 else "",
        html_components.block(_when(home.target, say), "mi-quiet"),
        *_readiness(home, say),
        language=say.tag,
    )
    if home.target.is_role:
        _name_the_job(home.target, say)
        return
    box = ui.box(say("Change this job, or add another"), "change-job", ":material/edit:")
    if box is None:
        return
    with box:
        change, add = st.tabs([say("Change"), say("Add another")])
        with change:
            job_form.edit(home.target, say)
        with add:
            _new(say)


def _name_the_job(role: Target, say: Words) -> None:
    """A role has no day and no advertisement; a job of that name has."""
    box = ui.box(say("Add the job's day or advertisement, or another job"), "change-job", ":material/edit:")
    if box is None:
        return
    with box:
        _new(say, role.title)


def _choose(key: str, known: dict[str, Target]) -> None:
    """Write the job into the address, from which the page reads it, and show the interviews for it below."""
    target = known[st.session_state[key]]
    st.query_params[CHOSEN] = target.id
    trend_filters.wish_role(_called(target))


def job_of(home: Home) -> str:
    """What interviews for the job are called over time, "" without a job that has a title."""
    return _called(home.target) if home.target is not None else ""


def _called(target: Target) -> str:
    return role_of(target.text, target.title)


def _when(target: Target, say: Words) -> str:
    if target.interview_on is None:
        return say("You have not said yet on which day the interview is. Until then, this is about today.")
    return job_target.day_told(target.interview_on, say)


def _invite(say: Words) -> None:
    with st.container(border=True):
        st.markdown(f"**{ui.escape(say('Which job are you preparing for?'))}**")
        st.markdown(ui.escape(say("Name it, and this page shows how ready you are for it and what to practise first.")))
        _new(say)


def _new(say: Words, title: str = "") -> None:
    made = kept_form(
        f"{ui.owner()}:job:new",
        (
            Field("title", say("Job title"), value=title),
            Field("interviewOn", say("Day of the interview, if you know it"), "date"),
        ),
        say,
        method="POST",
        url="/api/interview/targets",
        reply_id="targetId",
        save=say("Save this job"),
        is_aside=True,
    )
    if made.saved:
        ui.go("progress", job=made.saved)


def _readiness(home: Home, say: Words) -> list[str]:
    found = home.readiness
    if found is None:
        told = say(
            "This job names nothing yet that this app has questions about. Paste the text of its advertisement below "
            "to see how ready you are."
        )
        return [html_components.block(told)]
    what = _asked_for(home.basis, say)
    parts = _too_little(found, what, say) if found.band is None else _band(found, found.band, what, home.is_today, say)
    parts.append(_counts(found, home.basis, home.is_today, say))
    if home.basis is Basis.OCCUPATION:
        parts.append(
            html_components.block(
                say(
                    "This app knows no skills that an advertisement for this job names, so this goes by what people "
                    "in this work are usually asked about."
                ),
                "mi-quiet",
            )
        )
    return [*parts, html_components.folded(say("How this is worked out"), _rules(home.needs, home.basis, say))]


def _asked_for(basis: Basis, say: Words) -> str:
    """What readiness is about, in words; without an advertisement that was read nobody knows what the job asks for."""
    if basis is Basis.OCCUPATION:
        return say("what people in this work are usually asked about")
    return say("what this job asks for")


def _too_little(found: Readiness, what: str, say: Words) -> list[str]:
    if found.is_out_of_reach:
        told = say("How ready you are cannot be told: there are too few questions here about {what}.", what=what)
        return [html_components.block(told, "mi-strong")]
    told = (
        say("Too little to say: answer 1 more question about {what}.", what=what)
        if found.missing == 1
        else say("Too little to say: answer {count} more questions about {what}.", count=found.missing, what=what)
    )
    lines = [html_components.block(told, "mi-strong")]
    if found.missing == found.missing_needs == 1:
        lines.append(
            html_components.block(say("It has to be about something that none of your judged answers is about yet."))
        )
    elif found.missing_needs == 1:
        lines.append(
            html_components.block(
                say("1 of them has to be about something that none of your judged answers is about yet.")
            )
        )
    elif found.missing_needs:
        lines.append(
            html_components.block(
                say(
                    "{count} of them have to be about things that none of your judged answers is about yet.",
                    count=found.missing_needs,
                )
            )
        )
    return lines


def _band(found: Readiness, band: ReadyBand, what: str, is_today: bool, say: Words) -> list[str]:
    values = {"low": found.low, "high": found.high, "what": what}
    told = (
        say(
            "A rough estimate from your answers so far: you may know between {low} and {high} in 100 of {what}.",
            **values,
        )
        if is_today
        else say(
            "A rough estimate from your answers so far: on that day you may know between {low} and {high} in 100 of "
            "{what}.",
            **values,
        )
    )
    middle = round(100 * found.expected)
    picture = (
        '<div class="mi-range" aria-hidden="true">'
        f'<b style="left:{found.low}%;width:{max(1, found.high - found.low)}%"></b>'
        f'<i style="left:{middle}%"></i></div>'
    )
    head = f'<div class="mi-ready">{html.escape(band_name(band, say))}</div>'
    return [f"<div>{head}{picture}{html_components.block(told)}</div>"]


def _counts(found: Readiness, basis: Basis, is_today: bool, say: Words) -> str:
    values = {"asked": found.asked, "needs": found.needs}
    rows = [
        say(
            "Your judged answers are about {asked} of {needs} {needs:thing|things} that people in this work are "
            "usually asked about.",
            **values,
        )
        if basis is Basis.OCCUPATION
        else say("Your judged answers are about {asked} of {needs} {needs:thing|things} this job asks for.", **values)
    ]
    if found.band is not None:
        rows.append(say("Of the key points there, about {count} in 100 counted as said.", count=found.said))
        if found.in_part:
            rows.append(say("About {count} in 100 of them counted in part.", count=found.in_part))
        if found.undecided:
            rows.append(say("About {count} in 100 of them could not be judged.", count=found.undecided))
    if found.recall is not None:
        rows.append(
            say("Of what counted, about {count} in 100 is likely to be still known today.", count=found.recall)
            if is_today
            else say(
                "Of what counted, about {count} in 100 is likely to be still known on that day.", count=found.recall
            )
        )
    return html_components.listed(rows)


def band_name(band: ReadyBand, say: Words) -> str:
    """A band of readiness in words."""
    return {
        ReadyBand.NOT_YET: say("Not there yet"),
        ReadyBand.GETTING_THERE: say("Getting there"),
        ReadyBand.NEARLY: say("Nearly ready"),
        ReadyBand.READY: say("Ready"),
    }[band]


def _rules(needs: tuple[Need, ...], basis: Basis, say: Words) -> str:
    """The rules in plain words, and what was shown of each thing the job asks for."""
    bands = say.listed(
        say("{band} from {points}", band=band_name(band, say), points=AT_LEAST[band]) for band in ReadyBand
    )
    rules = [
        say(
            "Three things are multiplied for each thing in the list below: whether a judged answer is about it, how "
            "many of the key points counted as said, and how likely you still know them on the day. Nice-to-haves "
            "count half."
        ),
        say(
            "A key point said in part counts half, one that nobody could judge by how likely it is that you said it. "
            "So that few answers never say all or nothing, each thing gets one key point said and one not said on top."
        ),
        say(
            "A key point counts by your latest answer in which it could be judged. Where you gave your own word, that "
            "counts. What nobody could judge makes the range wider."
        ),
        say(
            "Few answers make the range wider, too. What no judged answer is about counts as not known at its low end, "
            "as good as the rest at its high end, and for {share} in 100 of that in the middle.",
            share=round(100 * UNASKED),
        ),
        say(
            "Remembering follows a rule made for flash cards: the more often you had a point right, the slower "
            "it fades. Nobody knows how well that fits knowledge from work."
        ),
        say(
            "There is no number before {answers} answers about at least {needs} of these things, or all of them where "
            "there are fewer.",
            answers=FEWEST_ANSWERS,
            needs=FEWEST_REQUIREMENTS,
        ),
        say("The names go by the middle, marked in the picture: {bands}.", bands=bands),
        say(
            "Your judged answers must be about at least {half} in 100 of these things for “Nearly ready”, and about at "
            "least {most} for “Ready”.",
            half=round(100 * ASKED_AT_LEAST[ReadyBand.NEARLY]),
            most=round(100 * ASKED_AT_LEAST[ReadyBand.READY]),
        ),
        say("It was tried on simulated people only. It does not know who else applies or what you will be asked."),
    ]
    asked = html_components.signed(
        [("covered" if need.is_judged else "missed", "", _need(need, basis, say), "") for need in needs], say
    )
    return html_components.listed(rules) + f'<div class="mi-needs">{asked}</div>'


def _need(need: Need, basis: Basis, say: Words) -> str:
    name = say.one_of(need.skills)
    required = say("core of this work") if basis is Basis.OCCUPATION else say("required")
    kind = required if need.is_required else say("nice to have")
    if need.answers == 1:
        return say("{name} ({kind}): 1 answer", name=name, kind=kind)
    if need.is_judged:
        return say("{name} ({kind}): {count} answers", name=name, kind=kind, count=need.answers)
    if not need.has_question:
        return say("{name} ({kind}): no questions on this here", name=name, kind=kind)
    return say("{name} ({kind}): no judged answer yet", name=name, kind=kind)
