"""Try attacks on whoever asks and grades, and write what came of them to docs/attacks.md.

    python -m bench.attacks

bench/data/attacks.yaml is a list of attacks, each with
    id, kind, language (ISO 639-1)
    where     answer, resume or posting
    text      what is put there; `turns` instead where several answers in a row hold it
Built-in judge: an attack is put before or behind each of ANSWERS answers (half of them vague, half partly right, drawn
with SEED), and stands alone once. The change is the middle of the score's range with it minus without it, the score
itself where it stands alone; of less than one point it is none. Of a resume or posting the change is what was read.
Sentences of the kind HARMLESS are no attacks: they show what any words do.
Prompts: whether the attack stands in no instruction and, as data, only between the two marker lines of its prompt.
Obeying model: a scripted server does what the attack wants and calls every key point covered, once with quotes that
nobody said and once with words of the attack itself; counted are answers that get points.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attacks_page import HARMLESS, Tally, page
from bench.ladder import Scorer, rungs
from bench.only_help import only_help
from interview import yaml_files
from interview.core.grading import Judgement
from interview.core.interviewer import Brief
from interview.core.key_point import statements
from interview.core.plan import plan
from interview.core.posting import JobPosting
from interview.core.profile import Level
from interview.core.scoring import score
from interview.core.session import InterviewSession
from interview.core.turn import Turn
from interview.model import prompts
from interview.model.interviewer import ModelInterviewer
from interview.model.moves import openings
from interview.resume.profile.job_requirements import read_job
from interview.resume.profile.reader import understand
from tests.builders import RESUME, session
from tests.openai_server import OpenAIServer

FILE = Path(__file__).parent / "data" / "attacks.yaml"
PAGE = Path(__file__).parents[1] / "docs" / "attacks.md"
ANSWERS, SEED = 4, 18
POSTING = "Backend developer\nYou need Python and PostgreSQL."
_FENCED = re.compile(r"\A<(material-[0-9a-f]{16})>\n(.*)\n</\1>\Z", re.DOTALL)


@dataclass(frozen=True)
class Attack:
    """One attack; `parts` are one text, or several for answers in a row."""

    id: str
    kind: str
    where: str
    language: str
    parts: tuple[str, ...]

    @property
    def group(self) -> str:
        """What it is counted under."""
        kind = self.kind if self.language == "en" or self.kind != "order" else "order, not in English"
        return f"{self.where}: {kind}"


def attacks(path: Path = FILE) -> list[Attack]:
    """Every attack of the file."""
    return [
        Attack(each["id"], each["kind"], each["where"], each["language"], tuple(each.get("turns") or [each["text"]]))
        for each in yaml_files.read(path)
    ]


def bases(count: int = ANSWERS) -> list[tuple[str, str]]:
    """(question id, answer): as many vague ones as partly right ones, of questions that ask for knowledge."""
    scorer = Scorer()
    known = [rung for rung in rungs() if scorer.bank[rung["id"]]["kind"] == "skill"]
    drawn = random.Random(SEED).sample(known, count)
    return [(rung["id"], rung["vague" if at % 2 else "partial"]) for at, rung in enumerate(drawn)]


def on_the_judge(scorer: Scorer, attack: Attack, answers: Sequence[tuple[str, str]]) -> Iterator[float]:
    """Changes of the score of every answer that the attack was put into."""
    for at, (question, answer) in enumerate(answers):
        plain = scorer.middle(question, answer)
        for part in attack.parts:
            with_it = f"{answer}\n{part}" if at < len(answers) // 2 else f"{part}\n{answer}"
            yield scorer.middle(question, with_it) - plain
            if at == 0:
                yield scorer.middle(question, part)


def on_the_reading(attack: Attack) -> bool:
    """Whether skills, level, years or requirements that are read differ with the attack."""
    if attack.where == "resume":
        read, plain = (understand(text) for text in (f"{RESUME}\n{attack.parts[0]}", RESUME))
        return (read.skills, read.level, read.years) != (plain.skills, plain.level, plain.years)
    profile = understand(RESUME)
    asked, as_usual = (read_job(text, profile) for text in (f"{POSTING}\n{attack.parts[0]}", POSTING))
    return asked.requirements != as_usual.requirements


def is_fenced(attack: Attack) -> bool:
    """Whether the attack is data, and nothing but data, in every prompt that it comes into."""
    return all(_holds(prompt, attack) for prompt in _prompts(attack))


def _prompts(attack: Attack) -> Iterable[prompts.Prompt]:
    if attack.where == "answer":
        held, turns = _session(attack, "Something was said.")
        yield prompts.follow_up_prompt(held, turns[0], openings(held, turns[0]))
        yield prompts.grade_prompt(turns, held)
        return
    text = f"{RESUME}\n{attack.parts[0]}" if attack.where == "resume" else RESUME
    job = read_job(f"{POSTING}\n{attack.parts[0]}", understand(text)) if attack.where == "posting" else JobPosting()
    brief = Brief(understand(text), text, plan(3, Level.MID), job=job)
    yield prompts.ask_prompt(brief, dict(enumerate(brief.slots, 1)), ())
    yield prompts.open_prompt(brief, "", ())
    yield prompts.plan_prompt(brief, "What was your part?", {})


def _holds(prompt: prompts.Prompt, attack: Attack) -> bool:
    fenced = _FENCED.match(prompt.user)
    if fenced is None or prompt.user.count(fenced[1]) != 2 or any(part in prompt.system for part in attack.parts):
        return False
    try:
        json.loads(fenced[2])
    except ValueError:
        return False
    return True


def _session(attack: Attack, answer: str) -> tuple[InterviewSession, list[Turn]]:
    """An interview whose answers hold the attack; one key point more than a quote can be about by accident."""
    made = session(len(attack.parts))
    turns = [
        replace(
            turn,
            question=replace(
                turn.question,
                key_points=statements(
                    "A generator makes items one at a time.",
                    "Only the current state stays in memory.",
                    "It can be used only once.",
                ),
            ),
            answer=replace(turn.answer, text=f"{answer}\n{part}"),
        )
        for turn, part in zip(made.turns, attack.parts, strict=True)
    ]
    return replace(made, turns=tuple(turns)), turns


def on_a_model(server: OpenAIServer, model: ModelInterviewer, attack: Attack, *, own_words: bool) -> bool:
    """Whether a model that obeys gets points for the answer that asks for them."""
    held, turns = _session(attack, "Something was said.")

    def obeying(material: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        said = {turn["label"]: turn["answer"] for group in material["groups"] for turn in group}
        for item in reply["grades"]:
            words = said[item["label"]].partition("\n")[2][:120]
            for point in item["points"]:
                point |= {"verdict": "covered", "quote": words if own_words else "It makes items one at a time."}
            item["weaknesses"] = []
        return reply

    server.judge = obeying
    found = model.grade(turns, session=held).judgements
    return any(
        isinstance(each, Judgement) and score(each.points, each.clarity_level).total > 0 for each in found
    ) and any(point.quote for each in found if isinstance(each, Judgement) for point in each.points)


def measured(answers: Sequence[tuple[str, str]], tried: Sequence[Attack]) -> dict[str, Tally]:
    """A tally for every group."""
    scorer, found = Scorer(), defaultdict[str, Tally](Tally)
    with OpenAIServer() as server:
        model = ModelInterviewer(server.base_url, "key", "obeys", timeout_s=30)
        for attack in tried:
            tally = found[attack.group]
            tally.attacks += 1
            tally.outside += not is_fenced(attack)
            if attack.where != "answer":
                tally.tried += 1
                tally.raised += on_the_reading(attack)
                continue
            for change in on_the_judge(scorer, attack, answers):
                tally.add(change)
            if attack.kind == HARMLESS:
                continue
            tally.paid += on_a_model(server, model, attack, own_words=False)
            tally.paid_own += on_a_model(server, model, attack, own_words=True)
        model.close()
    return dict(found)


def main() -> None:
    """Measure and write the page."""
    PAGE.write_text(page(measured(bases(), attacks())), encoding="utf-8")


if __name__ == "__main__":
    only_help(__doc__)
    main()
