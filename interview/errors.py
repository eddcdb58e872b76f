"""What can go wrong, said in five reactions and one list of codes.

InterviewError
├── NotFound      it is not there (or not yours)              → HTTP 404
├── Invalid       the input is wrong; change it               → HTTP 422
├── Conflict      the interview has moved on; look again      → HTTP 409
├── Unavailable   may pass; try again later                   → HTTP 503 (429 for the rate limit)
└── Failed        did not work and will not by itself         → HTTP 500

A message is for the person at the screen, as a code and values; it never carries answer or resume text.
"""

from __future__ import annotations

from enum import StrEnum

from interview.messages import Message


class Code(StrEnum):
    """Stable names of everything that can go wrong; clients may rely on them."""

    INTERVIEW_SESSION_NOT_FOUND = "INTERVIEW_SESSION_NOT_FOUND"
    INTERVIEW_QUESTION_NOT_FOUND = "INTERVIEW_QUESTION_NOT_FOUND"
    INTERVIEW_ALREADY_COMPLETED = "INTERVIEW_ALREADY_COMPLETED"
    INTERVIEW_NOT_CURRENT_QUESTION = "INTERVIEW_NOT_CURRENT_QUESTION"
    INTERVIEW_ANSWER_BEGUN = "INTERVIEW_ANSWER_BEGUN"
    INTERVIEW_ANSWER_EMPTY = "INTERVIEW_ANSWER_EMPTY"
    INTERVIEW_REAL_MODE = "INTERVIEW_REAL_MODE"
    INTERVIEW_QUESTION_GENERATION_FAILED = "INTERVIEW_QUESTION_GENERATION_FAILED"
    INTERVIEW_EVALUATION_FAILED = "INTERVIEW_EVALUATION_FAILED"
    INTERVIEW_GRADER_CHANGED = "INTERVIEW_GRADER_CHANGED"
    INTERVIEW_REPORT_NOT_READY = "INTERVIEW_REPORT_NOT_READY"
    RESUME_NOT_FOUND = "RESUME_NOT_FOUND"
    TARGET_NOT_FOUND = "TARGET_NOT_FOUND"
    STORY_NOT_FOUND = "STORY_NOT_FOUND"
    STORY_CHANGED = "STORY_CHANGED"
    TARGET_CHANGED = "TARGET_CHANGED"
    RESUME_FILE_EMPTY = "RESUME_FILE_EMPTY"
    RESUME_TOO_SHORT = "RESUME_TOO_SHORT"
    RESUME_FILE_TOO_LARGE = "RESUME_FILE_TOO_LARGE"
    RESUME_FILE_TYPE_NOT_SUPPORTED = "RESUME_FILE_TYPE_NOT_SUPPORTED"
    RESUME_FILE_TYPE_MISMATCH = "RESUME_FILE_TYPE_MISMATCH"
    RESUME_PARSE_FAILED = "RESUME_PARSE_FAILED"
    RESUME_ENCRYPTED = "RESUME_ENCRYPTED"
    RESUME_NO_TEXT = "RESUME_NO_TEXT"
    RESUME_TOO_COMPLEX = "RESUME_TOO_COMPLEX"
    RESUME_UNSAFE = "RESUME_UNSAFE"
    INPUT_INVALID = "INPUT_INVALID"
    OPERATION_UNKNOWN = "OPERATION_UNKNOWN"
    REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE"
    REQUEST_TOO_COMPLEX = "REQUEST_TOO_COMPLEX"
    REQUEST_TOO_SLOW = "REQUEST_TOO_SLOW"
    HOST_UNKNOWN = "HOST_UNKNOWN"
    SIGN_IN_NEEDED = "SIGN_IN_NEEDED"
    SIGN_IN_NAME_MISSING = "SIGN_IN_NAME_MISSING"
    SIGN_IN_REVOKED = "SIGN_IN_REVOKED"
    SIGN_IN_FAILED = "SIGN_IN_FAILED"
    SIGN_IN_UNAVAILABLE = "SIGN_IN_UNAVAILABLE"
    OPERATORS_ONLY = "OPERATORS_ONLY"
    INTERVIEW_PERMIT_INVALID = "INTERVIEW_PERMIT_INVALID"
    RATE_LIMIT_EXCEEDED = "RATE_LIMIT_EXCEEDED"
    AI_SERVICE_TIMEOUT = "AI_SERVICE_TIMEOUT"
    AI_SERVICE_UNAVAILABLE = "AI_SERVICE_UNAVAILABLE"
    AI_RATE_LIMITED = "AI_RATE_LIMITED"
    AI_OVERLOADED = "AI_OVERLOADED"
    AI_NO_CREDIT = "AI_NO_CREDIT"
    AI_BLOCKED = "AI_BLOCKED"
    AI_API_KEY_INVALID = "AI_API_KEY_INVALID"
    AI_WRONG_ADDRESS = "AI_WRONG_ADDRESS"
    AI_MODEL_UNKNOWN = "AI_MODEL_UNKNOWN"
    AI_RESPONSE_INVALID = "AI_RESPONSE_INVALID"
    AI_TOO_LONG = "AI_TOO_LONG"
    AI_DECLINED = "AI_DECLINED"
    AI_FILTERED = "AI_FILTERED"
    AI_BUDGET_REACHED = "AI_BUDGET_REACHED"
    AI_BUDGET_HELD = "AI_BUDGET_HELD"
    EXPORT_PDF_FAILED = "EXPORT_PDF_FAILED"
    SHARE_NOT_FOUND = "SHARE_NOT_FOUND"
    SHARING_NEEDS_SIGN_IN = "SHARING_NEEDS_SIGN_IN"
    MENTOR_NOT_FOUND = "MENTOR_NOT_FOUND"
    MENTOR_NAME_MISSING = "MENTOR_NAME_MISSING"
    MENTOR_POINT_UNKNOWN = "MENTOR_POINT_UNKNOWN"
    MENTOR_NOTE_CHANGED = "MENTOR_NOTE_CHANGED"
    MENTOR_FILE_INVALID = "MENTOR_FILE_INVALID"
    MENTOR_FILE_TOO_LARGE = "MENTOR_FILE_TOO_LARGE"
    MENTOR_FILE_OF_ANOTHER_INTERVIEW = "MENTOR_FILE_OF_ANOTHER_INTERVIEW"
    MODEL_CHOICE_INVALID = "MODEL_CHOICE_INVALID"
    MODEL_CHOICE_LOCKED = "MODEL_CHOICE_LOCKED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    STORE_NOT_WRITTEN = "STORE_NOT_WRITTEN"
    INTERNAL_ERROR = "INTERNAL_ERROR"


class InterviewError(Exception):
    """A failure with a code for programs and a message for the user.

    `retry_after` is in seconds, or None where waiting is not known to help. `words` are what a foreign server said of
    it ("": nothing), without what it repeats of a request: for whoever runs the app, never for a candidate's page.
    """

    def __init__(self, code: Code, message: Message, *, retry_after: float | None = None, words: str = "") -> None:
        super().__init__(f"{code}: {message.code}")
        self.code = code
        self.message = message
        self.retry_after = retry_after
        self.words = words


class NotFound(InterviewError):
    """It is not there, or it belongs to somebody else."""


class Invalid(InterviewError):
    """The input cannot be used as it is."""


class Conflict(InterviewError):
    """The interview has moved on since the caller last looked."""


class Unavailable(InterviewError):
    """Something outside is away; the same call may work later."""


class Failed(InterviewError):
    """It did not work, and repeating it unchanged will not help."""
