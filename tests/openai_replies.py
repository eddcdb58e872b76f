"""What a well-behaved model would answer to our prompts, made from the words in the material; and spoiled variants."""

from __future__ import annotations

import json
import re
from itertools import cycle
from typing import Any

from interview.question_bank.near_duplicates import is_near_duplicate
from interview.text.languages import NAMES, language_of
from tests import check_replies, one_at_a_time

# How the answers of tests say that somebody has not done it.
_NOT_DONE = re.compile(r"\b(?:I have|I've) never\b|没有.{0,6}(?:过|经验)")
_FENCED = re.compile(r"<(material-[0-9a-f]+)>\n(.*)\n</\1>", re.DOTALL)
_SKILL_QUESTIONS = (
    "Which problem does {0} solve, and where does it stop helping?",
    "A colleague's {0} code fails under load. Which causes would you rule out first?",
    "What trade-off did the designers of {0} accept, and when does it hurt?",
    "Which mistakes do beginners with {0} make, and what breaks later?",
    "How would you test something written with {0} before a release?",
    "Where would you measure performance in {0}, and what would you change?",
)
_PROJECT_QUESTIONS = (
    "What was your own part in {0}, and what came out of it?",
    "Which decision in {0} would you take differently today?",
    "What went wrong during {0}, and who noticed it?",
    "Which constraint shaped the architecture of {0} the most?",
)
_BEHAVIOURAL_QUESTIONS = (
    "Describe a disagreement with a teammate and the way it ended{0}.",
    "When did you miss a deadline, and what did you tell the customer{0}?",
    "Which feedback changed your habits at work{0}?",
    "How did you bring a newcomer up to speed{0}?",
)
_FUNDAMENTAL_QUESTIONS = (
    "Why does the way data is laid out in memory matter for speed{0}?",
    "Which layers does a request cross before your code sees it{0}?",
    "What makes a test suite worth trusting{0}?",
)
_CYCLES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "project": _PROJECT_QUESTIONS,
        "behavioural": _BEHAVIOURAL_QUESTIONS,
        "skill": _SKILL_QUESTIONS,
        "fundamental": _FUNDAMENTAL_QUESTIONS,
    },
    "zh": {
        "project": ("请介绍你在 {0} 中承担的职责和最终结果。", "如果重做 {0}，你会改变哪个决定？"),
        "behavioural": ("请讲一次你和同事意见不合的经历{0}。", "你错过截止日期时是怎样沟通的{0}？"),
        "skill": ("{0} 解决了什么问题，它的局限在哪里？", "团队的 {0} 代码在高负载下出错，你先排查什么？"),
        "fundamental": ("为什么数据在内存中的排列方式会影响速度{0}？", "一个请求到达代码之前会经过哪些层次{0}？"),
    },
    "de": {
        "project": (
            "Welchen Teil von {0} hast du selbst gemacht, und was kam dabei heraus?",
            "Welche Entscheidung bei {0} würdest du heute anders treffen?",
        ),
        "behavioural": (
            "Erzähle von einem Streit mit jemandem im Team und wie er ausging{0}.",
            "Wann hast du einen Termin verpasst, und was hast du der Kundin gesagt{0}?",
        ),
        "skill": (
            "Welches Problem löst {0}, und wo hört der Nutzen auf?",
            "Woran würdest du zuerst denken, wenn eine Anwendung mit {0} unter Last langsam wird?",
        ),
        "fundamental": (
            "Warum ist es für die Geschwindigkeit wichtig, wie Daten im Speicher liegen{0}?",
            "Durch welche Schichten geht eine Anfrage, bevor dein Code sie sieht{0}?",
        ),
    },
}
_SAID: dict[str, dict[str, Any]] = {
    "en": {
        "points": (
            "Names the purpose of {0} in plain words.",
            "Gives one concrete example with a result.",
            "Says which limit or risk remains.",
        ),
        "reference": "The purpose of {0} comes first, then a concrete example with a result, then the limit or risk "
        "that remains and how it is watched.",
        "hint": "Think of one case you know well.",
        "deeper": "Which result would tell you that {0} was the wrong choice?",
        "deeper_points": ("Names a result that can be measured.", "Says what would be done instead."),
        "deeper_reference": "A measured result below the old level, and then going back to it.",
    },
    "zh": {
        "points": ("用简单的话说明 {0} 的用途。", "举一个有结果的具体例子。", "说明还有哪些局限或风险。"),
        "reference": "先说明 {0} 的用途，再举一个有结果的具体例子，最后说明仍然存在的局限或风险。",
        "hint": "想一个你熟悉的例子。",
        "deeper": "什么样的结果会让你认为选择 {0} 是错误的？",
        "deeper_points": ("说出一个可以衡量的结果。", "说明改用什么方案。"),
        "deeper_reference": "如果测得的结果低于原来的水平，就应该退回到原来的方案并分析原因。",
    },
    "de": {
        "points": (
            "Nennt in einfachen Worten, wozu {0} gut ist.",
            "Gibt ein Beispiel mit einem Ergebnis.",
            "Sagt, welche Grenze oder welches Risiko bleibt.",
        ),
        "reference": "Zuerst der Zweck von {0}, dann ein Beispiel mit einem Ergebnis, dann die Grenze, die bleibt.",
        "hint": "Denke an einen Fall, den du gut kennst.",
        "deeper": "An welchem Ergebnis würdest du merken, dass {0} die falsche Wahl war?",
        "deeper_points": ("Nennt ein Ergebnis, das man messen kann.", "Sagt, was man stattdessen täte."),
        "deeper_reference": "Ein gemessenes Ergebnis unter dem alten Stand, und dann der Weg zurück.",
    },
}


