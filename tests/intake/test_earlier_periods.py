"""Earlier periods are read beside the one that is reported, and what was wrong in them does not come back as an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_builder import INSTITUTION, PERIOD, PLAN, content_of_form
from small_town import as_yaml

from toolkit.errors import OfficeFileError
from toolkit.intake.finding import Code, Severity
from toolkit.intake.forms.form import FormRow, write_form
from toolkit.intake.period_inputs import PeriodInputs, read_period
from toolkit.plan.period import Period

HOME = "inputs/oras"
OFFICE = {f"{HOME}/institution.yaml": as_yaml(INSTITUTION).encode(), f"{HOME}/plan.yaml": as_yaml(PLAN).encode()}


def a_form(folder: Path, period: str, hours: str) -> bytes:
    """The form of an earlier period."""
    rows = (FormRow(action="1.10", indicator=1, value=hours),)
    write_form(folder / "f.xlsx", INSTITUTION, PLAN, Period.parse(period), content_of_form(rows))
    return (folder / "f.xlsx").read_bytes()


def read(files: dict[str, bytes]) -> PeriodInputs:
    return read_period(OFFICE | files, "oras", PERIOD)


def test_without_earlier_folders_there_is_nothing_earlier() -> None:
    earlier = read({f"{HOME}/2023-S1/cultura.xlsx": b"", f"{HOME}/2023-S2/cultura.xlsx": b""}).earlier
    assert (earlier.periods, earlier.findings, earlier.accepted.accepted) == ((), (), ())


def test_earlier_forms_are_read_the_latest_last(tmp_path: Path) -> None:
    files = {
        f"{HOME}/{code}/cultura.xlsx": a_form(tmp_path, code, f"{n} ore") for n, code in enumerate(["2022-S2", "2021-S1"])
    }
    earlier = read(files).earlier
    read_hours = {
        str(period.period): [e.value.text for s in period.submissions for e in s.entries if e.value.is_answer]
        for period in earlier.periods
    }
    assert list(read_hours.items()) == [("2021-S1", ["1 ore"]), ("2022-S2", ["0 ore"])]
    assert earlier.findings == ()


def test_months_of_an_earlier_semester_are_read_as_its_parts(tmp_path: Path) -> None:
    places = {"2022-07": "2022-07", "2022-08": "received/2022-08", "2022-S1": "2022-S1"}  # as kept until a cutoff, too
    files = {
        f"{HOME}/{place}/cultura.xlsx": a_form(tmp_path, code, f"{n} ore")
        for n, (code, place) in enumerate(places.items(), 1)
    }
    first, second = read(files).earlier.periods
    assert (str(first.period), len(first.submissions), first.parts) == ("2022-S1", 1, ())
    assert (str(second.period), second.submissions) == ("2022-S2", ())
    assert [(str(part.period), len(part.submissions)) for part in second.parts] == [
        ("2022-07", 1),
        ("2022-08", 1),
        ("2022-S2", 0),
    ]


def test_a_form_of_another_period_in_an_earlier_folder_does_not_count(tmp_path: Path) -> None:
    earlier = read({f"{HOME}/2022-S2/cultura.xlsx": a_form(tmp_path, "2022-S1", "5 ore")}).earlier
    assert [period.submissions for period in earlier.periods] == [()]


def test_an_earlier_file_that_cannot_be_read_is_only_a_note() -> None:
    inputs = read({f"{HOME}/2022-S2/cultura.xlsx": b""})
    assert [str(period.period) for period in inputs.earlier.periods] == ["2022-S2"]
    [finding] = inputs.earlier.findings
    assert finding.severity is Severity.NOTE
    assert finding.place.file == f"{HOME}/2022-S2/cultura.xlsx"
    assert finding.code is Code.FILE_UNREADABLE
    assert inputs.reading_findings == ()


def test_what_was_accepted_in_the_latest_period_is_read() -> None:
    accepted = b"accepted:\n  - {code: jump, department: cultura, reason: Da., role: secretar}\n"
    older = accepted.replace(b"jump", b"same-figure")
    inputs = read({f"{HOME}/2022-S2/accepted.yaml": accepted, f"{HOME}/2022-S1/accepted.yaml": older})
    assert [one.code for one in inputs.earlier.accepted.accepted] == ["jump"]
    assert inputs.earlier.accepted_file == f"{HOME}/2022-S2/accepted.yaml"
    assert inputs.acceptances.accepted == ()


def test_what_is_accepted_in_the_period_itself_is_read() -> None:
    accepted = b"accepted:\n  - {code: jump, department: cultura, reason: Da., role: secretar}\n"
    inputs = read({f"{HOME}/2023-S1/accepted.yaml": accepted})
    assert [one.reason for one in inputs.acceptances.accepted] == ["Da."]
    assert inputs.earlier.accepted.accepted == ()


def test_a_personal_code_in_an_acceptance_is_refused() -> None:
    accepted = b"accepted:\n  - {code: jump, reason: CNP 1800101221144, role: secretar}\n"
    with pytest.raises(OfficeFileError, match=r"accepted\.yaml · rândul 2"):
        read({f"{HOME}/2023-S1/accepted.yaml": accepted})
    with pytest.raises(OfficeFileError, match=r"2022-S2/accepted\.yaml · rândul 2"):
        read({f"{HOME}/2022-S2/accepted.yaml": accepted})
