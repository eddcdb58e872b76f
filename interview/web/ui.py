"""What all pages share: the frame with the interviewer's name, errors where they happen, and safe text.

Resume, answer and reply texts reach the screen only through escape() or html_components.py: they are data, never
Markdown or HTML.
"""

from __future__ import annotations

import html
import json
import logging
import re
import uuid
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException

from interview.core.accounts import ALONE
from interview.core.identity import InterviewerId
from interview.errors import Code, InterviewError, NotFound
from interview.i18n.names import interviewer_name
from interview.i18n.translate import Words, sentences
from interview.i18n.translate import words as words_of
from interview.services import Services
from interview.services import services as process_services
from interview.text.excerpts import unlinked
from interview.web import html_components, kept_form, page_list, signed_in
from interview.web.connection_words import connection_words
from interview.web.kept_form.kept_answers import kept_answers
from interview.web.language import COOKIE, NAMES, OFFERED, language
from interview.web.time_zone import time_zone

log = logging.getLogger("interview.pages")

# As an address of its own: Streamlit would read the file again in every run.
_ICON = "data:image/svg+xml;base64," + b64encode((Path(__file__).parent / "favicon.svg").read_bytes()).decode()
_STYLE = json.dumps((Path(__file__).parent / "style.css").read_text())
# The style in the script: as an element of its own Streamlit searches all of it in every run, 0.8 ms.
_SCRIPTS = "".join((Path(__file__).parent / name).read_text() for name in ("connection.js", "menu.js"))
_MENU_SCRIPT = f"<script>{{{_SCRIPTS}drawMenu({_STYLE}); }}</script>"
_of_this_run: ContextVar[Services | None] = ContextVar("services of this run", default=None)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


@contextmanager
def frame(title: str) -> Iterator[None]:
    """The page around a page: style, title of the tab, who interviews, and what to say when something fails."""
    say = words()
    name = page_list.titles(say)[title]
    st.set_page_config(page_title=f"{name} · Mock Interview", page_icon=_ICON, layout="centered")
    found = _of_this_run.set(process_services())
    try:
        navigation(say, title, has_switch=title != page_list.SHARED)
        with errors():
            try:
                yield
            except NotFound as exc:
                failed(exc)
                _way_on(exc)
        footer(say, has_ways=title != page_list.SHARED)
        kept_form.forget_stored()
    finally:
        _of_this_run.reset(found)


def words() -> Words:
    """The words of the language that the pages speak to this person: chosen here, or else as the browser prefers."""
    context = st.context
    return words_of(language(context.cookies.get(COOKIE), context.locale))


def navigation(say: Words, shown: str, *, has_switch: bool) -> None:
    """The menu of every page, and where it may have one the switch to another language, which loads the page anew.
    `shown` is the title of the page that is shown."""
    built = services()
    drawn = _menu(say, shown, built.model_choices.is_offered, has_switch, bool(built.settings.oidc_issuer))
    st.html(drawn, unsafe_allow_javascript=True)


@cache
def _menu(say: Words, shown: str, has_model: bool, has_switch: bool, has_way_out: bool) -> _Finished:
    """In one element: each one costs every run."""
    links = []
    if has_switch:
        links += [html_components.language_switch(code, NAMES[code]) for code in OFFERED if code != say.language]
        links += [html_components.sign_out(say("Sign out"))] if has_way_out else []
    pages = [
        (page.url_path or ".", name, page.title == shown) for page, name in page_list.menu(say, has_model=has_model)
    ]
    return _Finished(html_components.menu(pages, links, say.tag, connection_words(say)) + _MENU_SCRIPT)


def _way_on(error: NotFound) -> None:
    if error.code is not Code.INTERVIEW_SESSION_NOT_FOUND:
        return
    say = words()
    kept_answers(session_id(), say)
    if st.button(say("Open the history"), type="primary"):
        go("history")


def link_to_own_questions(say: Words) -> None:
    """The way to write down the questions of a real interview."""
    if st.button(say("Had a real interview? Write down its questions"), icon=":material/edit_note:", type="tertiary"):
        go("debrief")


def footer(say: Words, *, has_ways: bool) -> None:
    """Who is at work, on every page, and the ways to one's own data and out."""
    ways = [("/my_data", say("My data"))]
    built = services()
    if built.settings.sign_out_url:
        ways.append(("/api/sign-out", say("Sign out")))
    drawn = html_components.ways(ways) if has_ways else ""
    draw(f'<div class="mi-footer">{_who_text(built, say)}{drawn}</div>')


def _who_text(built: Services, say: Words) -> str:
    identity = built.interviewer.identity
    if not identity.is_model:
        name = say("Practice interviewer")
        told = say(
            "asks and grades inside this app, without a language model. It looks for the key points of a good answer "
            "and says where it is not sure."
        )
        return f"<b>{name}</b> · {told}"
    name = say("Model interviewer")
    return f"<b>{name}</b> · {html.escape(sent_to(built, say), quote=False)}"


