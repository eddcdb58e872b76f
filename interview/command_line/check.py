"""`mock-interview check [--mend]`: what does not fit together in the database, and what to do about it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from interview.command_line.usable_database import UNREAD, refuse_unusable
from interview.errors import InterviewError
from interview.settings import Settings
from interview.storage.integrity import Fault, Found, look
from interview.storage.store import Store

MOST_IDS = 5
_BACK = "Restore the last backup into a new database, or write to the maintainers with the lines above."

_WHAT: dict[Fault, tuple[str, str]] = {
    Fault.FILE_DAMAGED: ("SQLite says that its file is damaged", _BACK),
    Fault.ROW_WITHOUT_PARENT: ("tables hold rows that belong to nothing", _BACK),
    Fault.SESSION_UNREADABLE: ("interviews cannot be read by this release", _BACK),
    Fault.PLACES_MISSING: ("interviews lack a question in their middle", _BACK),
    Fault.EVALUATION_MISSING: ("finished interviews that nobody was told to grade", "It is graded from the start."),
    Fault.EVALUATION_TOO_EARLY: (
        "interviews that still go on and are marked for grading",
        "The mark goes; it is graded when it ends.",
    ),
    Fault.EVALUATED_WITHOUT_RESULT: (
        "interviews shown as graded whose grading did not end",
        "What has no grade is graded now.",
    ),
    Fault.RESULT_NOT_SHOWN: ("graded interviews that are shown as waiting", "The report is shown."),
    Fault.ANSWER_WITHOUT_GRADE: ("graded interviews in which an answer has no outcome", "That answer is graded now."),
    Fault.FACTS_MISSING: ("finished interviews that the trends do not count", "They are counted at the next look."),
    Fault.SLOT_OF_FINISHED: ("finished interviews that still count as the one to go on with", "They no longer do."),
    Fault.EARLY_GRADING_LEFT: ("graded interviews still marked as graded while they go on", "The mark goes."),
    Fault.NOBODY_GRADES: (
        "interviews have waited for an hour to be graded",
        "Start one: mock-interview run, or mock-interview worker beside a web process. With one, look at its log.",
    ),
    Fault.REMOVAL_WAITS: (
        "deleted interviews have waited for an hour to be taken out of Redis",
        "Start a worker, and see that it reaches Redis: mock-interview doctor.",
    ),
    Fault.FILES_WAIT: (
        "deletions wait for a file that still holds something of them",
        "Start a worker; its log names the file at files_wait. A large SQLite database is written anew by"
        " mock-interview migrate while nothing else runs.",
    ),
}


def check(settings: Settings, *, mend: bool) -> int:
    """Look, say what was found, mend where asked; 1 when something is left that is not right."""
    refuse_unusable(settings)
    try:
        database = Store(settings.database)
        try:
            found = look(database, datetime.now(UTC), mend=mend)
        finally:
            database.engine.dispose()
    except (InterviewError, SQLAlchemyError):
        raise SystemExit(UNREAD) from None
    for each in found:
        sys.stdout.write("\n".join(_lines(each)) + "\n")
    left = [each for each in found if not each.is_mended]
    if not found:
        sys.stdout.write("Everything fits together.\n")
    elif any(each.can_mend for each in left):
        sys.stdout.write("Make a backup, then let it be mended: mock-interview check --mend\n")
    return 1 if left else 0


def _lines(found: Found) -> list[str]:
    what, then = _WHAT[found.fault]
    sign = "mended" if found.is_mended else "WRONG "
    names = ", ".join(found.ids[:MOST_IDS]) + (" …" if len(found.ids) > MOST_IDS else "")
    lines = [f"{sign} {what}: {len(found.ids)} ({found.fault.value})", f"       {names}"]
    if not found.can_mend or found.is_mended:
        lines.append(f"       {then}")
    return lines
