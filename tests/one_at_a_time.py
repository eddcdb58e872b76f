"""What a well-behaved model replies where the questions of an interview are asked for one at a time.

Its plan says in full what each question shall ask, so that calls at the same time do not meet; long replies are as long
as those of the question bank are, about 670 tokens a question.
"""

from __future__ import annotations

from typing import Any

from tests import openai_replies

_LISTS = ("achievements", "projects", "skills", "job_requirements", "facts", "leave_out", "asked_before")
_FILL = {
    "en": (
        "It names the case, the people who were there and what each of them wanted from it at that time.",
        "It says which numbers were looked at before and after, and how anybody could have been wrong about them.",
        "It tells what was tried first, why that was given up, and what the second way cost in time and money.",
        "It ends with what would be done differently today, and how one would notice early that it goes wrong.",
    ),
    "de": (
        "Sie nennt den Fall, wer dabei war und was jede und jeder damals davon wollte.",
        "Sie sagt, welche Zahlen vorher und nachher galten und wie man sich darin hätte irren können.",
        "Sie erzählt, was zuerst versucht wurde, warum das aufgegeben wurde und was der zweite Weg gekostet hat.",
    ),
    "zh": ("答案会说明当时的情况、在场的人以及每个人想要什么。", "答案会给出前后的数字，并说明哪里可能看错。"),
}


def _whole(material: dict[str, Any]) -> dict[str, Any]:
    lines = str(material.get("resume", "")).splitlines()
    skills = [
        {"name": name, "line": next((line for line in lines if name in line), "")}
        for name in material.get("skills", [])
    ]
    return {name: [] for name in _LISTS} | material | {"skills": skills}


def opening(material: dict[str, Any]) -> dict[str, Any]:
    """The words of a question with where it comes from."""
    told = _whole(material)
    slot, about = told["slot"], told["about"]
    known = list(told["asked_before"])
    text, name, line, requirement = openai_replies.question_text(slot, told, known)
    if about:
        text, name, line, requirement = about, *_behind(about, told, (name, line, requirement))
    category = name if slot["kind"] == "skill" else slot["kind"]
    return {"text": text, "category": category, "reason": line, "requirement": requirement}


def _behind(about: str, told: dict[str, Any], otherwise: tuple[str, str, int]) -> tuple[str, str, int]:
    """What of the material a planned question is about: (name, line, number of the requirement)."""
    found = [(entry["line"], entry["line"], 0) for entry in told["achievements"]]
    found += [(entry["name"], entry["line"], 0) for entry in (*told["projects"], *told["skills"])]
    found += [(entry["skill"], "", entry["number"]) for entry in told["job_requirements"]]
    return next((each for each in found if each[0] and each[0].casefold() in about.casefold()), otherwise)


def whole(material: dict[str, Any]) -> dict[str, Any]:
    """A question with everything that belongs to it."""
    asked = opening(material)
    return asked | openai_replies.details(asked["category"], material["language"])


def details(material: dict[str, Any]) -> dict[str, Any]:
    """What belongs to a question that is there."""
    return openai_replies.details(material["category"], material["language"])


def angles(material: dict[str, Any]) -> dict[str, Any]:
    """For every place the question that it shall ask."""
    told = _whole(material)
    known = [*told["asked_before"], told["opening"]]
    places = []
    for place in told["places"]:
        text = openai_replies.question_text(place, told, known)[0]
        known.append(text)
        places.append({"place": place["place"], "about": text})
    return {"places": places}


def lengthened(reply: dict[str, Any], language: str) -> dict[str, Any]:
    """A reply whose questions are as long as those of the bank."""
    if "questions" in reply:
        return {"questions": [lengthened(item, language) for item in reply["questions"]]}
    if "key_points" not in reply or "follow_ups" not in reply:
        return reply
    fill = _FILL[language]
    more = {
        "key_points": [f"{point} {fill[at % len(fill)]}" for at, point in enumerate(reply["key_points"])],
        "reference_answer": " ".join((reply["reference_answer"], *fill, *fill[:2])),
        "follow_ups": [
            {
                **plan,
                "text": _another(plan["text"], at, language),
                "reference_answer": " ".join((plan["reference_answer"], *fill[:3])),
            }
            for at, plan in enumerate([*reply["follow_ups"], *reply["follow_ups"]][:2])
        ],
    }
    return reply | more


def _another(text: str, at: int, language: str) -> str:
    more = {"de": ", und wer hätte es dir zuerst gesagt"}.get(language, ", and who would have told you first")
    return text if not at else f"{text[:-1]}{more}{text[-1]}"
