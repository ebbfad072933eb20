"""The register of a sign-off is only ever added to, and whatever else happens to it is named at the first bad line."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import OfficeFileError
from toolkit.signoff.register import SignOffEntry, SignOffRegister, read_register, register_text
from toolkit.signoff.register_table import register_as_text
from toolkit.signoff.state import State

ABOUT = "oras/2023-S1/semester_report"
PATH = f"{ABOUT}/register.csv"
HEADER = "number,date,version,state,run,role,name,reason,content,files,chain\n"


def an_entry(number: int = 1, **more: object) -> SignOffEntry:
    told: dict[str, object] = {
        "date": date(2024, 2, 4) + timedelta(days=number),
        "version": 1,
        "state": State.CHECKED,
        "run": "0123456789ab",
        "role": "specialist principal, Direcția cultură",
        "name": f"Persoana {'ABCDEFGH'[number % 8]}",
        "content": "c" * 64,
        "files": {"a.docx": "d" * 64},
    }
    return SignOffEntry(**{**told, **more})  # type: ignore[arg-type]


def a_register(lines: int = 5) -> SignOffRegister:
    register = SignOffRegister(about=ABOUT)
    for number in range(1, lines + 1):
        register = register.with_entry(an_entry(number))
    return register


def read(text: str) -> SignOffRegister:
    return read_register(text.encode(), PATH, ABOUT)


names = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20)


def test_a_register_is_a_table_with_a_line_for_each_step() -> None:
    """Whoever has sha256sum can follow the chain: the one before, a line end, and the line without its own."""
    role = "specialist principal, Direcția cultură"
    told = f'1,2024-02-05,1,checked,0123456789ab,"{role}",Persoana B,,{"c" * 64},a.docx={"d" * 64}'
    begin = hashlib.sha256(ABOUT.encode()).hexdigest()
    chain = hashlib.sha256(f"{begin}\n{told}\n".encode()).hexdigest()
    assert register_text(a_register(1)) == f"{HEADER}{told},{chain}\n"


def test_a_person_reads_it_as_a_table() -> None:
    register = SignOffRegister(about=ABOUT).with_entry(an_entry(role="specialist"))
    register = register.with_entry(an_entry(2, state=State.APPROVED, role="secretar", name="Ana Pop", reason="Așa este."))
    assert register_as_text(register) == (
        "nr.  data        versiunea  starea     rularea       rolul       numele      conținutul    motivul\n"
        "1    05.02.2024  1          verificat  0123456789ab  specialist  Persoana B  cccccccccccc\n"
        "2    06.02.2024  1          aprobat    0123456789ab  secretar    Ana Pop     cccccccccccc  Așa este.\n"
        f"capătul registrului: {register.head}"
    )


@given(st.lists(st.tuples(names, names, st.text(max_size=10)), max_size=6))
def test_what_was_written_is_read_back(told: list[tuple[str, str, str]]) -> None:
    register = SignOffRegister(about=ABOUT)
    for name, role, _ in told:
        register = register.with_entry(an_entry(name=name, role=role))
    assert read(register_text(register)) == register


@given(st.integers(0, 4), st.sampled_from(["date", "version", "state", "run", "role", "name", "reason", "content", "files"]))
def test_an_edited_line_is_named(place: int, field: str) -> None:
    """Also the last one: each line holds its own chain."""
    register = a_register()
    other = an_entry(
        1,
        date=date(2030, 1, 1), version=2, state=State.DRAFT, run="f" * 12, role="altul", name="Altcineva", reason="altul",
        content="e" * 64, files={},
    )  # fmt: skip
    edited = replace(register.entries[place], **{field: getattr(other, field)})
    lines = [entry.line for entry in register.entries]
    lines[place] = edited.line
    assert named_line(lines) == place + 2


@given(st.integers(0, 3))
def test_a_line_taken_out_is_named_where_the_next_one_stands(place: int) -> None:
    lines = [entry.line for entry in a_register().entries]
    del lines[place]
    assert named_line(lines) == place + 2


@given(st.integers(0, 4), st.integers(0, 4))
def test_a_line_put_in_twice_or_moved_is_named(source: int, target: int) -> None:
    lines = [entry.line for entry in a_register().entries]
    lines.insert(target, lines[source])
    assert named_line(lines) == (target + 2 if target != source else target + 3)


@given(st.permutations(range(5)).filter(lambda order: order != sorted(order)))
def test_lines_in_another_order_are_named_at_the_first(order: list[int]) -> None:
    entries = a_register().entries
    first = next(place for place, source in enumerate(order) if place != source)
    assert named_line([entries[source].line for source in order]) == first + 2


@given(st.integers(0, 4), st.data())
def test_a_line_made_up_without_the_chain_is_named(place: int, data: st.DataObject) -> None:
    """Whoever numbers a forged line rightly still lacks its chain."""
    lines = [entry.line for entry in a_register().entries]
    chain = data.draw(st.sampled_from(["0" * 64, "f" * 64]))
    lines[place] = replace(an_entry(place + 1, name="Altcineva", chain=chain), number=place + 1).line
    assert named_line(lines) == place + 2


@given(st.data())
def test_one_changed_letter_anywhere_is_refused(data: st.DataObject) -> None:
    text = register_text(a_register())
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(blacklist_categories=["Cs"]).filter(lambda new: new != text[place]))
    with pytest.raises(OfficeFileError):
        read(text[:place] + letter + text[place + 1 :])


@given(st.integers(1, 4))
def test_lines_cut_off_at_the_end_are_seen_by_the_head_alone(left: int) -> None:
    """The chain of what is left is whole: this is why the head is named in every answer and in the final file."""
    register = a_register()
    shorter = read(HEADER + "".join(entry.line for entry in register.entries[:left]))
    assert shorter.head == register.entries[left - 1].chain != register.head


def test_a_register_of_another_report_is_named_at_its_first_step() -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_register(register_text(a_register()).encode(), PATH, "oras/2023-S2/semester_report")
    assert str(caught.value) == (
        "oras/2023-S1/semester_report/register.csv · rândul 2\n"
        "    găsit      un rând care nu se leagă de cel dinaintea lui\n"
        "    așteptat   registrul semnării tocmai cum l-a scris „raport sign”, rând legat de rând\n"
        "    de făcut   puneți la loc registrul dintr-o copie de siguranță;"
        " de la acest rând încolo nu se poate crede nimic din el"
    )


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        (b"", 1, f"alt rând de titlu decât „{HEADER.strip()}”"),
        (HEADER.encode() + b"\xff\n", 2, "litere care nu sunt UTF-8"),
        (HEADER.encode() + b"1,2\n", 2, "un rând schimbat sau tăiat: „1,2”"),
        (HEADER.encode() + a_register().entries[1].line.encode(), 2, "pasul 2, unde ar fi pasul 1"),
    ],
)
def test_what_is_no_register_is_refused(content: bytes, place: int, found: str) -> None:
    with pytest.raises(OfficeFileError) as caught:
        read_register(content, PATH, ABOUT)
    assert (str(caught.value.place), caught.value.found) == (f"{PATH} · rândul {place}", found)


def named_line(lines: list[str]) -> int:
    """The line of the file that is named as the first bad one."""
    with pytest.raises(OfficeFileError) as caught:
        read(HEADER + "".join(lines))
    return int(str(caught.value.place).rpartition(" ")[2])
