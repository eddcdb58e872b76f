"""Reading order: sentences stay in their column, dates stay with their line."""

from __future__ import annotations

from interview.resume.files.columns import HYPHEN, Word, page_text


def line(text: str, x: float, y: float) -> list[Word]:
    """Words of ten points' height, six points a character, on the line at y."""
    words = []
    for part in text.split():
        words.append(Word(part, x, y, x + 5.5 * len(part), y + 10))
        x += 5.5 * len(part) + 4
    return words


def page(*lines: tuple[str, float, float]) -> str:
    return page_text([word for text, x, y in lines for word in line(text, x, y)])


def test_two_columns_are_read_one_after_the_other_below_a_full_heading() -> None:
    text = page(
        ("Ana Silva, developer of payment systems in Lisbon, ana@example.com, github.com/ana", 40, 700),
        *[(f"skill number {n}", 40, 660 - 14 * n) for n in range(6)],
        *[(f"built the part {n} that", 260, 660 - 14 * n) for n in range(6)],
    )
    rows = [row for row in text.split("\n") if row]
    assert rows[0].startswith("Ana Silva")
    assert rows[1:7] == [f"skill number {n}" for n in range(6)]
    assert rows[7:] == [f"built the part {n} that" for n in range(6)]


def test_columns_whose_lines_do_not_align_are_kept_apart_too() -> None:
    text = page(
        *[(f"left words {n}", 40, 660 - 13 * n) for n in range(6)],
        *[(f"right words {n}", 260, 655 - 15 * n) for n in range(6)],
    )
    assert text.replace("\n", " ").startswith("left words 0 left words 1")


def test_a_date_column_joins_the_line_it_dates() -> None:
    text = page(
        *[
            entry
            for n in range(4)
            for entry in (
                (f"Engineer at company {n}", 40, 700 - 60 * n),
                ("did a long list of things there that", 40, 686 - 60 * n),
                ("ran well", 40, 672 - 60 * n),
                (f"Berlin {n}", 420, 700 - 60 * n),
                (f"{2010 + n} - {2011 + n}", 420, 688 - 60 * n),
            )
        ]
    )
    assert "Engineer at company 2 Berlin 2 2012 - 2013\ndid a long list of things there that\nran well" in text


def test_labels_stay_on_the_row_they_name() -> None:
    names = ("Languages:", "Databases:", "Platforms:", "Tools:")
    text = page(
        *[(name, 40, 700 - 14 * n) for n, name in enumerate(names)],
        *[(f"value {n} and others", 260, 700 - 14 * n) for n in range(4)],
    )
    assert "Databases: value 1 and others" in text


def test_a_word_broken_at_the_end_of_a_line_is_whole_again_and_a_compound_keeps_its_hyphen() -> None:
    broken = page((f"we develop{HYPHEN}", 40, 700), ("ment tools", 40, 686))
    compound = page((f"a cross{HYPHEN}", 40, 700), ("platform tool", 40, 686))
    assert "development tools" in broken
    assert "cross-platform tool" in compound


def test_right_to_left_lines_keep_their_order_of_words() -> None:
    assert page(("שלום", 300, 700), ("עולם", 200, 700)) == "שלום עולם"


def test_a_crowded_page_is_still_read() -> None:
    words = [Word("ab", 3.0 * x, 2.0 * y, 3.0 * x + 2, 2.0 * y + 1) for x in range(100) for y in range(100)]
    assert page_text(words).count("ab") == 10_000
