"""A page of its own, without Streamlit and without a script: what is said before somebody is in, or is kept out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, StrictUndefined
from starlette.responses import HTMLResponse

from interview.i18n.translate import Words
from interview.web.language import NAMES, OFFERED

_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
    (Path(__file__).parent / "plain_page.html").read_text(encoding="utf-8")
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Way:
    """Where somebody can go from here."""

    name: str
    address: str


def plain_page(
    say: Words,
    title: str,
    texts: Sequence[str],
    *,
    status: int = 200,
    quiet: Sequence[str] = (),
    link: Way | None = None,
    button: Way | None = None,
    other: Way | None = None,
    here: str = "",
) -> HTMLResponse:
    """A page with one thing to do: to follow `link`, or to press `button`, which writes; `other` is there for few.

    `here` is this page's own address, where it can be shown in another language.
    """
    others = [code for code in OFFERED if code != say.language] if here else []
    page = _TEMPLATE.render(
        tag=say.tag,
        title=title,
        texts=texts,
        quiet=quiet,
        link=link,
        button=button,
        other=other,
        languages=[(code, NAMES[code], f"/api/language/{code}?{urlencode({'back': here})}") for code in others],
    )
    return HTMLResponse(page, status, {"Content-Security-Policy": _POLICY})
