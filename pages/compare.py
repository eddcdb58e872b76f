"""Two reports side by side: overall score, dimensions and categories."""

import html

import streamlit as st

from interview.documents.side_by_side import Pair, SideBySide, side_by_side
from interview.i18n.names import source_name
from interview.i18n.translate import ENGLISH
from interview.web import ui

evaluator = ui.services().evaluator
owner = ui.owner()


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def change(pair: Pair) -> str:
    return "" if pair.change is None else f"{pair.change:+g}"


def table(title: str, pairs: tuple[Pair, ...], found: SideBySide) -> None:
    """The numbers as a table; "–" where there is none."""
    head = ("", "Earlier", "Later", *(() if found.caution else ("Change",)))
    rows = []
    for pair in pairs:
        cells = [f"<th scope='row'>{html.escape(pair.label)} <small>of {pair.maximum}</small></th>"]
        shown = (number(pair.earlier), number(pair.later), *(() if found.caution else (change(pair),)))
        rows.append("".join([*cells, *(f"<td>{html.escape(text)}</td>" for text in shown)]))
    st.subheader(title)
    st.html(
        f"<table class='mi-table'><thead><tr>{''.join(f'<th scope=col>{text}</th>' for text in head)}</tr></thead>"
        f"<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
    )


def who_is_who(found: SideBySide) -> None:
    for column, word, report in zip(st.columns(2), ("Earlier", "Later"), (found.earlier, found.later), strict=True):
        with column.container(border=True):
            st.caption(word)
            st.markdown(f"**{ui.escape(source_name(report.session.name))}**  \n{ui.when(report.session.created_at)}")
            signed = ", ".join(ui.who(name) for name in report.graded_by) or "Nobody had to grade"
            st.caption(f"{ui.escape(signed)} · rubric {ui.escape(', '.join(report.rubric_versions))}")
            if st.button("Open report", key=f"open-{word}", icon=":material/description:"):
                ui.go("report", session=report.session.id)


def show(first: str, second: str) -> None:
    found = side_by_side(evaluator.report(owner, first), evaluator.report(owner, second))
    st.title("Two interviews side by side")
    who_is_who(found)
    if found.caution:
        st.info(ENGLISH.message(found.caution), icon=":material/info:")
    table("Scores", (found.overall, *found.dimensions), found)
    if found.categories:
        table("Categories", found.categories, found)
        st.caption("“–” means the category was not asked, or nothing in it has a score.")


first, second = st.query_params.get("first", ""), st.query_params.get("second", "")
if not first or not second:
    st.title("Nothing to compare")
    st.markdown("Choose two graded interviews in the history.")
    if st.button("Open the history", type="primary"):
        ui.go("history")
else:
    show(first, second)