def sent_to(built: Services, say: Words) -> str:
    """Which models ask and grade where a model is configured, the reserve among them, and what they are sent."""
    settings = built.settings
    told = models_told((built.interviewer.identity.model, *settings.models_apart), say)
    if not settings.has_reserve:
        return told
    reserve = settings.openai_reserve_model
    steps_in = say("Where no answer comes, {reserve} steps in, and they are sent there.", reserve=reserve)
    return sentences((told, steps_in))


def models_told(models: Iterable[str], say: Words) -> str:
    """Which models ask and grade, and what they are sent."""
    names = list(dict.fromkeys(models))
    if len(names) == 1:
        return say("{model} asks and grades. Your resume and answers are sent to that model.", model=names[0])
    return say("{models} ask and grade. Your resume and answers are sent to these models.", models=say.all_of(names))


def who(identity: InterviewerId | None) -> str:
    """An interviewer in words."""
    return interviewer_name(identity, words())


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
        say = words()
        st.error(
            say("Something went wrong on our side. What you typed is kept. Reload the page to try again.")
            + "  \n"
            + say("Reference: {reference}", reference=reference),
            icon=":material/error:",
        )


def failed(error: InterviewError) -> None:
    """An error as the person sees it."""
    say = words()
    st.error(escape(say.message(error.message)), icon=":material/error:")
    draw(html_components.folded(say("For support"), html_components.block(error.code.value, "mi-quiet")))


def services() -> Services:
    """This process's services, the same ones for a whole run of a page: each look asks the disk whether the model has
    changed, and a run has a dozen."""
    return _of_this_run.get() or process_services()


def owner() -> str:
    """Whose data this is. Invalid (SIGN_IN_NEEDED) where people sign in and this one has not."""
    accounts = services().accounts
    return accounts.owner_of(_names() if accounts.has_people else ())


def for_operators() -> None:
    """Invalid (OPERATORS_ONLY) for whoever may not see how the app does."""
    services().accounts.check_operator(_names())


def _names() -> Sequence[str]:
    context = st.context
    return signed_in.shown(context.headers.get_all, context.cookies, services().settings)


def visitor() -> str:
    """Who is counted by the limit on new interviews: the person, or the browser's address when all are one person."""
    who_asks = owner()
    return who_asks if who_asks != ALONE else st.context.ip_address or "127.0.0.1"


def escape(text: str) -> str:
    """Text as data inside Streamlit's Markdown: shown as it is, on one line, and never as a link."""
    return _MARKDOWN.sub(r"\\\1", unlinked(" ".join(text.split())))


def without_markdown(text: str) -> str:
    """Text without the signs of Markdown, for names that a screen reader says as they are written."""
    return " ".join(_MARKDOWN.sub(" ", text).split())


def draw(*parts: str, language: str = "en") -> None:
    """Parts (html_components.py) below each other as one element of the page: each element costs every run.

    `language` is what the parts are written in, for those who have the page read to them.
    """
    drawn = [part for part in parts if part]
    alone = len(drawn) == 1 and language == "en"
    st.html(_Finished(drawn[0] if alone else html_components.stack(*drawn, tag=language)))


class _Finished:
    """HTML that Streamlit takes as it is; of a string it would take the indentation away."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return self._body


def box(title: str, key: str, icon: str, *, is_used: bool = False) -> DeltaGenerator | None:
    """A closed box for fields, None until it is opened for the first time in this tab, or `is_used`: each field costs
    every run, and once it is there it has to stay, or what is typed in it would be gone when the box is closed."""
    found = st.expander(title, icon=icon, key=key, on_change="rerun")
    was_opened = f"was-opened-{key}"
    if found.open or is_used:
        st.session_state[was_opened] = True
    return found if was_opened in st.session_state else None


def now() -> datetime:
    """This moment, aware."""
    return datetime.now(UTC)


def zone() -> tzinfo:
    """The browser's time zone, UTC where it does not tell a known one."""
    return time_zone(st.context.timezone)


def when(moment: datetime) -> str:
    """A moment in the browser's time zone, as "24 Nov 2026, 14:02"."""
    return words().when(moment, zone())


def day(moment: datetime) -> str:
    """A date in the browser's time zone, as "24 Nov 2026"."""
    return words().day(moment, zone())


def session_id() -> str:
    """The session named in the URL, or ""."""
    return st.query_params.get("session", "")


def go(page: str, **parameters: Any) -> None:
    """Open another page with these query parameters."""
    st.switch_page(f"pages/{page}.py", query_params={key: str(value) for key, value in parameters.items()})
