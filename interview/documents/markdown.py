"""A report as Markdown that reads well raw and rendered. Every text is data: no markup in it takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from interview.documents import marks_asked, printed
from interview.documents.earlier_reports import Comparison
from interview.documents.job_coverage import JobCoverage
from interview.documents.mentor_view import MentorNotes
from interview.documents.question_view import Bar, EarlierAnswer, PointView, QuestionView, RemarkView
from interview.documents.report_view import ReportView
from interview.documents.rich_text import Passage
from interview.i18n.translate import Words
from interview.text.excerpts import one_line, unlinked

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)(#|\+|-|=|\d+(?=[.)](?:\s|$)))", re.MULTILINE)
_TICKS = re.compile(r"`+")
# All that we say of an answer with the sentences it quotes has less; what a model writes may be longer.
_LONGEST_LINE = 3000


def write(report: ReportView, trends: Comparison | None) -> str:
    """The whole report, ending in a newline."""
    say, limit = report.say, printed.answer_limit(report)
    blocks = [*_head(report), *_summary(report)]
    blocks.append(f"## {say('Question by question')}")
    for group in report.groups:
        for question in group:
            blocks += _question(say, question, limit)
    if report.job_coverage is not None:
        blocks += _job(say, report.job_coverage)
    blocks += _mentors(say, report.mentor_notes)
    if trends is not None:
        blocks += _trends(say, trends)
    return "\n\n".join(block for block in blocks if block) + "\n"


def data(text: str) -> str:
    """The text with everything escaped that Markdown, HTML in Markdown or a link finder would act on."""
    escaped = _ANYWHERE.sub(r"\\\1", unlinked(text))
    return _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", escaped)


def _head(report: ReportView) -> Iterator[str]:
    say = report.say
    yield f"# {say('Interview report')}"
    overall = report.band
    if report.overall is not None:
        overall = say("{score} of 100: {band}", score=report.overall, band=report.band)
    facts = [
        (say("Overall score"), overall),
        (say("Own word"), report.own_word.told(say) if report.own_word else ""),
        (say("Coverage"), report.coverage),
        (say("Your guess"), report.expected),
        (say("Role"), printed.name(report.role)),
        (say("Resume"), printed.resume_name(report) if not report.role else ""),
        (say("Job"), printed.job(report)),
        (say("Session"), report.session_id),
        (say("Started"), report.started),
        (say("Finished"), report.finished),
        (say("Graded by"), printed.graded_by(report)),
        (say("How the grading was checked"), " ".join(printed.agreement(report))),
        (say("Scoring rules"), report.rubric_version),
    ]
    yield _table(("", ""), [(f"**{name}**", data(value)) for name, value in facts if value])
    if report.made_of:
        yield data(report.made_of)


def _summary(report: ReportView) -> Iterator[str]:
    say = report.say
    yield f"## {say('Summary')}"
    yield data(report.head.sure)
    if report.head.strongest:
        yield f"### {say('Strongest sentence')}"
        yield data(say("{name}: “{quote}”", name=report.head.of, quote=_line(report.head.strongest)))
    if report.head.changes:
        yield f"### {say('What to look at first')}"
        yield "\n".join(f"{number}. {data(_line(item))}" for number, item in enumerate(report.head.changes, 1))
    if report.practise:
        yield f"### {say('What to practise next')}"
        yield "\n".join(
            f"- **{data(printed.practice_title(say, each))}**{say(': ')}{data(printed.listed(say, each.points))}"
            for each in report.practise
        )
    yield data(report.no_summary)
    for note in report.notes:
        yield data(note)
    yield from _passages(printed.prose(report.further_feedback))
    if report.further_strengths:
        yield f"### {say('Key strengths')}"
        yield "\n".join(f"- {data(_line(item))}" for item in report.further_strengths)
    if report.further_improvements:
        yield f"### {say('To improve')}"
        yield "\n".join(f"- {data(_line(item))}" for item in report.further_improvements)
    if report.dimensions:
        yield f"### {say('Where the points come from')}"
        yield _bars(say, say("Dimension"), report.dimensions)
    yield data(report.rubric)
    yield data(printed.intended_use(say))
    yield data(report.cost)
    if report.categories:
        yield f"### {say('By category')}"
        yield _bars(say, say("Category"), printed.categories(report))


def _job(say: Words, found: JobCoverage) -> Iterator[str]:
    yield f"## {say('What the job asks for')}"
    yield data(found.told)
    rows = [
        (data(printed.name(one.skill)), one.need, one.asked, one.shown, data(printed.quoted_line(one.job_line)))
        for one in found.requirements
    ]
    yield _table((say("Skill"), say("Need"), say("Interview"), say("Resume"), say("The job says")), rows)


def _question(say: Words, question: QuestionView, limit: int) -> Iterator[str]:
    """`limit` is the most characters of an answer."""
    yield f"{'####' if question.position.is_follow_up else '###'} {question.title}"
    asked = _passages(printed.prose(question.text))
    yield from (f"**{block}**" if not block.startswith("`") else block for block in asked)
    yield data(printed.about(say, question))
    yield data(_line(question.source))
    yield f"{say('Your answer')}{say(': ')}".rstrip()
    answer = printed.answer(question.answer, limit)
    yield _quoted(_passages(answer.passages)) or f"> {say('No answer.')}"
    if answer.left_out:
        yield say(
            "Cut here: the last {count:,} characters are left out in this file. The whole answer is kept in the app.",
            count=answer.left_out,
        )
    yield data(printed.status(question))
    if question.is_graded:
        parts = say.listed(f"{bar.label.lower()} {bar.number}" for bar in question.bars)
        if question.score is None:
            yield f"**{data(marks_asked.of_answer(say, question))}**"
        else:
            total = say("Score: {score} of 100, {band}", score=question.mark, band=question.band)
            yield say("; ").join(filter(None, (f"**{data(total)}** ({parts})", printed.in_a_range(say, question))))
    for old in question.earlier_grades:
        yield data(_line(old.told))
    if question.earlier_answer is not None:
        yield from _earlier_answer(say, question.earlier_answer, limit)
    if rows := printed.coached(say, question.coach):
        yield "\n".join(f"- **{title}{say(': ').rstrip()}** {data(_line(text))}" for title, text in rows)
    if feedback := printed.prose(question.further_feedback):
        yield f"{say('Feedback')}{say(': ')}".rstrip()
        yield from _passages(feedback)
    if question.further_remarks:
        yield f"{data(printed.remarks_title(say, question))}{say(': ')}".rstrip()
        yield _points(say, question.further_remarks)
    for note in question.notes:
        yield data(say("Note: {note}", note=_line(note)))
    if question.points:
        yield f"{say('Key points')}{say(': ')}".rstrip()
        yield _points(say, question.points)
    if reference := printed.prose(question.reference):
        yield f"{question.whose_example or say('Reference answer')}{say(': ')}".rstrip()
        yield _quoted(_passages(reference))
    if question.own_story is not None:
        yield f"{data(_line(question.own_story.told))}{say(': ')}".rstrip()
        yield _quoted(_passages(printed.prose(question.own_story.text)))
    if question.misconceptions:
        yield f"{say('Often said by others, and wrong')}{say(': ')}".rstrip()
        yield "\n".join(
            f"- ✕ **{say('Wrong')}{say(': ').rstrip()}** “{data(_line(line))}”" for line in question.misconceptions
        )
    for title, lines in (
        ("Also right", question.also_right),
        ("What would worry an interviewer in any answer", question.red_flags),
    ):
        if lines:
            yield f"{say(title)}{say(': ')}".rstrip()
            yield "\n".join(f"- {data(_line(line))}" for line in lines)


def _points(say: Words, points: Sequence[PointView | RemarkView]) -> str:
    return "\n".join(
        f"- {point.sign} **{point.word}{say(': ').rstrip()}** {data(_line(point.text))}"
        + (f" (“{data(_line(point.sentence))}”)" if point.sentence else "")
        + (f" _{data(point.note)}_" if isinstance(point, PointView) and point.note else "")
        for point in points
    )


def _earlier_answer(say: Words, earlier: EarlierAnswer, limit: int) -> Iterator[str]:
    """The earlier answer to the same question, and what changed since."""
    yield f"{earlier.title}{say(': ')}".rstrip()
    yield _quoted(_passages(printed.answer(earlier.answer, limit).passages)) or f"> {say('No answer.')}"
    yield f"**{data(earlier.change)}**" if earlier.change else ""
    yield data(earlier.caution)
    for title, points in ((say("More than before"), earlier.gained), (say("Less than before"), earlier.lost)):
        if points:
            yield "\n".join(f"- **{title}{say(': ').rstrip()}** {data(_line(point))}" for point in points)


def _mentors(say: Words, found: Sequence[MentorNotes]) -> Iterator[str]:
    if not found:
        return
    yield f"## {say('From your mentor')}"
    yield data(say("These are a mentor's own words. They stand beside the interviewer's verdicts and change no score."))
    for each in found:
        yield f"### {data(one_line(f'{each.title}: {each.question}', 80))}"
        for note in each.notes:
            yield f"**{data(note.name)}** · {note.when}"
            yield _quoted(_passages(printed.prose(note.comment)))
            yield "\n".join(
                f"- **{verdict.word}{say(': ').rstrip()}** {data(_line(verdict.point))}" for verdict in note.verdicts
            )


def _trends(say: Words, trends: Comparison) -> Iterator[str]:
    yield f"## {say('Over your sessions')}"
    if trends.is_everybodys:
        yield say(
            "Nobody signs in to this app: where others use it at the same address, their interviews count here, too."
        )
    rows = [
        (
            say("{day} (this session)", day=stop.day) if stop.current else stop.day,
            str(stop.overall),
            data(trends.lines[stop.line]),
        )
        for stop in trends.stops
    ]
    yield _table((say("Interview"), say("Score"), say("Measured with")), rows)
    yield from printed.about_the_line(say, trends)
    if trends.comparable:
        yield say(
            "This session beside the mean of the earlier ones above that were measured in the same way; in brackets, "
            "how many of them have a score there:"
        )
        changes = [
            (
                data(each.name),
                printed.of_now(say, each),
                printed.of_earlier(say, each),
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
            yield "\\\n".join(map(_indented, _prose(passage).splitlines()))


def _line(text: str) -> str:
    return one_line(text, _LONGEST_LINE)


def _indented(line: str) -> str:
    """The line with the space before it, which Markdown would take away, as space that it keeps."""
    words = line.lstrip(" \t")
    return line[: len(line) - len(words)].expandtabs(4).replace(" ", "\u00a0") + words.strip()


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
    return _table((title, say("Score")), [(data(printed.name(bar.label)), bar.number) for bar in bars])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
