"""What is read of a pack, what is refused and where, and that one broken pack costs nobody anything."""

from __future__ import annotations

import contextlib
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from interview.core.question import Difficulty
from interview.i18n.translate import ENGLISH
from interview.question_bank.bank import load_bank
from interview.question_bank.packs import sheet as sheets
from interview.question_bank.packs import yaml_lines
from interview.question_bank.packs.complaint import (
    MOST_BYTES,
    MOST_CHARS,
    MOST_FILES,
    MOST_PACKS,
    MOST_POINTS,
    MOST_QUESTIONS,
    Refused,
)
from interview.question_bank.packs.files import as_id
from interview.question_bank.packs.pack import Pack
from interview.question_bank.packs.reading import read_pack, read_packs
from tests.packs import ABOUT, ROLE, SHEET, write_pack
from tests.servers import ROOT
from tests.unit.small_bank import question

OURS = frozenset(topic.topic for topic in load_bank().topics)
HEAD = "question;what a good answer has\n"
TOPIC = "topic: tea\nname: Tea\nkind: skill\narea: General\nquestions:\n"
ASKED = "  - id: tea-leaves\n    difficulty: easy\n    question: How is tea made?\n    key_points: [Leaves are dried]\n"
check_pack: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "check_pack.py"), run_name="check_pack")


def good(folder: Path) -> Pack:
    pack, complaints = read_pack(folder, OURS)
    assert complaints == ()
    assert pack is not None
    return pack


def complaints(folder: Path) -> list[str]:
    pack, found = read_pack(folder, OURS)
    assert pack is None
    return [ENGLISH.message(each.message) for each in found]


def sheet(tmp_path: Path, text: str | bytes, name: str = "Reception desk") -> Path:
    return write_pack(tmp_path / "riverside", {f"topics/{name}.csv": text})


def topic_file(tmp_path: Path, text: str) -> Path:
    return write_pack(tmp_path / "riverside", {"topics/tea.yaml": text})


SAME = [
    SHEET.encode(),
    b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode(),
    SHEET.replace(";", ",").encode(),
    SHEET.replace(";", "\t").encode(),
    b'"Question","What a good  answer has"\n'
    b"How do you greet a visitor while you are on the phone?,"
    b'"- You look up and nod\n\n\xe2\x80\xa2 You end the call soon"',
    SHEET.encode() + b";;\n;\n",
    *(
        SHEET.replace("nod|", f"nod{end}").replace("You look", '"You look').replace("soon", 'soon"').encode()
        for end in ("\r\n", "\r")
    ),
]


@pytest.mark.parametrize("data", SAME)
def test_a_sheet_is_read_however_a_spreadsheet_programme_writes_it(tmp_path: Path, data: bytes) -> None:
    [topic] = good(sheet(tmp_path, data)).topics
    [asked] = topic.questions
    assert topic.name == "Reception desk"
    assert asked.question == "How do you greet a visitor while you are on the phone?"
    assert asked.key_points == ("You look up and nod", "You end the call soon")
    assert (asked.difficulty, asked.reference, asked.hint, asked.follow_ups) == (Difficulty.MEDIUM, "", "", ())


def test_further_columns_give_difficulty_example_hint_and_skills(tmp_path: Path) -> None:
    text = (
        "hint;question;skills;difficulty;what a good answer has;example answer\n"
        '  Think of   the phone;What now?;"Front desk, Reception";HARD;You wait;"I wait.\nThen I go."\n'
        ";And then?;reception work;;You go;\n"
    )
    [topic] = good(sheet(tmp_path, text)).topics
    first, second = topic.questions
    assert (first.hint, first.difficulty, first.reference) == (
        "Think of the phone",
        Difficulty.HARD,
        "I wait.\nThen I go.",
    )
    assert (second.hint, second.difficulty, second.reference) == ("", Difficulty.MEDIUM, "")
    assert topic.skills == ("Front desk", "Reception", "reception work")


def test_numbers_of_a_list_are_no_part_of_a_point(tmp_path: Path) -> None:
    points = "1. You smile\n2) You wait\n(3) You sit\na) You nod\n3.5 percent"
    [topic] = good(sheet(tmp_path, f'question;what a good answer has\nWhat now?;"{points}"\n')).topics
    [question] = topic.questions
    assert question.key_points == ("You smile", "You wait", "You sit", "You nod", "3.5 percent")


