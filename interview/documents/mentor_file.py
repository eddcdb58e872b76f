"""A report as one HTML file for a mentor: to read anywhere, and to write comments in that come back as a JSON file.

Nothing is fetched and every text is escaped; without scripts it is still whole. Its policy lets only our own script and
style run, by their hashes. What comes back is checked by web/schemas/mentoring.py.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from interview.core.grading import Settled
from interview.core.mentoring import MAX_COMMENT_CHARS, MAX_NAME_CHARS
from interview.documents import printed, told_to_mentor
from interview.documents.mentor_view import word_of
from interview.documents.report_view import ReportView
from interview.documents.rich_text import whole
from interview.documents.templating import TEMPLATES, escaping_templates
from interview.text.excerpts import one_line

MEDIA_TYPE = "text/html; charset=utf-8"
FORMAT = "mock-interview-mentor"
VERSION = 1


def write(report: ReportView) -> bytes:
    """The file, in the language of the interview."""
    say = report.say
    script, style = _text("mentor_file.js"), _text("mentor_file.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    # A script cannot end inside ours: the files are our own, and a test looks.
    made = (
        _environment()
        .get_template("mentor_file.html")
        .render(
            report=report,
            say=say,
            policy=policy,
            script=Markup(script),  # noqa: S704
            style=Markup(style),  # noqa: S704
            words=[(word.value, word_of(word, say)) for word in Settled],
            most_name=MAX_NAME_CHARS,
            most_comment=MAX_COMMENT_CHARS,
            format=FORMAT,
            version=VERSION,
            comments_name=f"mentor-comments-{_short(report)}.json",
        )
    )
    return made.encode("utf-8", "replace")


def file_name(report: ReportView) -> str:
    """An ASCII name for the file."""
    return f"interview-for-a-mentor-{_short(report)}.html"


def _short(report: ReportView) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", report.session_id)[:8] or "report"


@cache
def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = escaping_templates()
    environment.globals.update(printed=printed, told=told_to_mentor)
    environment.filters.update(one_line=one_line, name=printed.name, whole=whole)
    return environment
