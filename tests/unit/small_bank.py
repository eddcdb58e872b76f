"""A small bank for tests of choosing and practice: questions whose words never resemble each other."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from interview.core.question import QuestionKind
from interview.question_bank.bank import QuestionBank, Topic


def invented(name: str, count: int) -> str:
    """`count` words that no other name gives."""
    return " ".join("w" + sha256(f"{name}{number}".encode()).hexdigest()[:7] for number in range(count))


def question(id: str, difficulty: str = "easy", **changed: Any) -> dict[str, Any]:
    return {
        "id": id,
        "difficulty": difficulty,
        "question": f"How do {invented(id, 6)} work?",
        "key_points": [f"point {number} says {invented(f'{id}-{number}', 5)}" for number in range(3)],
        "misconceptions": [f"wrongly {invented(f'{id}-m{number}', 5)}" for number in range(2)],
        "reference": invented(f"{id}-r", 90),
        "hint": f"Think of {invented(f'{id}-h', 4)}.",
        "follow_ups": [
            {
                "question": f"And what about {invented(f'{id}-f{number}', 4)}?",
                "targets": [number],
                "key_points": [f"deeper {invented(f'{id}-f{number}-{point}', 5)}" for point in range(2)],
                "reference": invented(f"{id}-fr{number}", 50),
            }
            for number in range(2)
        ],
    } | changed


def told(id: str, difficulty: str = "easy", **changed: Any) -> dict[str, Any]:
    """A question about a story, judged by how it is told."""
    base = question(id, difficulty)
    follow_ups = [follow_up | {"key_points": ["result", "lesson"]} for follow_up in base["follow_ups"]]
    own = {"key_points": ["situation", "own_action", "result"], "misconceptions": [], "follow_ups": follow_ups}
    return base | own | changed


def topic(name: str, area: str = "Languages", skills: tuple[str, ...] = (), per_level: int = 2) -> Topic:
    identity = name.lower().replace(" ", "-")
    return Topic.model_validate(
        {
            "topic": identity,
            "name": name,
            "kind": "skill",
            "area": area,
            "skills": skills or (name,),
            "questions": [
                question(f"{identity}-{difficulty}-{number}", difficulty)
                for difficulty in ("easy", "medium", "hard")
                for number in range(per_level)
            ],
        }
    )


def told_topic(kind: QuestionKind, questions: list[dict[str, Any]]) -> Topic:
    return Topic.model_validate(
        {"topic": str(kind), "name": f"Your {kind}", "kind": kind, "area": "General", "questions": questions}
    )


def small_bank(*more: Topic) -> QuestionBank:
    """Six technologies, two foundations, two topics for everybody, projects and behaviour."""
    projects = [
        told("project-start", question=f"Let us talk about {{project}}. Why {invented('start', 5)}?"),
        told("project-tool", question=f"In {{project}}, where did {{technology}} help {invented('tool', 5)}?"),
        told("project-part", "medium", question=f"As {{role}} on {{project}}, {invented('part', 5)}?"),
        told("project-end", "hard", question=f"How did {{project}} end, {invented('end', 5)}?"),
    ]
    behaviour = [told(f"behavioural-{level}-{n}", level) for level in ("easy", "medium", "hard") for n in range(2)]
    return QuestionBank(
        [
            *(topic(name) for name in ("Python", "Go", "Rust")),
            topic("Redis", "Data stores", ("Redis", "Valkey")),
            topic("Kafka", "Systems"),
            topic("Spring", "Web", ("Spring", "Spring Boot")),
            topic("Algorithms", "Foundations"),
            topic("Networking", "Foundations"),
            topic("Teamwork", "General"),
            topic("Planning", "Product and process", ("Scrum",)),
            told_topic(QuestionKind.PROJECT, projects),
            told_topic(QuestionKind.BEHAVIOURAL, behaviour),
            *more,
        ]
    )
