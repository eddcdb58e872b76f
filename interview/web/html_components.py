"""Parts of a page as HTML text, for ui.draw(): several of them become one element of the page.

Every text that comes in is data and is escaped here; nothing here knows Streamlit.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence

from interview.core.rubric import RUBRIC, Rubric
from interview.documents.question_view import AnswerView, Bar
from interview.documents.rich_text import Passage, Piece, whole
from interview.i18n.names import band_name
from interview.i18n.translate import ENGLISH, Words

LINE = '<hr class="mi-rule">'


def block(text: str, style: str = "") -> str:
    """A text in a block of its own, line breaks kept. `style` is one of the classes in style.css."""
    return f'<div class="mi-text {style}">{html.escape(text)}</div>'


def written(text: str, style: str = "", quotes: Sequence[str] = ()) -> str:
    """An answer or what is like one, by paragraphs and blocks of code; overlapping `quotes` are marked as one. `style`
    as in block()."""
    return f'<div class="mi-text {style}">{"".join(map(_passage, whole(text, quotes)))}</div>'


def _passage(passage: Passage) -> str:
    if passage.code:
        return f"<pre>{_code(''.join(_marked(piece) for piece in passage.pieces))}</pre>"
    drawn = (_code(_marked(piece)) if piece.code else _marked(piece) for piece in passage.pieces)
    return f"<p>{''.join(drawn)}</p>"


def _code(part: str) -> str:
    return f"<code>{part}</code>"


def _marked(piece: Piece) -> str:
    text = html.escape("".join(piece.parts))
    return f"<mark>{text}</mark>" if piece.quoted else text


def spoken(part: str, tag: str) -> str:
    """A part in another language than what stands around it, for those who have the page read to them; the same part
    where there is no such `tag` (BCP 47)."""
    return f'<div lang="{html.escape(tag)}">{part}</div>' if part and tag else part


def stack(*parts: str, tag: str = "en") -> str:
    """Parts below each other; `tag` is the language that they are written in (BCP 47)."""
    return f'<div class="mi-stack" lang="{html.escape(tag)}">{"".join(parts)}</div>'


def heading(text: str) -> str:
    """The question as the page's title."""
    return f'<h1 class="mi-question mi-text">{html.escape(text)}</h1>'


def page_title(text: str, below: str) -> str:
    """What the page is, and of what in small below it."""
    return f'<h1 class="mi-page-title">{html.escape(text)}</h1>{block(below, "mi-quiet")}'


def line(name: str, when: str, state: str, about: str, below: str = "") -> str:
    """One thing of a list: its name and day, how it stands, and in small what else there is to say; `below` is a
    part."""
    head = f"<div><b>{html.escape(name)}</b> · {html.escape(when)}</div>"
    small = f'<div class="mi-quiet">{html.escape(about)}</div>' if about else ""
    return f'<div class="mi-line-of">{head}<div>{html.escape(state)}</div>{small}{below}</div>'


def arriving(words: str) -> str:
    """Words that are still being written: not read out, as each few would be read again."""
    return f'<div class="mi-arriving mi-text" aria-hidden="true">{html.escape(words)} …</div>' if words else ""


def files(links: Sequence[tuple[str, str]]) -> str:
    """Files to download, each (label, address); the first is drawn as a button."""
    drawn = (f'<a href="{html.escape(address)}" download>{html.escape(label)}</a>' for label, address in links)
    return f'<div class="mi-files">{" ".join(drawn)}</div>'


def ways(links: Sequence[tuple[str, str]]) -> str:
    """Links to other parts of the app, each (address, label), in one line."""
    drawn = (f'<a href="{html.escape(address)}" target="_self">{html.escape(label)}</a>' for address, label in links)
    return f'<div class="mi-ways">{" ".join(drawn)}</div>'


def language_switch(code: str, name: str) -> str:
    """A link that has the pages speak another language; menu.js has it come back to the page it is on."""
    return f'<a href="/api/language/{html.escape(code)}" target="_self" lang="{code}">{html.escape(name)}</a>'


def sign_out(name: str) -> str:
    """A link that signs out."""
    return f'<a href="/auth/logout" target="_self">{html.escape(name)}</a>'


def menu(pages: Sequence[tuple[str, str, bool]], links: Sequence[str], tag: str, connection: Mapping[str, str]) -> str:
    """The menu with pages as (address, name, whether it is the one shown) and, at its end, `links`; for menu.js. `tag`
    is the language that the pages are written in (BCP 47), `connection` the words of connection.js."""
    here = {True: ' aria-current="page"', False: ""}
    drawn = "".join(
        f'<a href="{html.escape(address)}"{here[is_shown]}>{html.escape(name)}</a>' for address, name, is_shown in pages
    )
    end = f'<div class="mi-language">{"".join(links)}</div>' if links else ""
    told = html.escape(json.dumps(connection))
    return f'<nav class="mi-menu" lang="{html.escape(tag)}" data-connection="{told}">{drawn}{end}</nav>'


def chips(labels: Sequence[str]) -> str:
    """Small facts in a row."""
    drawn = "".join(f'<span class="mi-chip">{html.escape(label)}</span>' for label in labels)
    return f'<div class="mi-chips">{drawn}</div>'


def progress(done: int, total: int, told: str) -> str:
    """A thin line that says how far one is."""
    share = 100 * done / total if total else 0
    return (
        f'<div class="mi-progress" role="progressbar" aria-valuemin="0" aria-valuemax="{total}" aria-valuenow="{done}" '
        f'aria-label="{html.escape(told)}"><b style="width:{share:.0f}%"></b></div>'
    )