_ON = {"move": "on", "claim": "none", "plan": 0, "key_points": []}
_ON |= dict.fromkeys(("anchor", "text", "reference_answer", "hint"), "")


def understand(messages: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """The operation and the material of a request; ("", {}) when it is none of ours."""
    system = next((str(m["content"]) for m in messages if m["role"] in ("system", "developer")), "")
    system = system or str(messages[0]["content"])
    operation = re.match(r"Task: (\w+)", system)
    fenced = next((found for m in messages if (found := _FENCED.search(str(m["content"])))), None)
    if operation is None or fenced is None:
        return "", {}
    wanted = re.findall(r"[Ww]rite [^.]*? in ([A-Z][A-Za-z ]*),", system)
    codes = {name: code for code, name in NAMES.items()}
    return operation[1], {**json.loads(fenced[2]), "language": codes[wanted[-1]] if wanted else ""}


def judged(material: dict[str, Any]) -> list[dict[str, Any]]:
    """The turns of a grading request that are to be judged, in order."""
    return [turn for group in material["groups"] for turn in group if turn["judge"]]


def labels(operation: str, material: dict[str, Any]) -> tuple[str, ...]:
    """Which things a request is about: slot numbers, labels of turns, or nothing."""
    if operation == "ask":
        return tuple(str(slot["slot"]) for slot in material["slots"])
    if operation == "plan":
        return tuple(str(each["place"]) for each in material["places"])
    return tuple(turn["label"] for turn in judged(material)) if operation == "grade" else ()


def reply(operation: str, material: dict[str, Any]) -> dict[str, Any]:
    makers = {
        "ask": _questions,
        "open": one_at_a_time.opening,
        "plan": one_at_a_time.angles,
        "write": one_at_a_time.whole,
        "details": one_at_a_time.details,
        "follow_up": _follow_up,
        "grade": _grades,
        "summarise": _summary,
    }
    return makers[operation](material) if operation in makers else {"ok": True}


def _questions(material: dict[str, Any]) -> dict[str, Any]:
    known: list[str] = list(material["asked_before"])
    questions = []
    for slot in material["slots"]:
        text, about, line, requirement = question_text(slot, material, known)
        known.append(text)
        questions.append(
            {
                "slot": slot["slot"],
                "text": text,
                "category": about if slot["kind"] == "skill" else slot["kind"],
                "difficulty": slot["difficulty"],
                "reason": line,
                "requirement": requirement,
                **details(about, material["language"]),
            }
        )
    return {"questions": questions}


def details(about: str, language: str) -> dict[str, Any]:
    """What a good answer to a question about something holds."""
    said = _SAID[language]
    return {
        "key_points": [point.format(about) for point in said["points"]],
        "reference_answer": str(said["reference"]).format(about),
        "hint": said["hint"],
        "follow_ups": [
            {
                "text": str(said["deeper"]).format(about),
                "targets": [2, 3],
                "key_points": list(said["deeper_points"]),
                "reference_answer": said["deeper_reference"],
            }
        ],
    }


def question_text(slot: dict[str, Any], material: dict[str, Any], known: list[str]) -> tuple[str, str, str, int]:
    """(question, what it is about, resume line, number of the requirement or 0)."""
    kind = slot["kind"]
    topics = [("", "", 0)]
    if "one_of" in slot:
        numbers = {entry["skill"]: entry["number"] for entry in material["job_requirements"]}
        topics = [(skill, "", numbers.get(skill, 0)) for skill in slot["one_of"]]
    elif slot["topic"]:
        topics = [(slot["topic"], "", 0)]
    elif kind == "project":
        topics = [(f"“{entry['line']}”", entry["line"], 0) for entry in material["achievements"]]
        topics += [(entry["name"], entry["line"], 0) for entry in material["projects"]]
    elif kind == "skill":
        gaps = [entry for entry in material["job_requirements"] if entry["in_resume"] != "found"]
        topics = [(entry["skill"], "", entry["number"]) for entry in gaps]
        topics += [(entry["name"], entry["line"], 0) for entry in material["skills"]]
        topics = [topic for topic in topics if topic[0] not in material["leave_out"]]
    topics = topics or [("your last job", "", 0)]
    for number, template in enumerate(_CYCLES.get(material["language"], _CYCLES["en"])[kind]):
        for name, line, requirement in topics[number % len(topics) :] + topics[: number % len(topics)]:
            text = template.format(name)
            if not is_near_duplicate(text, known):
                return text, name or "working with others", line, requirement
    return f"Question number {len(known)} has which answer?", topics[0][0] or "work", topics[0][1], 0


def _follow_up(material: dict[str, Any]) -> dict[str, Any]:
    """About the first claim that was found, an easier step for an honest no, otherwise about the first sentence."""
    last = material["transcript"][-1]
    said = _sentences(last["answer"])
    is_not_done = _NOT_DONE.search(last["answer"]) is not None
    if not said or (is_not_done and material["was_eased"]):
        return _ON
    move = "ease" if is_not_done else "probe" if material["claims"] else "deeper"
    claim = material["claims"][0] if move == "probe" else {"claim": "none", "quote": ""}
    quote = claim["quote"] or said[0].rstrip(".!?。！？")
    is_quoted = len(quote) <= 160 and '"' not in quote
    chinese = f"你提到“{quote}”，" if is_quoted else ""
    english = f'You said "{quote}". ' if is_quoted else ""
    german = f"Du sagst „{quote}“. " if is_quoted else ""
    asked = {"ease": "Which part of it have you seen others do?", "probe": "What was missing beside that?"}
    texts = {
        "zh": f"{chinese}有什么依据？",
        "de": f"{german if move != 'ease' else ''}Woran hast du das gemerkt, und wie hast du es gemessen?",
        "en": f"{english if move != 'ease' else ''}{asked.get(move, 'Which evidence made you sure of that?')}",
    }
    point = last["key_points"][-1]["text"] if last["key_points"] else "the rest"
    return {
        "move": move,
        "claim": claim["claim"],
        "plan": 0,
        "anchor": "" if move == "ease" else " ".join(quote.split()[:8]),
        "text": texts.get(material["language"], texts["en"]),
        "key_points": ["Names what was observed or measured.", f"Connects it to this: {point}"[:300]],
        "reference_answer": "It names an observation or a measurement and connects it to the claim that was made.",
        "hint": "Name what you saw.",
    }


def _grades(material: dict[str, Any]) -> dict[str, Any]:
    return {"grades": [_grade(turn, material["language"]) for turn in judged(material)]}


def _grade(item: dict[str, Any], language: str) -> dict[str, Any]:
    answer = item["answer"]
    in_language = language or language_of(item["question"])
    points = [_point(point["number"], point["text"], answer, in_language) for point in item["key_points"]]
    return {
        "label": item["label"],
        "points": points,
        "clarity_level": min(4, 1 + len(_sentences(answer))),
        "weaknesses": [
            _remark(SAY_MORE.get(in_language, SAY_MORE["en"]), point)
            for point in points
            if point["verdict"] == "touched"
        ][:2],
        "addresses_grader": bool(re.search(r"\bgrader\b", answer, re.IGNORECASE)),
    }


SAY_MORE = {"en": "Say more here.", "zh": "这里请再多说一些。", "de": "Sag hier noch mehr dazu."}
ADVICE = {
    "en": "You began with: {began}. Say this in a sentence of its own.",
    "zh": "请用单独的一句话说明这一点，并补充例子。",
    "de": "Sag das in einem eigenen Satz, und nenne ein Beispiel dafür.",
}


def _point(number: int, text: str, answer: str, language: str) -> dict[str, Any]:
    """By the words they share; of the trap of the check, as a good model has it."""
    wanted = _stems(text)
    best = max(_sentences(answer), key=lambda sentence: len(wanted & _stems(sentence)), default="")
    share = len(wanted & _stems(best)) / max(1, len(wanted))
    by_words = "covered" if share >= 0.5 else "touched" if share >= 0.25 else "missed"
    verdict = check_replies.verdict_of(answer) or by_words
    quote = "" if verdict == "missed" else best
    advice = ADVICE.get(language, ADVICE["en"]).format(began=" ".join(answer.split()[:6]))
    reason = f"shares {share:.0%} of its words"
    return {
        "number": number,
        "quote": quote,
        "reason": reason,
        "verdict": verdict,
        "advice": "" if verdict == "covered" else advice,
    }


def _remark(text: str, point: dict[str, Any]) -> dict[str, Any]:
    return {"text": text, "quote": point["quote"]}


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if re.search(r"\w", part)]


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", text.lower())}


