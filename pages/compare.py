"""Two reports side by side: overall score, dimensions and categories."""

import html

import streamlit as st

from interview.documents.own_word import own_word
from interview.documents.side_by_side import Pair, SideBySide, side_by_side
from interview.documents.who_graded import who_graded
from interview.i18n.names import dimension_name
from interview.messages import Message
from interview.web import history_lines, ui

candidate = ui.services().candidate
evaluator = ui.services().evaluator
owner = ui.owner()
say = ui.words()


def number(value: int | None) -> str:
    return "–" if value is None else str(value)


def change(pair: Pair) -> str:
    """The difference with its sign, "0" for none and "" where it is not known."""
    if pair.is_in_doubt:
        return say("no clear change")
    if pair.change is None:
        return ""
    return f"{pair.change:+d}".replace("-", "−") if pair.change else "0"


def table(title: str, pairs: tuple[Pair, ...], found: SideBySide) -> None:
    """The numbers as a table; "–" where there is none."""
    head = ("", say("Earlier"), say("Later"), *(() if found.caution else (say("Difference"),)))
    rows = []
    for pair in pairs:
        named = dimension_name(pair.dimension, say) if pair.dimension is not None else say(pair.label)
        label = html.escape(say("Overall") if pair is found.overall else named)
        most = say("of {most}", most=pair.maximum)
        cells = [f"<th scope='row'>{label} <small>{most}</small></th>"]
        shown = (number(pair.earlier), number(pair.later), *(() if found.caution else (change(pair),)))
        rows.append("".join([*cells, *(f"<td>{html.escape(text)}</td>" for text in shown)]))
    st.subheader(title, anchor=False)
    st.html(
        f"<table class='mi-table'><thead><tr>{''.join(f'<th scope=col>{text}</th>' for text in head)}</tr></thead>"
        f"<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    )


def who_is_who(found: SideBySide) -> None:
    targets = {target.id: target for target in ui.services().targets.all(owner)}
    sides = (("earlier", say("Earlier"), found.earlier), ("later", say("Later"), found.later))
    for column, (key, word, report) in zip(st.columns(2), sides, strict=True):
        with column.container(border=True):
            st.caption(word)
            name = ui.escape(history_lines.name_of_session(report.session, targets, say))
            st.markdown(f"**{name}**  \n{ui.when(report.session.created_at)}")
            signed = who_graded(report, say)
            versions = say("scoring rules {versions}", versions=say.listed(report.rubric_versions))
            differ = found.earlier.rubric_versions != found.later.rubric_versions
            st.caption(" · ".join(map(ui.escape, [signed, *([versions] if differ else [])])))
            own = own_word(report)
            if own is not None and own.told(say):
                st.caption(own.told(say))
            if st.button(say("Open report"), key=f"open-{key}", icon=":material/description:"):
                ui.go("report", session=report.session.id)


def show(first: str, second: str) -> None:
    found = side_by_side(evaluator.report(owner, first), evaluator.report(owner, second))
    for report in (found.earlier, found.later):
        if report.is_ready and report.session.totals_shown_at is None:
            candidate.report_opened(owner, report.session.id)
    st.title(say("Two interviews side by side"), anchor=False)
    who_is_who(found)
    if found.caution:
        st.info(say.message(found.caution), icon=":material/info:")
    if found.questions[0] != found.questions[1]:
        before, after = found.questions
        told = say(
            "The earlier one has {before} {before:question|questions}, the later one {after}. Scores of few questions "
            "go up and down more.",
            before=before,
            after=after,
        )
        st.caption(told)
    if found.caution is None and not found.has_same_questions:
        st.caption(say("Their questions differ, so a small change says little."))
    if any(pair.is_known for pair in (found.overall, *found.dimensions)):
        own = (found.by_interviewer,) if found.by_interviewer else ()
        table(say("Scores"), (found.overall, *own, *found.dimensions), found)
    if found.categories:
        table(say("Categories"), found.categories, found)
        st.caption(say("“–” means that nothing was asked or answered in the category, or that it has no score."))
    if found.has_doubt:
        st.caption(say.message(Message.of("caution.within_range")))


first, second = st.query_params.get("first", ""), st.query_params.get("second", "")
if not first or not second:
    st.title(say("Nothing to compare"), anchor=False)
    st.markdown(say("Choose two graded interviews in the history."))
    if st.button(say("Open the history"), type="primary"):
        ui.go("history")
else:
    show(first, second)
