"""The register is only ever added to, says by itself what counts, and is refused as soon as a line was changed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError
from toolkit.intake.received.register import Register, RegisterEntry, State, read_register, register_text

PATH = "inputs/oras/received.csv"
HEADER = "date,file,department,period,state,supersedes,reason,sha256\n"
DAY = date(2023, 8, 1)


def sha(letter: str) -> str:
    return letter * 64


def accepted(letter: str, day: int = 0, department: str = "cultura", supersedes: tuple[str, ...] = ()) -> RegisterEntry:
    return RegisterEntry(
        date=DAY + timedelta(days=day),
        file=f"{letter}.xlsx",
        department=department,
        period="2023-07",
        state=State.ACCEPTED,
        supersedes=supersedes,
        sha256=sha(letter),
    )


RETURNED = RegisterEntry(
    date=DAY,
    file="a, „b”.ods",
    state=State.RETURNED,
    reason="file-format: un fișier LibreOffice (.ods, .odt)",
    sha256=sha("e"),
)
names = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)


def test_a_register_is_a_table_with_a_line_for_each_decision() -> None:
    register = Register((accepted("a"), accepted("b", 1, supersedes=(sha("a"),)), RETURNED))
    assert register_text(register) == (
        f"{HEADER}"
        f"2023-08-01,a.xlsx,cultura,2023-07,accepted,,,{sha('a')}\n"
        f"2023-08-02,b.xlsx,cultura,2023-07,accepted,{sha('a')},,{sha('b')}\n"
        f'2023-08-01,"a, „b”.ods",,,returned,,"file-format: un fișier LibreOffice (.ods, .odt)",{sha("e")}\n'
    )


@given(st.lists(st.tuples(names, st.sampled_from("abc"), st.integers(0, 60), st.booleans()), max_size=6))
def test_what_is_written_is_read_and_what_is_added_changes_no_byte_before(lines: list[tuple[str, str, int, bool]]) -> None:
    register = Register()
    for name, letter, day, is_accepted in lines:
        before = register_text(register)
        given_back = {"state": State.RETURNED, "reason": f"wrong-period: {name}", "department": "", "period": ""}
        entry = accepted(letter, day)
        values = {field: getattr(entry, field) for field in entry.__slots__} | {"file": name}
        register = register.with_entries([RegisterEntry(**(values if is_accepted else values | given_back))])
        assert register_text(register).startswith(before)
    assert read_register(register_text(register).encode(), PATH) == register


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("2023-08-02", "2023-08-32", 3, "2023-08-32,b.xlsx"),
        ("2023-08-02", "2.08.2023", 3, "2.08.2023,b.xlsx"),
        ("a.xlsx,cultura", "a.xlsx,", 2, "2023-08-01,a.xlsx,,2023-07"),
        (f"{sha('b')}\n", f"{sha('b')[:-1]}\n", 3, "2023-08-02,b.xlsx"),
        (f"{sha('b')}\n", sha("b"), 3, "2023-08-02,b.xlsx"),
        ("a.xlsx", '"a.xlsx"', 2, '2023-08-01,"a.xlsx"'),
        ("b.xlsx,cultura", "b.xlsx,../cultura", 3, "2023-08-02,b.xlsx,../cultura"),
        ("b.xlsx,cultura,2023-07", "b.xlsx,cultura,..", 3, "2023-08-02,b.xlsx,cultura,..,"),
        ("b.xlsx,cultura,2023-07,accepted", "b.xlsx,cultura,2023-07,acceptat", 3, "2023-08-02,b.xlsx"),
    ],
)
def test_a_line_that_was_changed_is_named(old: str, new: str, line: int, said: str) -> None:
    text = register_text(Register((accepted("a"), accepted("b", 1)))).replace(old, new)
    with pytest.raises(OfficeFileError) as refused:
        read_register(text.encode(), PATH)
    told = str(refused.value).splitlines()
    assert told[0] == f"inputs/oras/received.csv · rândul {line}"
    assert told[1].startswith(f"    găsit      un rând schimbat sau tăiat: „{said}")
    assert told[2:] == [
        "    așteptat   registrul tocmai cum l-a scris „raport receive”, singurul care scrie în el",
        "    de făcut   puneți la loc registrul dintr-o copie de siguranță; nimic nu s-a schimbat în el",
    ]


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"", 1, f"alt rând de titlu decât „{HEADER.strip()}”"),
        (HEADER.replace(",", ";").encode(), 1, f"alt rând de titlu decât „{HEADER.strip()}”"),
        (b"\xef\xbb\xbf" + HEADER.encode(), 1, f"alt rând de titlu decât „{HEADER.strip()}”"),
        (HEADER.replace("\n", "\r\n").encode(), 1, f"alt rând de titlu decât „{HEADER.strip()}”"),
        (HEADER.encode() + b"a\nb\xff\n", 3, "litere care nu sunt UTF-8"),
    ],
)
def test_a_register_that_another_program_saved_is_refused(content: bytes, line: int, found: str) -> None:
    with pytest.raises(OfficeFileError) as refused:
        read_register(content, PATH)
    assert str(refused.value).splitlines()[:2] == [f"{PATH} · rândul {line}", f"    găsit      {found}"]


def test_all_damaged_lines_are_named_at_once() -> None:
    text = register_text(Register((accepted("a"), accepted("b", 1)))).replace("cultura", "")
    with pytest.raises(OfficeFileError) as refused:
        read_register(text.encode(), PATH)
    assert [line for line in str(refused.value).splitlines() if line.startswith(PATH)] == [
        f"{PATH} · rândul 2",
        f"{PATH} · rândul 3",
    ]


def test_the_later_day_counts_and_of_one_day_the_later_line() -> None:
    register = Register((accepted("b", 2), accepted("a", 1), accepted("c", 2), RETURNED))
    assert register.counting() == {("cultura", "2023-07"): (sha("c"),)}
    assert register.counting(DAY + timedelta(days=1)) == {("cultura", "2023-07"): (sha("a"),)}
    assert register.counting(DAY) == {}


def test_what_lay_there_before_the_register_counts_until_it_is_superseded() -> None:
    register = Register((accepted("b", 2, supersedes=(sha("d"), sha("f"))),))
    assert register.counting(DAY) == {("cultura", "2023-07"): (sha("d"), sha("f"))}
    assert register.counting() == {("cultura", "2023-07"): (sha("b"),)}
    assert register.known == {sha("b"), sha("d"), sha("f")}


days = st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True)


@given(days, st.integers(-1, 10))
def test_any_order_of_arrival_gives_the_same(arrived_on: list[int], until: int) -> None:
    """The law of collection: whatever the order in which returns are entered, on every day the same ones count."""
    entries = [accepted(letter, day) for letter, day in zip("abcde", arrived_on, strict=False)]
    day = DAY + timedelta(days=until)
    counting = {tuple(sorted(Register(order).counting(day).items())) for order in permutations(entries)}
    by_then = [entry for entry in entries if entry.date <= day]
    last = max(by_then, key=lambda entry: entry.date, default=None)
    assert counting == {((("cultura", "2023-07"), (last.sha256,)),) if last else ()}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), min_size=1, max_size=5))
def test_bytes_count_from_the_first_day_on_which_they_came(arrivals: list[tuple[str, int]]) -> None:
    first = {letter: min(day for other, day in arrivals if other == letter) for letter, _ in arrivals}
    register = Register(tuple(accepted(letter, day) for letter, day in arrivals))
    [(counting,)] = register.counting().values()
    assert first[counting[0]] == max(first.values())
