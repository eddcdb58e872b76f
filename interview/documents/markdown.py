"""A sheet as Markdown that reads well raw and rendered. Every text is data: no markup in it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.documents.earlier_reports import Comparison
from interview.documents.job_coverage import Coverage
from interview.documents.question_view import Bar, Before, Entry, Point, before_title
from interview.documents.report_view import Sheet
from interview.documents.rich_text import Passage
from interview.i18n.translate import Words

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)(#|\+|-|=|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto)(?=:)|\b(www)(?=\.)")
_TICKS = re.compile(r"`+")


def write(sheet: Sheet, trends: Comparison | None) -> str:
    """The whole report, ending in a newline."""
    say = sheet.say
    blocks = [*_head(sheet), *_summary(sheet)]
    if sheet.wanted is not None:
        blocks += _wanted(say, sheet.wanted)
    blocks.append(f"## {say('Question by question')}")
    for group in sheet.groups:
        for entry in group:
            blocks += _entry(say, entry)
    if trends is not None:
        blocks += _trends(say, trends)
    return "\n\n".join(block for block in blocks if block) + "\n"


def data(text: str) -> str:
    """The text with everything escaped that Markdown, HTML in Markdown or a link finder would act on."""
    escaped = _ANYWHERE.sub(r"\\\1", text)
    escaped = _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped)
    return _LINK.sub(lambda m: f"{m[0]}\\", escaped)


def _head(sheet: Sheet) -> Iterator[str]:
    say = sheet.say
    yield f"# {say('Interview report')}"
    overall = say("Not graded")
    if sheet.overall is not None:
        overall = say("{score:g} of 100: {band}", score=sheet.overall, band=sheet.band)
    facts = [
        (say("Overall score"), overall),
        (say("Coverage"), sheet.coverage),
        (say("Your guess"), sheet.expected),
        (say("Resume"), sheet.resume_name),
        (say("Job"), sheet.job),
        (say("Session"), sheet.session_id),
        (say("Started"), sheet.started),
        (say("Finished"), sheet.finished),
        (say("Graded by"), sheet.graded_by),
        (say("Rubric"), sheet.rubric_version),
    ]
    yield _table(("", ""), [(f"**{name}**", data(value)) for name, value in facts if value])
    if sheet.band_meaning:
        yield data(sheet.band_meaning)


def _summary(sheet: Sheet) -> Iterator[str]:
    say = sheet.say
    yield f"## {say('Summary')}"
    yield from _passages(sheet.feedback)
    yield data(sheet.no_summary)
    for note in sheet.notes:
        yield data(note)
    if sheet.strengths:
        yield f"### {say('Key strengths')}"
        yield "\n".join(f"- {data(item)}" for item in sheet.strengths)
    if sheet.improvements:
        yield f"### {say('What to work on first')}"
        yield "\n".join(f"{number}. {data(item)}" for number, item in enumerate(sheet.improvements, 1))
    if sheet.practise:
        yield f"### {say('What to practise next')}"
        yield "\n".join(
            f"- **{data(each.title)}**{say(': ')}{data(say('; ').join(each.points))}" for each in sheet.practise
        )
    yield f"### {say('Where the points come from')}"
    yield _bars(say, say("Dimension"), sheet.dimensions)
    yield data(sheet.rubric)
    if sheet.categories:
        yield f"### {say('By category')}"
        yield _bars(say, say("Category"), sheet.categories)


def _wanted(say: Words, found: Coverage) -> Iterator[str]:
    yield f"## {say('What the job asks for')}"
    yield data(found.told)
    rows = [(data(line.skill), line.need, line.asked, line.shown, data(line.job_line)) for line in found.lines]
    yield _table((say("Skill"), say("Need"), say("Interview"), say("Resume"), say("The job says")), rows)


def _entry(say: Words, entry: Entry) -> Iterator[str]:
    yield f"{'####' if entry.follow_up else '###'} {entry.title}"
    yield from (f"**{block}**" if not block.startswith("`") else block for block in _passages(entry.question))
    yield data(entry.about)
    yield f"{say('Your answer')}{say(': ')}".rstrip()
    yield _quoted(_passages(entry.answer.passages)) or f"> {say('No answer.')}"
    if entry.answer.left_out:
        yield say(
            "Cut here: the last {count:,} characters are left out in this file. The whole answer was graded and is "
            "kept in the app.",
            count=entry.answer.left_out,
        )
    yield data(entry.status)
    if entry.bars:
        parts = say.listed(f"{bar.label.lower()} {bar.number}" for bar in entry.bars)
        total = say("Score: {score} of 100, {band}", score=entry.mark, band=entry.band)
        yield f"**{data(total)}** ({parts})"
    if entry.before is not None:
        yield from _before(say, entry.before)
    if entry.feedback:
        yield f"{say('Feedback')}{say(': ')}".rstrip()
        yield from _passages(entry.feedback)
    if entry.remarks:
        yield f"{say('In your own words')}{say(': ')}".rstrip()
        yield _points(say, entry.remarks)
    for flag in entry.flags:
        yield data(say("Note: {note}", note=flag))
    if entry.points:
        yield f"{say('Key points')}{say(': ')}".rstrip()
        yield _points(say, entry.points)
    if entry.reference:
        yield f"{say('A good answer')}{say(': ')}".rstrip()
        yield _quoted(_passages(entry.reference))


def _points(say: Words, points: Sequence[Point]) -> str:
    return "\n".join(
        f"- {point.sign} **{point.verdict}{say(': ').rstrip()}** {data(point.text)}"
        + (f" (“{data(point.quote)}”)" if point.quote else "")
        for point in points
    )


def _before(say: Words, before: Before) -> Iterator[str]:
    """The earlier answer to the same question, and what changed since."""
    yield f"{before_title(say, before)}{say(': ')}".rstrip()
    yield _quoted(_passages(before.answer.passages)) or f"> {say('No answer.')}"
    yield f"**{data(before.change)}**" if before.change else ""
    yield data(before.caution)
    for title, points in ((say("Gained"), before.gained), (say("Lost"), before.lost)):
        if points:
            yield "\n".join(f"- **{title}{say(': ').rstrip()}** {data(point)}" for point in points)


def _trends(say: Words, trends: Comparison) -> Iterator[str]:
    yield f"## {say('Over your sessions')}"
    rows = [
        (
            say("{day} (this session)", day=stop.day) if stop.current else stop.day,
            f"{stop.overall:g}",
            data(trends.lines[stop.line]),
        )
        for stop in trends.stops
    ]
    yield _table((say("Interview"), say("Score"), say("Measured with")), rows)
    if len(trends.lines) > 1:
        yield say("Scores of different interviewers or rubrics are not comparable.")
    if trends.comparable:
        yield say(
            "This session beside the mean of earlier ones measured in the same way ({count}):", count=trends.comparable
        )
        none = say("not asked")
        changes = [
            (
                data(each.name),
                none if each.now is None else f"{each.now:g}",
                none if each.before is None else f"{each.before:g}",
            )
            for each in trends.categories
        ]
        yield _table((say("Category"), say("This time"), say("Earlier")), changes)


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


def _bars(say: Words, title: str, bars: Sequence[Bar]) -> str:
    return _table((title, say("Score")), [(data(bar.label), bar.number) for bar in bars])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
