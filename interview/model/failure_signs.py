"""By which names and words a server's failure is known: one table, in the order it is read.

A name (a code, type or status field) decides first, then the beginning of a sentence, then the HTTP status. Names that
providers use for anything ("invalid_request_error", "rate_limit_exceeded" for too long a text) are not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from interview.model.server_errors import Told

_READ_CHARS = 300
"""What a sentence says of itself comes first; further on it may repeat what was sent."""


class Kind(StrEnum):
    """What a server's failure is about."""

    WRONG_REPLY = "wrong reply"
    FILTERED = "filtered"
    USED_UP = "used up for today"
    BUSY = "asked too often"
    BLOCKED = "blocked"
    NO_CREDIT = "no credit"
    TOO_LONG = "too long"
    MODEL_UNKNOWN = "model unknown"
    KEY = "key refused"
    LOADING = "still loading"
    NO_MEMORY = "too big for its computer"
    OVERLOADED = "overloaded"
    FORMAT = "stumbles over the format"
    REFUSED = "request refused"
    WRONG_ADDRESS = "not a model address"
    LATE = "too late"
    BROKEN = "broken"


@dataclass(frozen=True)
class Sign:
    """`from_status` keeps a sign to failures of that status and above."""

    kind: Kind
    names: frozenset[str]
    words: re.Pattern[str]
    from_status: int = 0


def _sign(kind: Kind, names: str, words: str, from_status: int = 0) -> Sign:
    return Sign(kind, frozenset(names.split()), re.compile(words or r"(?!)", re.IGNORECASE), from_status)


SIGNS = (
    _sign(Kind.WRONG_REPLY, "json_validate_failed tool_use_failed", r"failed to generate json|failed_generation"),
    _sign(
        Kind.FILTERED,
        "content_filter content_policy_violation responsibleaipolicyviolation invalid_prompt data_inspection_failed "
        "datainspectionfailed moderation_blocked prohibited_content safety 1301",
        r"content management policy|content.?(?:filter|policy)|(?:was|were|been|input) flagged|violat\w+ .{0,30}polic"
        r"|content exists risk|considered high risk|inappropriate content|敏感内容|内容.{0,12}违规",
    ),
    _sign(Kind.TOO_LONG, "", r"request too large|reduce your message size|tokens must be reduced"),
    _sign(
        Kind.BUSY,
        "resource_exhausted rate_limit_error rate_limited ratelimitreached throttling 1302",
        r"rate.?limit|too many (?:requests|concurrent)|(?:tokens|requests).{0,20}per.?min|quota exceeded for metric"
        r"|please retry in \d|(?:频率|速率).{0,6}(?:限|过)|过于频繁",
    ),
    _sign(
        Kind.BLOCKED,
        "unsupported_country_region_territory ip_not_authorized model_terms_required account_deactivated "
        "organization_restricted",
        r"(?:country|region|territory|location).{0,30}(?:not|un) ?(?:supported|available|allowed)"
        r"|(?:supported|available|allowed) in (?:your|this|the) (?:country|region|location|territory)"
        r"|data policy|accept.{0,40}terms|terms.{0,20}accept|must be verified to use"
        r"|(?:account|organization|project).{0,30}(?:deactivated|suspended|disabled|banned|restricted)",
    ),
    _sign(
        Kind.NO_CREDIT,
        "insufficient_quota insufficient_credits insufficient_balance billing_not_active billing_hard_limit_reached "
        "arrearage budget_exceeded exceeded_current_quota_error billing_error 1113 1008",
        r"insufficient.{0,20}(?:credit|balance|quota|fund)|(?:credit|account) balance|more credits|out of credits"
        r"|(?:no|any|enough) (?:\w+ )?credits|billing (?:details|account|limit|hard|is )|payment required"
        r"|budget has been exceeded|exceededbudget"
        r"|exceeded your current quota|spend\w* limit|in good standing|余额不足|欠费|额度不足|请充值",
    ),
    _sign(
        Kind.REFUSED,
        "extra_forbidden unsupported_parameter unsupported_value unknown_parameter",
        r"max(?:_completion)?_tokens\b.{0,30}(?:too large|not supported|must be|at most)|extra inputs are not permitted"
        r"|unsupported (?:parameter|value)|unknown name|no endpoints found that support|must be verified to stream",
    ),
    _sign(
        Kind.TOO_LONG,
        "context_length_exceeded exceed_context_size_error string_above_max_length context_window_exceeded "
        "request_too_large",
        r"context.{0,12}(?:length|window|size)|\b(?:maximum|max|too many|exceeds?|exceeded|exceeding)\b.{0,40}\btokens"
        r"|(?:prompt|input) (?:is )?too long|too large for|reduce the length|range of input length"
        r"|keep (?:from|the first)|contextwindowexceeded|上下文长度|超过.{0,12}长度",
    ),
    _sign(
        Kind.MODEL_UNKNOWN,
        "model_not_found deploymentnotfound invalid_model model_not_supported model_decommissioned modelnotfound "
        "unknown_model 1211",
        r"models?\b.{0,80}(?:does not exist|not exist|not found|decommissioned|not loaded)"
        r"|not a valid model|(?:invalid|unknown|unsupported|no such) model|no models? (?:\w+ ){0,2}loaded"
        r"|not a chat model|does not support chat|try pulling|deployment.{0,60}does not exist|access to (?:the )?model"
        r"|no endpoints found|^model: |模型不存在",
    ),
    _sign(
        Kind.KEY,
        "invalid_api_key api_key_invalid authentication_error unauthenticated invalid_authentication_error "
        "api_key_expired no_db_connection",
        r"(?:api|access|subscription).?key.{0,40}(?:invalid|incorrect|not valid|missing|expired|leaked|not found)"
        r"|(?:invalid|incorrect|missing|wrong|no) (?:\w+ )?(?:api.?key|authentication|authorization|credential)"
        r"|authentication (?:fails|failed|error)|(?:令牌|密钥).{0,8}(?:过期|无效|错误|不正确)",
    ),
    _sign(
        Kind.NO_MEMORY,
        "",
        r"more (?:system )?memory|out of memory|unable to allocate|insufficient (?:system )?(?:memory|resources)"
        r"|model failed to load|failed to load model|resource limitations",
    ),
    _sign(Kind.LOADING, "", r"loading model|model.{0,80}(?:is|still) (?:currently )?(?:loading|being loaded)"),
    _sign(
        Kind.OVERLOADED,
        "overloaded_error engine_overloaded_error server_overloaded service_tier_capacity_exceeded unavailable 3505",
        r"overloaded|(?:over|at) capacity|capacity exceeded|no (?:healthy|available) (?:deployment|worker|capacity)"
        r"|server.{0,6} busy|服务.{0,6}繁忙|访问量过大",
    ),
    _sign(
        Kind.FORMAT,
        "response_format",
        r"json.?schema|response_format|grammar|structured output",
        from_status=500,
    ),
)

