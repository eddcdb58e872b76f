"""A finished report to look at before there is one of one's own: nothing in it can be changed, nothing counts it."""

import streamlit as st

from interview.documents.kept_views import kept_view
from interview.web import html_components, report_head, report_questions, ui

say = ui.words()
report = ui.services().sample_report()
view = kept_view(report, say, ui.zone())
told = (
    say(
        "Nobody gave this interview: we wrote the answers of a backend developer, and the practice interviewer graded "
        "them. Yours are graded by a model."
    )
    if ui.services().interviewer.identity.is_model
    else say(
        "Nobody gave this interview: we wrote the answers of a backend developer, and the practice interviewer graded "
        "them as it grades yours."
    )
)
report_head.draw(html_components.page_title(say("Sample report"), told), report, view)
if st.button(say("Try it yourself"), type="primary", icon=":material/play_arrow:"):
    ui.go("start")
report_questions.draw(report, view)
