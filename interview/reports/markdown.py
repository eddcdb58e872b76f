"""A sheet as Markdown that reads well raw and rendered. Every text is data: no markup in it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.reports.comparison import Comparison
from interview.reports.passages import Passage
from interview.reports.sheet import Bar, Entry, Sheet

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)(#|\+|-|=|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto)(?=:)|\b(www)(?=\.)")
_TICKS = re.compile(r"`+")


def write(sheet: Sheet, trends: Comparison | None) -> str:
    """The whole report, ending in a newline."""
    blocks = [*_head(sheet), *_summary(sheet)]
    blocks.append("## Question by question")
    for group in sheet.groups:
        for entry in group:
            blocks += _entry(entry)
    if trends is not None:
        blocks += _trends(trends)
    return "\n\n".join(block for block in blocks if block) + "\n"


def data(text: str) -> str:
    """The text with everything escaped that Markdown, HTML in Markdown or a link finder would act on."""
    escaped = _ANYWHERE.sub(r"\\\1", text)
    escaped = _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped)
    return _LINK.sub(lambda m: f"{m[0]}\\", escaped)


def _head(sheet: Sheet) -> Iterator[str]:
    yield "# Interview report"
    overall = "Not graded" if sheet.overall is None else f"{sheet.overall:g} of 100: {sheet.band}"
    facts = [
        ("Overall score", overall),
        ("Coverage", sheet.coverage),
        ("Resume", sheet.resume_name),
        ("Session", sheet.session_id),
        ("Started", sheet.started),
        ("Finished", sheet.finished + (", ended early" if sheet.early else "") if sheet.finished else ""),
        ("Graded by", sheet.graded_by),
        ("Rubric", sheet.rubric_version),
    ]
    yield _table(("", ""), [(f"**{name}**", data(value)) for name, value in facts if value])
    if sheet.band_meaning:
        yield data(sheet.band_meaning)


def _summary(sheet: Sheet) -> Iterator[str]:
    yield "## Summary"
    yield from _passages(sheet.feedback)
    yield data(sheet.no_summary)
    for note in sheet.notes:
        yield data(note)
    if sheet.strengths:
        yield "### Key strengths"
        yield "\n".join(f"- {data(item)}" for item in sheet.strengths)
    if sheet.improvements:
        yield "### What to work on first"
        yield "\n".join(f"{number}. {data(item)}" for number, item in enumerate(sheet.improvements, 1))
    yield "### Where the points come from"
    yield _bars("Dimension", sheet.dimensions)
    if sheet.categories:
        yield "### By category"
        yield _bars("Category", sheet.categories)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{'####' if entry.follow_up else '###'} {entry.title}"
    yield from (f"**{block}**" if not block.startswith("`") else block for block in _passages(entry.question))
    yield data(entry.about)
    yield "Your answer:"
    yield _quoted(_passages(entry.answer.passages)) or "> No answer."
    if entry.answer.left_out:
        yield f"Cut here: the last {entry.answer.left_out:,} characters are left out in this file."
    yield data(entry.status)
    if entry.bars:
        parts = ", ".join(f"{bar.label.lower()} {bar.number}" for bar in entry.bars)
        yield f"**Score: {entry.mark} of 100, {data(entry.band)}** ({parts})"
    if entry.feedback:
        yield "Feedback:"
        yield from _passages(entry.feedback)
    if entry.remarks:
        yield "In your own words:"
        yield "\n".join(
            f"- {remark.sign} **{remark.verdict}:** {data(remark.text)} (“{data(remark.quote)}”)"
            for remark in entry.remarks
        )
    for flag in entry.flags:
        yield f"Note: {data(flag)}"
    if entry.points:
        yield "Key points:"
        yield "\n".join(
            f"- {point.sign} **{point.verdict}:** {data(point.text)}"
            + (f" (“{data(point.quote)}”)" if point.quote else "")
            for point in entry.points
        )
    if entry.reference:
        yield "A good answer:"
        yield _quoted(_passages(entry.reference))


def _trends(trends: Comparison) -> Iterator[str]:
    yield "## Over your sessions"
    rows = [
        (stop.day + (" (this session)" if stop.current else ""), f"{stop.overall:g}", data(trends.lines[stop.line]))
        for stop in trends.stops
    ]
    yield _table(("Session", "Score", "Measured with"), rows)
    if len(trends.lines) > 1:
        yield "Scores of different interviewers or rubrics are not comparable."
    if trends.comparable:
        yield f"Categories, this session beside the mean of {trends.comparable} earlier measured in the same way:"
        changes = [
            (
                data(each.name),
                "not asked" if each.now is None else f"{each.now:g}",
                "not asked" if each.before is None else f"{each.before:g}",
            )
            for each in trends.categories
        ]
        yield _table(("Category", "This time", "Earlier"), changes)


def _passages(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        if passage.code:
            text = _plain(passage)
            fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(text)), 3)
            yield f"{fence}\n{text}\n{fence}"
        else:
            yield "\\\n".join(line.strip() for line in _prose(passage).splitlines())


def _prose(passage: Passage) -> str:
    runs = (f"`{text}`" if code else data(text) for text, code in _joined(passage))
    return "".join(runs)


def _joined(passage: Passage) -> Iterator[tuple[str, bool]]:
    """Runs of the same kind, whatever of them is quoted: a run of inline code never holds a backtick."""
    text, code = "", False
    for piece in passage.pieces:
        if piece.code is not code and text:
            yield text, code
            text = ""
        text, code = text + "".join(piece.parts), piece.code
    if text:
        yield text, code


def _plain(passage: Passage) -> str:
    return "".join("".join(piece.parts) for piece in passage.pieces)


def _quoted(blocks: Iterable[str]) -> str:
    return "\n>\n".join("\n".join(f"> {line}".rstrip() for line in block.splitlines()) for block in blocks)


def _bars(title: str, bars: Sequence[Bar]) -> str:
    return _table((title, "Score"), [(data(bar.label), bar.number) for bar in bars])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