def test_a_point_keeps_the_numbers_in_its_middle(tmp_path: Path) -> None:
    points = ("Keep within 20. Then stop", "Isolate it (see section 4) before work", "Compare (a) with b) here")
    [topic] = good(sheet(tmp_path, f"question;what a good answer has\nWhat now?;1. {'|'.join(points)}\n")).topics
    assert topic.questions[0].key_points == points


def test_a_topic_without_skills_is_found_by_its_name(tmp_path: Path) -> None:
    assert good(sheet(tmp_path, SHEET)).topics[0].skills == ("Reception desk",)


def test_a_question_keeps_its_id_when_rows_are_added_or_sorted(tmp_path: Path) -> None:
    before = good(sheet(tmp_path / "a", SHEET)).topics[0].questions[0]
    after = good(sheet(tmp_path / "b", SHEET.replace(HEAD, f"{HEAD}Another one?;A point\n"))).topics[0].questions
    assert before.id in [each.id for each in after]


BROKEN_SHEETS = [
    (f"{HEAD}One?;a point\nTwo?;\n", 3, "The cell under “what a good answer has” is empty."),
    (f'{HEAD}One?;"a point\nand another"\n;alone\n', 4, "The cell under “question” is empty."),
    (f"{HEAD}One?;a point\none?;b\n", 3, "This is the question of line 2 again."),
    (f"{HEAD}One?;a|A\n", 2, "“a” stands twice"),
    (f"{HEAD}One?;{'|'.join(map(str, range(13)))}\n", 2, "13 points are more than anybody can say"),
    (f"{HEAD}One?;a;b\n", 2, "A cell stands in a column without a heading."),
    (f'{HEAD}One?;"a\n', 2, "a quotation mark is opened and not closed"),
    (f"{HEAD}{'x' * (MOST_CHARS + 1)};a\n", 2, f"{MOST_CHARS} are the most"),
    (f"{HEAD}One\u202e?;a\n", 2, "cannot be shown (U+202E)"),
    (f"{HEAD}One\x00?;a\n", 2, "cannot be shown (U+0000)"),
    (f"{HEAD}About {{project}}?;a\n", 2, "{project} is not a placeholder"),
    ("difficulty;question;what a good answer has\nevil;One?;a\n", 2, "“evil” is nothing that difficulty can be"),
    ("question;answer\nOne?;a\n", 1, "must have the headings “question” and “what a good answer has”"),
    ("question;what a good answer has;hnit\nOne?;a;b\n", 1, "“hnit” is no heading that the app knows"),
    ("question;what a good answer has;Question\nOne?;a;b\n", 1, "The heading “question” stands there twice."),
    (HEAD, 1, "There is no question below the headings."),
    ("", 1, "must have the headings"),
    (f"{HEAD}One?;a\nCaf\xe9?;b\n".encode("latin-1"), 3, "a character the app cannot read"),
    (SHEET.encode("utf-16"), 1, "a character the app cannot read"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN_SHEETS)
def test_what_is_wrong_in_a_sheet_is_said_with_file_and_line(
    tmp_path: Path, text: str | bytes, line: int, said: str
) -> None:
    [found] = complaints(sheet(tmp_path, text))
    assert found.startswith(f"topics/Reception desk.csv, line {line}: ")
    assert said in found


BROKEN_TOPICS = [
    (f"{TOPIC}{ASKED}    refrence: misspelt\n", 10, "The form has no field refrence."),
    (f"{TOPIC}  - id: tea-leaves\n    question: What?\n    key_points: [a]\n", 6, "The field difficulty is missing."),
    (f"{TOPIC}{ASKED}".replace("easy", "evil"), 7, "“evil” is nothing that difficulty can be. It can be: 'easy'"),
    (f"{TOPIC}{ASKED}".replace("[Leaves are dried]", "Leaves"), 9, "The field key_points must be a list"),
    (f"{TOPIC}{ASKED}".replace("[Leaves are dried]", "[]"), 9, "The field key_points is empty."),
    (f"{TOPIC}{ASKED}".replace("[Leaves are dried]", "\n      - A: b"), 10, "key_points 1 must be text"),
    (f"{TOPIC}{ASKED}".replace("tea-leaves", "coffee-beans"), 6, "the id must start with tea-"),
    (f"{TOPIC}{ASKED}".replace("tea-leaves", "Tea Leaves"), 6, "“Tea Leaves” cannot be the id"),
    (f"{TOPIC}{ASKED}".replace("topic: tea", "topic: coffee"), 1, "“coffee” must be the name of the file: tea."),
    (f"{TOPIC}{ASKED}area: Web\n", 10, "The field area is given twice."),
    (f"{TOPIC}{ASKED}" + "    hint: *other\n", 10, "alias"),
    ("a: &x [b]\nb: *x\n", 2, "Aliases (a * before a name) are not taken."),
    ("a: [[[[[[[[[[[b]]]]]]]]]]]\n", 1, "this is deeper than the form has it"),
    ("topic: [tea\n", 2, "This is not written as YAML"),
    ("- tea\n", 1, "This should be a list of fields"),
    (f'{TOPIC}{ASKED}    hint: "\\0"\n', 10, "cannot be shown (U+0000)"),
    (f"{TOPIC}{ASKED}".replace("name: Tea", f"name: {'T' * 81}"), 2, "80 characters are the most"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN_TOPICS)
def test_what_is_wrong_in_yaml_is_said_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    found = complaints(topic_file(tmp_path, text))[0]
    assert found.startswith(f"topics/tea.yaml, line {line}: ")
    assert said.casefold() in found.casefold()


def test_a_question_of_yaml_needs_no_reference_hint_and_follow_ups(tmp_path: Path) -> None:
    [topic] = good(topic_file(tmp_path, f"{TOPIC}{ASKED}    hint:\n")).topics
    assert (topic.questions[0].reference, topic.questions[0].hint, topic.questions[0].follow_ups) == ("", "", ())


def test_the_check_of_our_own_bank_still_wants_them(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(f"{TOPIC}{ASKED}")
    check_bank = runpy.run_path(str(ROOT / "scripts" / "check_bank.py"), run_name="check_bank")
    assert check_bank["main"](["--folder", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    for field in ("reference: 0 words", "hint: 0 words", "follow_ups: 0 given, wanted 2 to 2"):
        assert f"tea-leaves: {field}" in said


def test_values_are_what_their_author_sees(tmp_path: Path) -> None:
    pack = good(write_pack(tmp_path / "one", about="name: no\nlicense: 4.0\n"))
    assert (pack.source.name, pack.source.licence) == ("no", "4.0")


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("name: A\n", "pack.yaml, line 1: The field licence is missing."),
        (f"name: {'A' * 81}\nlicence: B\n", "pack.yaml, line 1: The field name is too long"),
        ("name: A\nlicence: B\nurl: javascript:alert(1)\n", "pack.yaml, line 3: The url must begin with https://"),
        ("name: A\nlicence: B\nlanguage: de\n", "pack.yaml, line 3: “de” is nothing that language can be."),
        ("name: A\nlicence: B\nprice: 3\n", "pack.yaml, line 3: The form has no field price."),
    ],
)
def test_a_pack_says_whose_it_is_and_under_which_licence(tmp_path: Path, about: str, said: str) -> None:
    assert complaints(write_pack(tmp_path / "one", about=about))[0].startswith(said)


def test_a_folder_without_its_file_is_no_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one")
    (folder / "pack.yaml").unlink()
    assert complaints(folder) == ["pack.yaml: This cannot be read: No such file or directory."]


def test_an_occupation_names_topics_of_the_pack_and_ours(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"topics/Reception desk.csv": SHEET, "occupations/receptionist.yaml": ROLE}
    [role] = good(write_pack(tmp_path / "riverside", files)).occupations
    assert role.occupation == "riverside.receptionist"
    assert role.core == ("riverside.reception-desk", "customer-service-sales")
    assert role.called("zh") == "College receptionist"


def test_an_occupation_with_a_topic_that_is_nowhere_is_refused_on_its_line(tmp_path: Path) -> None:
    role = "name: A\ntitles: [a b c]\ncore:\n  - customer-service-sales\n  - no-such-topic\n"
    files: dict[str, str | bytes] = {"topics/Reception desk.csv": SHEET, "occupations/a.yaml": role}
    assert complaints(write_pack(tmp_path / "one", files)) == [
        "occupations/a.yaml, line 5: There is no topic “no-such-topic”, neither in this pack nor in the app."
    ]


def test_a_broken_topic_is_no_complaint_about_the_occupation_that_names_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"topics/Reception desk.csv": HEAD, "occupations/a.yaml": ROLE}
    assert len(complaints(write_pack(tmp_path / "one", files))) == 1


def test_ids_of_packs_never_meet_ours_or_each_others(tmp_path: Path) -> None:
    python = f"{TOPIC}{ASKED}".replace("tea", "python").replace("Tea", "Python")
    for name in ("one", "two", "system"):
        write_pack(tmp_path / name, {"topics/python.yaml": python, "topics/design.csv": SHEET})
    packs = read_packs(tmp_path, OURS)
    bank = packs.bank_in("en")
    assert packs.complaints == ()
    assert len(bank.topics) == len(load_bank().topics) + 6
    assert len({topic.topic for topic in bank.topics}) == len(bank.topics)
    assert {"one.python-leaves", "two.python-leaves"} <= set(bank.by_id)


def test_two_questions_of_one_id_in_a_pack_are_refused(tmp_path: Path) -> None:
    one = f"{TOPIC}{ASKED}".replace("tea-leaves", "tea-pot-lid")
    other = one.replace("topic: tea", "topic: tea-pot")
    folder = write_pack(tmp_path / "one", {"topics/tea.yaml": one, "topics/tea-pot.yaml": other})
    assert complaints(folder) == [
        "topics: Two questions of this pack have the id tea-pot-lid. Give one of them another."
    ]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "one", {"topics/tea.yaml": f"{TOPIC}{ASKED}", "topics/Tea!.csv": SHEET})
    assert "has this name already" in complaints(folder)[0]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Reception desk", "reception-desk"),
        ("Café & Küche", "cafe-kuche"),
        ("Cafe\u0301 & Ku\u0308che", "cafe-kuche"),
        ("customer_calls 2", "customer-calls-2"),
    ],
)
def test_an_id_is_made_of_what_a_name_says(name: str, id: str) -> None:
    assert as_id(name) == id


