"""How one operation comes to a way of asking that its server takes, and what is learned on the way.

A refused request leaves one optional part out of the next; only a reply proves that this was right. It sends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from interview.model.known_servers import KnownServers
from interview.model.refusals import Refusal
from interview.model.requests import Request
from interview.model.what_is_taken import LEVELS, MOST_TOKENS, Part, Step, without_what_was_refused

_GUESSES = (
    Part.EXTRAS,
    Part.FORMAT,
    Part.SEED,
    Part.TEMPERATURE,
    Part.EFFORT,
    Part.USAGE,
    Part.CAP,
    Part.STREAM,
    Part.ROLE,
)
"""In the order of how often a server refuses a part without naming it."""
_GUESSES_OF_A_SHAPE = (Part.EXTRAS, Part.FORMAT)
"""What may still be refused where other requests were answered: these depend on what is asked."""


class Negotiation:
    """Of one operation with one server and model. A hasty one tries nothing that is not known to be taken."""

    def __init__(self, known: KnownServers, server: str, model: str, *, is_hasty: bool) -> None:
        self._known = known
        self._server, self._model = server, model
        self._is_hasty = is_hasty
        self._base = known.way(server, model)
        self._steps: list[Step] = []
        self._trial: Part | None = None
        self.way = self._base

    def begin(self) -> None:
        """Before a request and its repetitions: take over what others learned, and put one part back if it is time."""
        if self._steps:
            return
        self._base = self.way = self._known.way(self._server, self._model)
        self._trial = None if self._is_hasty else self._known.to_try(self._server, self._model)
        if self._trial is not None:
            self.way = self._base.more(self._trial)

    def failed(self) -> None:
        """The request failed for another reason, which teaches nothing; a trial ends with it."""
        if self._trial is not None:
            self._trial, self.way = None, self._base

    def refused(self, refusal: Refusal, request: Request) -> Part | None:
        """The part that is asked in another form from now on; None where what is optional is not to blame."""
        if self._trial is not None:
            return self._refused_trial(refusal)
        others = self._known.way(self._server, self._model)
        if others != self._base and not self._steps:
            changed = next((part for part in Part if others.level(part) != self.way.level(part)), None)
            self._base = self.way = others
            if changed is not None:
                return changed
        step = without_what_was_refused(refusal, self.way, request.sent, request.cap, self._guesses())
        if step is None:
            if any(not one.is_named for one in self._steps):
                self._known.guess_in_vain(self._server, self._model)
            return None
        self._steps.append(step)
        self.way = step.way
        return step.part

    def answered(self) -> None:
        """The server took the request as it was: remember what that shows."""
        self._known.prove(self._server, self._model)
        if self._trial is not None:
            level = self.way.level(self._trial)
            self._learn(self._trial, level, is_sure=level == LEVELS[self._trial][0])
        else:
            last = self._steps[-1].part if self._steps else None
            sure = {step.part for step in self._steps if step.is_named} | {last}
            for part in self.way.changed_from(self._base):
                self._learn(part, self.way.level(part), is_sure=part in sure)
            if self.way.most_tokens not in (None, self._base.most_tokens):
                self._learn(MOST_TOKENS, str(self.way.most_tokens))
        self._steps, self._trial, self._base = [], None, self.way

    def _refused_trial(self, refusal: Refusal) -> Part | None:
        trial, self._trial, self.way = self._trial, None, self._base
        assert trial is not None
        if refusal.is_of_length or refusal.is_of_something_else or not refusal.is_of_the_request:
            return None
        self._learn(trial, self._base.level(trial))
        return trial

    def _guesses(self) -> Sequence[Part]:
        if not self._known.may_guess(self._server, self._model):
            return ()
        return _GUESSES_OF_A_SHAPE if self._known.is_proven(self._server, self._model) else _GUESSES

    def _learn(self, part: str, level: str, *, is_sure: bool = True) -> None:
        self._known.learn(self._server, self._model, part, level, is_sure=is_sure)
