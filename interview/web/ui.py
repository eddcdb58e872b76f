"""What all pages share: the frame with the interviewer's name, errors where they happen, and safe text.

Resume, answer and reply texts reach the screen only through escape() or block(): they are data, never Markdown or HTML.
"""

from __future__ import annotations

import html
import logging
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException

from interview.core.evidence import marked_spans
from interview.core.rubric import RUBRIC
from interview.errors import InterviewError
from interview.reports.yardstick import interviewer_name
from interview.services import Services, services
from interview.web.identity import ALONE, owner_of

log = logging.getLogger("interview.pages")

_ICON = str(Path(__file__).parent / "favicon.svg")
_CSS = (Path(__file__).parent / "style.css").read_text()
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


@contextmanager
def frame(title: str) -> Iterator[None]:
    """The page around a page: style, title of the tab, who interviews, and what to say when something fails."""
    st.set_page_config(page_title=f"{title} · Mock Interview", page_icon=_ICON, layout="centered")
    st.html(f"<style>{_CSS}</style>")
    with errors():
        yield
    footer()


def footer() -> None:
    """Who is at work, on every page."""
    st.html(f'<div class="mi-footer">{_who_text()}</div>')


def _who_text() -> str:
    identity = built().interviewer.identity
    if identity == "practice":
        return (
            "<b>Practice interviewer</b> · asks and grades on this computer, without a language model. "
            "It measures how far an answer agrees with a reference answer, not whether it is true."
        )
    name = html.escape(identity.removeprefix("model:"))
    return f"<b>Model interviewer</b> · {name} asks and grades. Your resume and answers are sent to that model."


def who(identity: str) -> str:
    """An interviewer's identity in words: "practice" or "model:NAME"."""
    return interviewer_name(identity)


@contextmanager
def errors() -> Iterator[None]:
    """Shows what went wrong where it happened. An unexpected error shows a reference that is also in the log."""
    try:
        yield
    except InterviewError as exc:
        failed(exc)
    except (RerunException, StopException):
        raise
    except Exception:
        reference = uuid.uuid4().hex[:8]
        log.exception("unexpected error, reference %s", reference)
        st.error(
            "Something went wrong on our side. What you typed is kept. Reload the page to try again.  \n"
            f"Reference: {reference}",
            icon=":material/error:",
        )


def failed(error: InterviewError) -> None:
    """An error as the person sees it."""
    st.error(
        f"{escape(error.message)}  \n:small[{error.code.value.replace('_', chr(92) + '_')}]", icon=":material/error:"
    )


def built() -> Services:
    """This process's services."""
    return services()


def owner() -> str:
    """Whose data this is. Invalid (SIGN_IN_NEEDED) where people sign in and this one has not."""
    header = built().settings.user_header
    return owner_of(header, st.context.headers.get_all(header) if header else ())


def visitor() -> str:
    """Who is counted by the limit on new interviews: the person, or the browser's address when all are one person."""
    who_asks = owner()
    return who_asks if who_asks != ALONE else st.context.ip_address or "127.0.0.1"


def escape(text: str) -> str:
    """Text as data inside Streamlit's Markdown: shown as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def block(text: str, style: str = "") -> None:
    """Text as data in a block of its own, line breaks kept. `style` is one of the classes in style.css."""
    st.html(f'<div class="mi-text {style}">{html.escape(text)}</div>')


def chips(labels: Sequence[str]) -> None:
    """Small facts in a row, as data."""
    drawn = "".join(f'<span class="mi-chip">{html.escape(label)}</span>' for label in labels)
    st.html(f'<div class="mi-chips">{drawn}</div>')


def zone() -> tzinfo:
    """The browser's time zone, UTC where it does not tell a known one."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def when(moment: datetime) -> str:
    """A moment in the browser's time zone, as "24 Nov 2026, 14:02"."""
    moment = moment.astimezone(zone())
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def bars(rows: list[tuple[str, float | None, float]]) -> None:
    """Horizontal bars: (label, value or None for not graded, maximum). The number stands beside each bar."""
    parts = []
    for label, value, maximum in rows:
        share = 0 if value is None else 100 * value / maximum
        number = "not graded" if value is None else f"{value:g} of {maximum:g}"
        parts.append(
            f'<div class="mi-bar"><span>{html.escape(label)}</span>'
            f'<i aria-hidden="true"><b style="width:{share:.1f}%"></b></i><span>{number}</span></div>'
        )
    st.html("".join(parts))


def score_head(overall: float | None, coverage: str) -> None:
    """The one big number of a report, with its band and what it rests on."""
    if overall is None:
        said = f"<div>Not graded<br><small>{html.escape(coverage)}</small></div>"
        st.html(f'<div class="mi-score"><strong>–</strong>{said}</div>')
        return
    band = RUBRIC.band(overall)
    st.html(
        f'<div class="mi-score"><strong>{overall:g}</strong><div><em>of 100 · {html.escape(band.name)}</em><br>'
        f"{html.escape(band.meaning)}<br><small>{html.escape(coverage)}</small></div></div>"
    )


def session_id() -> str:
    """The session named in the URL, or ""."""
    return st.query_params.get("session", "")


def go(page: str, **parameters: Any) -> None:
    """Open another page with these query parameters."""
    st.switch_page(f"pages/{page}.py", query_params={key: str(value) for key, value in parameters.items()})


def marked(text: str, quotes: Sequence[str]) -> str:
    """The text as safe HTML with every verbatim quote in <mark>; overlapping quotes are joined."""
    parts, at = [], 0
    for start, end in marked_spans(text, quotes):
        parts += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, html.escape(text[at:])])


def remarks(rows: list[tuple[str, str, str]]) -> None:
    """Strengths and weaknesses with the words they rest on: (kind, text, quote)."""
    items = [
        f'<li class="{kind}">{html.escape(text)}<small>“{html.escape(quote)}”</small></li>'
        for kind, text, quote in rows
    ]
    if items:
        st.html(f'<ul class="mi-points">{"".join(items)}</ul>')


def points(rows: list[tuple[str, str, str]]) -> None:
    """Key points with their verdict as a sign and a word: (verdict, key point, quote)."""
    items = []
    for verdict, point, quote in rows:
        said = f"<small>“{html.escape(quote)}”</small>" if quote else ""
        items.append(f'<li class="{verdict}"><b>{verdict.capitalize()}:</b> {html.escape(point)}{said}</li>')
    st.html(f'<ul class="mi-points">{"".join(items)}</ul>')