_OF_A_DAY = re.compile(
    r"(?:tokens|requests|models|messages|quota|limit).{0,24}per.?day|per.?day.{0,12}limit|daily (?:limit|quota|request)"
    r"|\((?:TPD|RPD)\)|per 86400|每日.{0,8}限",
    re.IGNORECASE,
)

_BY_STATUS = {
    401: Kind.KEY,
    402: Kind.NO_CREDIT,
    403: Kind.BLOCKED,
    404: Kind.WRONG_ADDRESS,
    405: Kind.WRONG_ADDRESS,
    408: Kind.LATE,
    410: Kind.WRONG_ADDRESS,
    413: Kind.TOO_LONG,
    429: Kind.BUSY,
    451: Kind.BLOCKED,
    498: Kind.OVERLOADED,
    503: Kind.OVERLOADED,
    504: Kind.LATE,
    524: Kind.LATE,
    529: Kind.OVERLOADED,
}


def kind_of(told: Told) -> Kind | None:
    """What a failure is about; None when the server gave no sign at all."""
    signs = [sign for sign in SIGNS if (told.status or 0) >= sign.from_status]
    beginnings = [sentence[:_READ_CHARS] for sentence in told.sentences]
    named = next((sign.kind for sign in signs if sign.names & told.names), None)
    kind = named or next((sign.kind for sign in signs if any(map(sign.words.search, beginnings))), None)
    if kind is None and told.status is not None:
        kind = _of_status(told.status)
    return Kind.USED_UP if kind is Kind.BUSY and any(map(_OF_A_DAY.search, beginnings)) else kind


def _of_status(status: int) -> Kind:
    if status >= 500:
        return _BY_STATUS.get(status, Kind.BROKEN)
    return _BY_STATUS.get(status, Kind.REFUSED if status >= 400 else Kind.WRONG_ADDRESS)
