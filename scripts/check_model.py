"""Checks the model that the settings name, and says in plain lines what works and what to do: `make check-model`.

Ends with 0 when the model can be the interviewer, else with 1. It prints no key.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from interview.i18n.translate import ENGLISH  # noqa: E402
from interview.model.check_results import CheckResult, State, Step  # noqa: E402
from interview.services import check_model  # noqa: E402
from interview.settings import Settings  # noqa: E402

SIGNS = {State.GOOD: "ok  ", State.NOTE: "note", State.BAD: "NO  ", State.OPEN: "?   "}
NONE = (
    "No model is set, so the practice interviewer asks and grades. Choose a model on the page “Model” of the running\n"
    "app, or set OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL, in the environment or in .env."
)


def lines(result: CheckResult) -> list[str]:
    """What is printed of a check."""
    told = []
    for found in result.findings:
        told.append(f"{SIGNS[found.state]} {ENGLISH.message(found.told)}")
        if found.words:
            told.append(f"     The server says: {found.words}")
        if found.next is not None:
            told.append(f"     {ENGLISH.message(found.next)}")
        if found.code is not None:
            told.append(f"     ({found.code})")
    if result.summary is not None:
        told += ["", ENGLISH.message(result.summary)]
    verdict = "This model can be the interviewer." if result.is_usable else "This model cannot be the interviewer yet."
    return [*told, "", verdict]


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
    where = settings.openai_base_url or "the usual address of OpenAI"
    print(f"Checking {settings.model} at {where}. This sends about 20 requests and no text of yours.\n", flush=True)
    result = check_model(settings, progress)
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print("\n".join(lines(result)))
    return 0 if result.is_usable else 1


if __name__ == "__main__":
    sys.exit(main())
