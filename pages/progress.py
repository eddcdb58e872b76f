"""How far somebody is: the job and its day, what to practise today, topics, then every graded interview over time."""

import streamlit as st

from interview.core.readiness import FEWEST_ANSWERS
from interview.web import interviews_over_time, progress_goal, progress_today, settled_verdicts, ui

analytics = ui.services().analytics
owner = ui.owner()
say = ui.words()


def nothing_yet() -> None:
    promised = (
        say("after the **first** interview: what to practise, your topics, and the score per category"),
        say(
            "after **{count} answers** about your job: how ready you are for it, as a range",
            count=FEWEST_ANSWERS,
        ),
        say("from the **second** interview on: how scores move"),
        say("from the **fourth** on: what is a real change and what ordinary ups and downs are"),
    )
    st.markdown(say("There is no graded interview yet. What you will see here:"))
    st.markdown("\n".join(f"- {line}" for line in promised))
    if st.button(say("Start an interview"), type="primary", icon=":material/play_arrow:"):
        ui.go("start")


st.title(say("Progress"), anchor=False)
home = ui.services().progress.home(owner, ui.zone(), st.query_params.get(progress_goal.CHOSEN, ""))
progress_goal.show(home)
progress_today.tasks(home)
progress_today.topics(home)
standing = analytics.standing(owner)
choices = analytics.choices(owner, standing)
if choices.interviews:
    progress_today.bests(analytics.best(owner, choices.measures[0], standing), home.again)
    interviews_over_time.show(owner, choices, standing, progress_goal.job_of(home))
elif (left := analytics.look(owner, standing=standing).without_score) is not None:
    interviews_over_time.without_score(left)
elif not home.answers and not home.today:
    nothing_yet()
settled_verdicts.download(owner)
