"""Checks the model that the settings name, and says in plain lines what works and what to do: `make check-model`.

Ends with 0 when a model answers and nothing wrong was seen, else with 1. It prints no key.
"""

from __future__ import annotations

import sys

from interview.i18n.translate import ENGLISH
from interview.model.addresses import server_name
from interview.model.check_results import CheckResult, State, Step
from interview.models_in_use import check_model
from interview.settings import Settings

SIGNS = {State.GOOD: "ok  ", State.NOTE: "note", State.BAD: "NO  ", State.OPEN: "?   "}
NONE = (
    "No model is set, so the practice interviewer asks and grades. Choose a model on the page “Interviewer” of the\n"
    "running app, or set OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL, in the environment or in .env."
)


def lines(result: CheckResult) -> list[str]:
    """What is printed of a check."""
    told = []
    for found in result.findings:
        told.append(f"{SIGNS[found.state]} {ENGLISH.to_operators(found.told)}")
        if found.words:
            told.append(f"     The server says: {found.words}")
        if found.next is not None:
            told.append(f"     {ENGLISH.message(found.next)}")
        if found.code is not None:
            told.append(f"     Code for support: {found.code}")
    if result.summary is not None:
        told += ["", ENGLISH.message(result.summary)]
    return [*told, "", _verdict(result)]


def _verdict(result: CheckResult) -> str:
    if not result.answered:
        return "The model could not be checked, as it did not answer. Beside “NO” it says why, and what to do."
    if not result.is_usable:
        return "This model cannot be the interviewer as it is. Beside “NO” it says why, and what to do."
    if not result.is_whole:
        return "Nothing wrong was seen, but not everything could be looked at. Check again later."
    return "This model can be the interviewer."


def progress(step: Step, done: int, total: int) -> None:
    """A line that is written over again, where somebody looks."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total} requests ({step}) …\x1b[K")
        sys.stderr.flush()


def main() -> int:
    settings = Settings()
    if not settings.has_model:
        print(NONE)
        return 1
    where = server_name(settings.openai_base_url).partition(" ")[0]
    apart = settings.openai_grade_model if settings.openai_grade_model != settings.model else ""
    models = f"{settings.model}, and {apart} for grading," if apart else settings.model
    print(f"Checking {models} at {where}. This sends about 20 requests and no text of yours.\n", flush=True)
    result = check_model(settings, progress)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print("\n".join(lines(result)))
    return 0 if result.is_usable else 1
