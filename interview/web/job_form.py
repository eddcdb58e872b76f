"""The fields of a job that is kept, for every page on which it can be edited; what is typed stays until it is saved."""

from __future__ import annotations

from interview.core.target import Target
from interview.i18n.translate import Words
from interview.web import ui
from interview.web.kept_form import Field, kept_form


def names(say: Words, title: str = "", company: str = "", day: str = "") -> tuple[Field, Field, Field]:
    """The fields beside the advertisement; `day` is of ISO 8601, "" for none."""
    return (
        Field("title", say("Job title"), value=title),
        Field("company", say("Company"), value=company),
        Field("interviewOn", say("Day of the interview, if you know it"), "date", day),
    )


def edit(target: Target, say: Words) -> None:
    """What was saved stands on the page by now: it was before the page ran again."""
    day = target.interview_on.isoformat() if target.interview_on else ""
    kept_form(
        f"{ui.owner()}:job:{target.id}",
        (
            *names(say, target.title, target.company, day),
            Field("jobText", say("Text of the job advertisement"), "text", target.text),
        ),
        say,
        method="PUT",
        url=f"/api/interview/targets/{target.id}",
        body={"seen": target.mark},
        reply_id="targetId",
        save=say("Save the changes"),
        is_aside=True,
    )