def test_names_in_other_writing_stay_apart() -> None:
    ids = {as_id(name) for name in ("客户服务", "客户关系", "客户 A", "产品 A", "!", "x" * 60, "x" * 61)}
    assert len(ids) == 7
    assert all(as_id(id) == id for id in ids)


def test_the_check_says_what_is_in_a_good_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files: dict[str, str | bytes] = {"topics/Reception desk.csv": SHEET, "occupations/receptionist.yaml": ROLE}
    assert check_pack["main"]([str(write_pack(tmp_path / "one", files))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "From the pack Riverside careers centre by Riverside College, licence CC BY 4.0",
        "Topic Reception desk: 1 question, named by Reception desk",
        "Occupation College receptionist: 2 topics",
    ]


def test_the_check_says_each_complaint_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "two\nlines \x1b[31m" + "x" * 100
    assert check_pack["main"]([str(sheet(tmp_path, HEAD + "One?;\n;a\n", name))]) == 1
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 2
    assert "\x1b" not in said


def test_a_pack_may_have_follow_ups_as_ours_have(tmp_path: Path) -> None:
    asked = question("tea-leaves")
    folder = topic_file(tmp_path, TOPIC + yaml.safe_dump([asked], sort_keys=False))
    [topic] = good(folder).topics
    assert topic.questions[0].follow_ups[1].targets == (1,)
    assert topic.questions[0].id == "riverside.tea-leaves"


def test_whoever_gives_no_author_is_not_named(tmp_path: Path) -> None:
    assert ABOUT.endswith("author: Riverside College\n")
    pack = good(write_pack(tmp_path / "one", about=ABOUT.replace("author: Riverside College\n", "")))
    assert next(check_pack["told"](pack)) == "From the pack Riverside careers centre, licence CC BY 4.0"


@given(st.text(alphabet="ab;,|\"'\n\r\t :-[]{}&*!?#%\x00\u202e", max_size=60))
def test_whatever_a_file_holds_it_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Refused):
        assert sheets.lined(HEAD + text, "tea", "Tea").content["questions"]
    with contextlib.suppress(Refused):
        assert set(yaml_lines.lined(f"a: b\n{text}").content) >= {"a"}


def test_the_page_for_authors_says_the_bounds() -> None:
    page = " ".join((ROOT / "docs" / "own-packs.md").read_text(encoding="utf-8").split())
    bounds = (
        f"At most {MOST_PACKS} packs; in each {MOST_FILES} files of {MOST_BYTES // 1000} kB, {MOST_QUESTIONS} "
        f"questions, {MOST_POINTS} points to a question, {MOST_CHARS:,} characters to a cell."
    )
    assert bounds in page
