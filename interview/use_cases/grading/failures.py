"""What follows from each failure of a grading, for a candidate and for an operator; docs and operator page read it."""

from __future__ import annotations

from interview.errors import Code

WHAT_HAPPENS: dict[Code, tuple[str, str]] = {
    Code.AI_API_KEY_INVALID: (
        "Grading stops at once; answers and grades that are there stay. Grade again when the key works.",
        "Check OPENAI_API_KEY. Nothing is retried, so that the key is not locked.",
    ),
    Code.AI_RATE_LIMITED: (
        "Grading waits as long as the model service asks for and goes on by itself.",
        "Lower EVALUATION_PARALLEL, or ask for a higher limit. Retry-After is kept up to five minutes.",
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
        "Replies that cannot be read give no grade. Tried again where that may help; grade again later.",
        "The model does not keep to the form, or address or model name is wrong. The log has outcome and format.",
    ),
    Code.AI_TOO_LONG: (
        "Fewer answers are sent at once. An answer that is too long alone stays ungraded.",
        "Lower EVALUATION_BATCH_SIZE, or use a model with a larger context.",
    ),
    Code.AI_DECLINED: (
        "The other answers are graded. The declined one stays ungraded and can be graded again alone.",
        "The model's own filter declined. Another model may not.",
    ),
    Code.INTERVIEW_EVALUATION_FAILED: (
        "Something unexpected happened; answers and grades that are there stay. Grade again.",
        "The log has the details under the session's id.",
    ),
}