def facts(labels: Sequence[str]) -> str:
    """Small facts in one quiet line."""
    drawn = "".join(f"<span>{html.escape(label)}</span>" for label in labels if label)
    return f'<div class="mi-facts">{drawn}</div>'


def hint(title: str, text: str) -> str:
    """A hint to a question, said by screen readers when it comes."""
    return f'<div class="mi-hint mi-text" role="status"><b>{html.escape(title)}</b> {html.escape(text)}</div>'


def bars(rows: Iterable[Bar]) -> str:
    """Horizontal bars; the number stands beside each."""
    parts = []
    for bar in rows:
        share = 0 if bar.value is None else 100 * bar.value / bar.maximum
        parts.append(
            f'<div class="mi-bar"><span>{html.escape(bar.label)}</span>'
            f'<i aria-hidden="true"><b style="width:{share:.1f}%"></b></i><span>{bar.number}</span></div>'
        )
    return f"<div>{''.join(parts)}</div>"


def score_head(
    overall: float | None,
    coverage: str,
    say: Words = ENGLISH,
    rubric: Rubric = RUBRIC,
    sure: str = "",
    own_word: str = "",
    made_of: str = "",
) -> str:
    """The one big number of a report, with its band, how sure it is, what it is `made_of`, what the candidate's
    `own_word` did to it and what it rests on; without one what `sure` says instead."""
    if overall is None:
        said = f"<div>{html.escape(sure or say('Not graded'))}<br><small>{html.escape(coverage)}</small></div>"
        return f'<div class="mi-score"><strong>–</strong>{said}</div>'
    band = rubric.band(overall)
    named = say("of 100: {band}", band=band_name(band, say))
    told = [" · ".join(filter(None, (f"<em>{named}</em>", html.escape(sure)))), html.escape(made_of)]
    rests = "".join(f"<br><small>{html.escape(each)}</small>" for each in (own_word, coverage) if each)
    said = "<br>".join(filter(None, told))
    return f'<div class="mi-score"><strong>{overall:g}</strong><div>{said}{rests}</div></div>'


def small_score(title: str, overall: float | None, band: str, say: Words = ENGLISH) -> str:
    """The number of a report in little room, with its band, under what it is of."""
    number = "–" if overall is None else f"{overall:.0f}"
    named = band if overall is None else say("of 100: {band}", band=band)
    told = f"<div>{html.escape(title)}<br><em>{html.escape(named)}</em></div>"
    return f'<div class="mi-score mi-score-small"><strong>{number}</strong>{told}</div>'


def short_rows(rows: Sequence[tuple[str, str]], say: Words = ENGLISH) -> str:
    """Lines in little room, each with a name in front: (name, line)."""
    return "".join(
        f'<div class="mi-short"><b>{html.escape(name)}{say(": ")}</b>{html.escape(text)}</div>' for name, text in rows
    )


def answer(given: AnswerView, say: Words = ENGLISH, tag: str = "") -> str:
    """The candidate's words with every verbatim quote marked. `tag` as in spoken()."""
    if not given.text:
        return block(say("No answer."), "mi-quiet")
    return spoken(written(given.text, "mi-answer", given.quotes), tag)


def listed(items: Sequence[str]) -> str:
    """Plain points, one below the other."""
    return '<ul class="mi-list">' + "".join(f"<li>{html.escape(item)}</li>" for item in items) + "</ul>"


def title(text: str) -> str:
    """A heading inside an element."""
    return f'<h3 class="mi-title">{html.escape(text)}</h3>'


def folded(title: str, part: str) -> str:
    """A part behind a click. What is open stays open when the page runs again and its element is the same."""
    return f'<details class="mi-fold"><summary>{html.escape(title)}</summary>{part}</details>'


def flagged(text: str) -> str:
    """A remark about a part, small and with a flag."""
    return block(text, "mi-quiet mi-flag")


def beside(*parts: str, name: str = "mi-beside") -> str:
    """Parts beside each other, below each other where there is no room; as "mi-short-long" the first is narrower."""
    return f'<div class="{name}">{"".join(f"<div>{part}</div>" for part in parts)}</div>' if parts else ""


def named(rows: Sequence[tuple[str, str]], say: Words = ENGLISH) -> str:
    """Plain points, each with a name in front: (name, point)."""
    items = "".join(f"<li><b>{html.escape(name)}{say(': ')}</b>{html.escape(text)}</li>" for name, text in rows)
    return f'<ul class="mi-list">{items}</ul>'


def signed(rows: Iterable[tuple[str, str, str, str]], say: Words = ENGLISH, note: str = "") -> str:
    """Points with a sign: (verdict or kind, word in front or "", text, quote or ""), and a note behind each; "" when
    there are none.
    """
    items = []
    for sign, word, text, quote in rows:
        before = f"<b>{html.escape(word)}{say(': ')}</b>" if word else ""
        after = f"<small>“{html.escape(quote)}”</small>" if quote else ""
        after += f"<small>{html.escape(note)}</small>" if note else ""
        items.append(f'<li class="{sign}">{before}{html.escape(text)}{after}</li>')
    return f'<ul class="mi-points">{"".join(items)}</ul>' if items else ""


def checked(rows: Iterable[tuple[str, str, Sequence[str]]]) -> str:
    """What was looked at, each with a sign as a verdict has it: (verdict, text, lines below)."""
    items = []
    for sign, text, below in rows:
        lines = "".join(f"<small>{html.escape(line)}</small>" for line in below)
        items.append(f'<li class="{sign}">{html.escape(text)}{lines}</li>')
    return f'<ul class="mi-points">{"".join(items)}</ul>'