def _summary(material: dict[str, Any]) -> dict[str, Any]:
    missed = [point for result in material["results"] for point in result["missed"]]
    if material["language"] == "zh":
        return {"improvements": [f"请学会说明这一点：{point}"[:300] for point in missed[:3]]}
    if material["language"] == "de":
        count = len(missed[:3])
        return {
            "improvements": [f"Lerne, beim nächsten Mal auch den Punkt {one + 1} zu sagen." for one in range(count)]
        }
    return {"improvements": [f"Learn to make this point: {point}"[:300] for point in missed[:3]]}


def changed(good: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A reply with other fields, or with other fields in every item of its list."""
    for field in ("questions", "grades"):
        if field in good:
            return {field: [item | changes for item in good[field]]}
    return good | changes


def spoil(
    name: str, operation: str, good: dict[str, Any], material: dict[str, Any], count: int | None
) -> dict[str, Any]:
    """A reply with one thing wrong; `count` limits it to the first items of a list (None: all)."""
    if operation in ("open", "write"):
        return _spoil_item(name, "ask", good, "", material)
    field = {"ask": "questions", "grade": "grades"}.get(operation)
    if field is None:
        return _SINGLE.get(name, lambda reply, _: reply)(good, operation)
    items = good[field]
    label = "slot" if operation == "ask" else "label"
    if name == "shuffled":
        return {field: items[::-1]}
    if name == "dropped":
        return {field: items[count or 1 :]}
    if name == "duplicated":
        return {field: [*items, *items[: count or 1]]}
    if name == "surplus":
        return {field: [*items, {**items[0], label: 99 if operation == "ask" else "q99a"}]}
    spoiled = [
        _spoil_item(name, operation, item, answer, material)
        for item, answer in zip(items, _answers(material), strict=False)
    ]
    limit = len(items) if count is None else count
    return {field: [*spoiled[:limit], *items[limit:]]}


def _answers(material: dict[str, Any]) -> Any:
    return [turn["answer"] for turn in judged(material)] if "groups" in material else cycle([""])


def _spoil_item(
    name: str, operation: str, item: dict[str, Any], answer: str, material: dict[str, Any]
) -> dict[str, Any]:
    changes: dict[tuple[str, str], dict[str, Any]] = {
        ("ask", "wrong_types"): {"key_points": "one long string"},
        ("ask", "out_of_range"): {"difficulty": "impossible"},
        ("ask", "renamed_labels"): {"slot": item.get("slot", 0) + 50},
        ("ask", "repeats"): {"text": (*material.get("asked_before", []), item.get("text"))[0]},
        ("ask", "fabricated_quotes"): {"reason": "Led the moon landing of 1969"},
        ("ask", "ungrounded"): {"reason": "", "category": "Falconry", "text": "How do you train a young falcon?"},
        ("ask", "wrong_language"): {
            "text": "为什么要这样做？",
            "key_points": ["第一点。", "第二点。", "第三点。"],
        },
        ("ask", "in_english"): {"text": "Why would one do it that way?", "key_points": ["One.", "Two.", "Three."]},
        ("ask", "redis_only"): {"category": "Redis"},
        ("grade", "wrong_language"): {
            "points": [{**point, "advice": SAY_MORE["zh"]} for point in item.get("points", [])],
            "weaknesses": [{"text": SAY_MORE["zh"], "quote": (_sentences(answer) or [""])[0]}],
        },
        ("grade", "wrong_types"): {"points": "all of them"},
        ("grade", "out_of_range"): {"clarity_level": 9},
        ("grade", "renamed_labels"): {"label": f"Item {item.get('label', '')}"},
        ("grade", "missing_points"): {"points": item.get("points", [])[:-1]},
    }
    if (operation, name) in changes:
        return {**item, **changes[operation, name]}
    if operation == "grade" and name in ("fabricated_quotes", "gullible"):
        quote = "words that nobody ever wrote here" if name == "fabricated_quotes" else (_sentences(answer) or [""])[0]
        points = [{**point, "verdict": "covered", "quote": quote} for point in item["points"]]
        return {**item, "points": points, "clarity_level": 4, "addresses_grader": False}
    return item


def _break_types(reply: dict[str, Any], operation: str) -> dict[str, Any]:
    return {**reply, ("improvements" if operation == "summarise" else "key_points"): 7}


def _break_ranges(reply: dict[str, Any], operation: str) -> dict[str, Any]:
    return {**reply, ("improvements" if operation == "summarise" else "key_points"): ["same words"] * 9}


def _break_anchor(reply: dict[str, Any], operation: str) -> dict[str, Any]:
    return {**reply, "anchor": "words that nobody ever wrote here"} if operation == "follow_up" else reply


def _empty(reply: dict[str, Any], operation: str) -> dict[str, Any]:
    return {"improvements": [""]} if operation == "summarise" else reply


def _other_language(reply: dict[str, Any], operation: str) -> dict[str, Any]:
    if operation == "follow_up":
        return {**reply, "text": "你为什么这么认为，请说明依据？"}
    return {"improvements": ["请在下一次练习中说明索引的代价，并举例。"]}


_SINGLE = {
    "wrong_language": _other_language,
    "wrong_types": _break_types,
    "out_of_range": _break_ranges,
    "fabricated_quotes": _break_anchor,
    "empty_summary": _empty,
}
