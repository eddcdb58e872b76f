"""Everything that is kept of a person as one ZIP file, made piece by piece while it is sent: no more than one report is
in memory at a time. It puts nothing on the disk."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, tzinfo
from io import RawIOBase

from interview.core.report import Report
from interview.core.session import InterviewSession
from interview.documents import exports
from interview.errors import InterviewError, NotFound
from interview.i18n.names import source_told
from interview.i18n.translate import Words, words
from interview.services import Services
from interview.trends import tables
from interview.web import resume_names
from interview.web.schemas import reports

FILE_NAME = "mock-interview-my-data.zip"


def archive(services: Services, owner: str, say: Words, zone: tzinfo = UTC) -> Iterator[bytes]:
    """The pieces of the file. What was deleted meanwhile is left out."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in _entries(services, owner, say, zone):
            file.writestr(name, content)
            yield sink.taken()
    yield sink.taken()


def _entries(services: Services, owner: str, say: Words, zone: tzinfo) -> Iterator[tuple[str, str | bytes]]:
    yield "README.txt", _told(say)
    for table, rows in services.own_data.rows(owner):
        if rows:
            yield f"data/{table}.json", json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    for number, resume in enumerate(services.resumes.all(owner), 1):
        yield f"resumes/{number}-{_plain(resume_names.name_of(resume, say))}.txt", resume.text
    stories = services.stories.all(owner)
    if stories:
        yield "stories.md", "\n\n".join(f"## {story.title}\n\n{story.text}" for story in stories) + "\n"
    points = services.analytics.points(owner)
    if points:
        pasted = resume_names.pasted(services.pasted_resumes.of(owner), say, tables.exact)
        yield "scores.csv", tables.as_csv(tables.interviews(points, tables.exact, say, float, pasted))
    for session_id in services.own_data.session_ids(owner):
        try:
            report = services.evaluator.report(owner, session_id)
        except NotFound:
            continue
        folder = f"interviews/{exports.file_name(report, '').rstrip('.')}"
        yield f"{folder}/answers.md", _answers(report.session)
        if report.is_ready:
            yield from ((f"{folder}/{name}", content) for name, content in _files(services, report, zone))


def _files(services: Services, report: Report, zone: tzinfo) -> Iterator[tuple[str, bytes]]:
    owner = report.session.owner
    if report.session.totals_shown_at is None:
        services.candidate.report_opened(owner, report.session.id)
    stories = services.stories.beside(owner, report.session)
    yield "report.json", reports.exported(report, stories)
    earlier = services.evaluator.earlier_reports(owner, report)
    repeated = services.practice_again.comparisons(owner, report)
    for kind in ("md", "pdf"):
        try:
            paper = services.settings.paper_size
            content, _ = exports.render(
                kind,
                resume_names.with_name(report),
                earlier,
                repeated,
                stories,
                paper=paper,
                zone=zone,
                is_everybodys=not services.accounts.has_people,
            )
        except InterviewError as exc:
            yield f"report.{kind}.missing.txt", words(report.session.language).message(exc.message).encode()
        else:
            yield f"report.{kind}", content


def _answers(session: InterviewSession) -> str:
    """Every question that was asked, with the answer or what was typed so far, and below it what was not used."""
    say = words(session.language)
    parts = [f"# {resume_names.name_of_session(session, say)}"]
    for turn in session.turns:
        place = f"{turn.position.main + 1}.{turn.position.follow_up}"
        if turn.question.text:
            source = source_told(turn.question.source, say)
            parts += [
                f"## {place} {turn.question.text}",
                *([source] if source else ()),
                turn.answer.draft if turn.answer.at_the_end is None else turn.answer.at_the_end or say("Skipped"),
            ]
            if turn.answer.unused:
                parts += [f"### {say('Words that are not used')}", turn.answer.unused]
    return "\n\n".join(parts) + "\n"


def _told(say: Words) -> str:
    return "\n".join(
        (
            say("Everything that Mock Interview keeps of you."),
            "",
            say("resumes: the text of each resume. The files you uploaded are not kept."),
            say("interviews: questions and answers, and each report as PDF, Markdown and JSON."),
            say("stories.md, scores.csv: your stories, and scores of whole interviews over time, where there are any."),
            say("data: all of it once more for programs, as it is stored: one file for each kind of entry."),
            "",
        )
    )


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:60] or "resume"


class _Sink(RawIOBase):
    """Takes what a ZIP file writes, until somebody takes it away. It cannot be sought in, which zipfile allows."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._kept += piece
        return len(piece)

    def taken(self) -> bytes:
        piece = bytes(self._kept)
        self._kept.clear()
        return piece
