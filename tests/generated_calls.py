"""Calls to every operation of the API as its own description generates them, and what became of them.

Nothing is thrown while they run: what is wrong is kept with how to repeat it, so that one defect hides no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from random import Random
from typing import Any

import requests
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.openapi import from_dict
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.real_values import REAL, Real
from tests.seeded_api import SeededApi, one_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# A call that takes longer counts as one without a reply, in seconds: a PDF takes a second on two busy cores.
CALL_LIMIT_S = 20.0
# Of five calls one keeps what was generated also where something real could stand.
AS_GENERATED = 5
# A child process that reads a file, or a PDF: so many times fewer of these calls.
DEAR = {
    "POST /resumes": 3,
    "DELETE /resumes/{resume_id}": 3,
    "GET /interview/sessions/{session_id}/export": 3,
    "GET /my-data/export": 3,
}
# A link leads on with 303 where others succeed with 2xx: that is what this operation is for.
LEADS_ON = {"GET /language/{language}": 303}
_IDS = ("session_id", "resume_id", "target_id", "story_id", "share_id", "mentor_id")


@dataclass
class Line:
    """What became of the calls to one operation."""

    operation: str
    statuses: Counter[int] = field(default_factory=Counter)
    with_ids: int = 0
    with_real_ids: int = 0

    @property
    def calls(self) -> int:
        return self.statuses.total()

    @property
    def succeeded(self) -> float:
        """The share of calls with 2xx, or with what success is here; 0 to 1."""
        success = LEADS_ON.get(self.operation)
        return sum(n for status, n in self.statuses.items() if status // 100 == 2 or status == success) / self.calls


@dataclass
class Tally:
    """All calls by operation, and by what was wrong one call that shows it."""

    lines: dict[str, Line] = field(default_factory=dict)
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        return sum(line.calls for line in self.lines.values())

    def table(self) -> str:
        """One line for each operation: calls, share that succeeded, statuses with how often they came."""
        rows = [f"{'operation':<62} calls    ok  statuses"]
        for line in self.lines.values():
            statuses = ", ".join(f"{status}: {count}" for status, count in sorted(line.statuses.items()))
            rows.append(f"{line.operation:<62} {line.calls:>5} {line.succeeded:>5.0%}  {statuses}")
        return "\n".join([*rows, f"{'all':<62} {self.calls:>5}"])


class Caller:
    """Calls the operations that the app describes, with what it holds, and keeps a tally."""

    def __init__(self, api: SeededApi) -> None:
        self._api = api
        self._schema = from_dict(api.described())
        session = requests.Session()
        session.trust_env = False
        # The language that one call chose would stay for all others.
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._reached: dict[str, Any] = {"session": session, **api.reached}
        self.tally = Tally()

    def operations(self) -> Iterator[Any]:
        """Those of the description, in its order."""
        for found in self._schema.get_all_operations():
            assert isinstance(found, Ok), found
            yield found.ok()

    def call(self, operation: Any, *, fitting: int, unfitting: int) -> Line:
        """Call one operation with so many values that fit its description, and so many of which one does not; all fit
        where any value does. The numbers decide all values, so that a second run repeats the first."""
        self.tally.lines.setdefault(operation.label, Line(operation.label))
        if not _can_be_broken(operation):
            fitting, unfitting = fitting + unfitting, 0
        for mode, count in ((GenerationMode.POSITIVE, fitting), (GenerationMode.NEGATIVE, unfitting)):
            if count:
                self._generate(operation, mode, count)
        return self.tally.lines[operation.label]

    def _generate(self, operation: Any, mode: GenerationMode, count: int) -> None:
        numbers = iter(range(count))

        # The number makes calls differ where an operation has no parameters: no two examples are the same.
        @settings(
            max_examples=count,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @seed(0)
        @given(operation.as_strategy(generation_mode=mode), st.integers(0, 2**32))
        def each(case: Case[Any], drawn: int) -> None:
            number = next(numbers, None)
            if number is not None:
                self._one(case, Random(drawn), is_real=number % AS_GENERATED < AS_GENERATED - 1)

        each()

    def _one(self, case: Case[Any], pick: Random, *, is_real: bool) -> None:
        line = self.tally.lines[case.operation.label]
        owner = one_of(pick, self._api.people)
        real = REAL[case.operation.label](self._api, owner, pick) if is_real else Real()
        _put(case, real)
        ids = [name for name in _IDS if name in case.path_parameters]
        line.with_ids += bool(ids)
        line.with_real_ids += bool(ids) and all(case.path_parameters[name] == real.path.get(name) for name in ids)
        known = {} if ParameterLocation.HEADER in _negated(case) else real.headers
        headers = {**self._api.headers(real.owner or owner), **known}
        more: dict[str, Any] = {"files": real.files} if real.files is not None and not _negated(case) else {}
        try:
            response = case.call(headers=headers, timeout=CALL_LIMIT_S, **self._reached, **more)
        except Exception as exc:
            # Too slow, or an error that nobody caught where the API runs in this process.
            self._note(case, "no reply", f"{exc!r}: {case.as_curl_command(headers=headers)}")
            return
        line.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS, headers=headers, transport_kwargs={"headers": headers})
        except FailureGroup as group:
            for failure in group.exceptions:
                self._note(case, f"{failure.title}, {response.status_code}", str(group)[:2000])

    def _note(self, case: Case[Any], what: str, shown: str) -> None:
        self.tally.wrong.setdefault((case.operation.label, what), shown)


def _put(case: Case[Any], real: Real) -> None:
    """Put real values where the case has a place for them, but not where it is meant to have wrong ones."""
    negated = _negated(case)
    if ParameterLocation.PATH not in negated:
        known = {name: value for name, value in real.path.items() if name in case.path_parameters}
        case.path_parameters = {**case.path_parameters, **known}
    if ParameterLocation.QUERY not in negated:
        described = {each.name for each in case.operation.query}
        case.query = {**case.query, **{name: value for name, value in real.query.items() if name in described}}
    if ParameterLocation.BODY not in negated and isinstance(case.body, dict):
        known = {name: value for name, value in real.body.items() if name in _fields(case)}
        case.body = {**case.body, **known}


def _fields(case: Case[Any]) -> set[str]:
    """The names that the body of this operation may have."""
    schema = case.operation.body[0].resolved_schema
    alternatives = [schema, *schema.get("anyOf", ())]
    return {name for each in alternatives for name in each.get("properties", ())}


def _negated(case: Case[Any]) -> set[ParameterLocation]:
    meta = case.meta
    return {place for place, part in meta.components.items() if part.mode.is_negative} if meta else set()


def _can_be_broken(operation: Any) -> bool:
    """Whether a call can have a value that does not fit: any word fits an id."""
    if operation.body or operation.query:
        return True
    return any(set(each.definition["schema"]) - {"type", "title"} for each in operation.path_parameters)
