"""What states, outcomes and failures mean to a candidate and to an operator, for the tables of docs/evaluation.md."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from interview.core.evaluation import EvaluateStatus
from interview.core.grading import Outcome
from interview.errors import Code


@dataclass(frozen=True)
class Meaning:
    """What a status says to a candidate and to an operator."""

    candidate: str
    operator: str


MEANINGS: dict[EvaluateStatus, Meaning] = {
    EvaluateStatus.PENDING: Meaning(
        "Your answers wait to be graded, or the last attempt failed and the next one comes by itself.",
        "Not claimed. Before `not_before` it backs off; after it, it is stalled and is enqueued every few seconds.",
    ),
    EvaluateStatus.PROCESSING: Meaning(
        "Your answers are being graded; finished ones appear one by one.",
        "Claimed by a worker that renews its lease. When the lease runs out, the next worker goes on.",
    ),
    EvaluateStatus.COMPLETED: Meaning(
        "The report is there. Answers that could not be graded say why and can be graded again.",
        "Every question has an outcome. With an error code: grading again failed; what has no new grade kept its own.",
    ),
    EvaluateStatus.FAILED: Meaning(
        "Nothing could be graded, or the model is not set up rightly. Your answers are safe; press Grade again.",
        "Ended with an error code; no automatic retry is left. Mend the cause, then grade again.",
    ),
}

MEANING_OF_OUTCOME: dict[Outcome, tuple[str, str]] = {
    Outcome.GRADED: ("0–100", "An interviewer judged it; the number is computed from the judgement."),
    Outcome.UNANSWERED: ("0 by rule", 'Nothing was answered, or "I don\'t know". No interviewer is asked.'),
    Outcome.UNGRADED: (
        "none",
        "Grading failed, or nobody can grade the question; the reason is said. Left out of every average. What failed "
        "can be graded again alone.",
    ),
}
"""Per outcome: which number it has, and what it means."""

WHAT_HAPPENS: dict[Code, tuple[str, str]] = {
    Code.AI_API_KEY_INVALID: (
        "Grading stops at once; answers and grades that are there stay. Grade again when the key works.",
        "Check OPENAI_API_KEY. Nothing is retried, so that the key is not locked.",
    ),
    Code.AI_NO_CREDIT: (
        "Grading stops at once; answers and grades that are there stay. Grade again when there is credit.",
        "Top up the provider's account, or raise its spending limit. Nothing is retried.",
    ),
    Code.AI_BLOCKED: (
        "Grading stops at once; answers and grades that are there stay. Grade again when the model may be used.",
        "The account, its country or its network may not use this model. The log has the service's own words.",
    ),
    Code.AI_WRONG_ADDRESS: (
        "Grading stops at once; answers and grades that are there stay. Grade again when the address is right.",
        "OPENAI_BASE_URL leads to something that is no model service: a wrong path, a sign-in page, a redirect.",
    ),
    Code.AI_MODEL_UNKNOWN: (
        "Grading stops at once; answers and grades that are there stay. Grade again when the model is there.",
        "Check OPENAI_MODEL. On a server of your own, pull or load the model first.",
    ),
    Code.AI_RATE_LIMITED: (
        "Grading is tried again by itself, as late as the service asks; after the last attempt it says that it failed.",
        "Lower EVALUATION_PARALLEL, or ask for a higher limit. Retry-After is kept up to five minutes.",
    ),
    Code.AI_OVERLOADED: (
        "Grading is tried again by itself, as late as the service asks; after the last attempt it says that it failed.",
        "The service has no room, is still loading the model, or has no memory for it. Wait, or use another model.",
    ),
    Code.AI_SERVICE_TIMEOUT: (
        "Grading is tried again by itself; after the last attempt it says that it failed.",
        "The model is too slow for OPENAI_TIMEOUT_S, or one attempt passed its time bound.",
    ),
    Code.AI_SERVICE_UNAVAILABLE: (
        "Grading is tried again by itself; after the last attempt it says that it failed.",
        "The model server is away, resets connections or answers with 500. Look at it, then grade again.",
    ),
    Code.AI_RESPONSE_INVALID: (
        "Replies that cannot be read give no grade. Within an attempt the model is asked once more; then grade again.",
        "The model does not keep to the form, or the service refuses the request. The log has its own words.",
    ),
    Code.AI_TOO_LONG: (
        "Fewer answers are sent at once. An answer that is too long alone stays ungraded.",
        "Lower EVALUATION_BATCH_SIZE, or use a model with a larger context.",
    ),
    Code.AI_DECLINED: (
        "The other answers are graded. The declined one stays ungraded and can be graded again alone.",
        "The model itself declined. Another model may not.",
    ),
    Code.AI_FILTERED: (
        "The other answers are graded. The filtered one stays ungraded and can be graded again alone.",
        "The provider's content filter stopped it. Set the filter otherwise where you may, or use another model.",
    ),
    Code.INTERVIEW_GRADER_CHANGED: (
        "Another interviewer is set than graded the rest of the report. Grades that are there stay, the others wait.",
        "Set the model that the report names again, or none where it was the practice interviewer; then grade again.",
    ),
    Code.INTERVIEW_EVALUATION_FAILED: (
        "Something unexpected happened; answers and grades that are there stay. Grade again.",
        "The log has the details under the session's id.",
    ),
}
