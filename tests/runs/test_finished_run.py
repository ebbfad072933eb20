"""A run is read whole, at its place, or what is wrong with it is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from run_folder import ABOUT, DOCUMENT, a_run, report_document, sha

from toolkit.errors import OfficeFileError, UsageError
from toolkit.runs import finished_run
from toolkit.runs.finished_run import find_run, read_finished_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return a_run(tmp_path / "outputs", warnings=2)


def test_a_run_is_read_whole(run: Path) -> None:
    found = read_finished_run(run)
    assert (found.id, found.about, found.report, str(found.period)) == (run.name, ABOUT, "semester_report", "2023-S1")
    assert (found.counts.errors, found.counts.warnings) == (0, 2)
    assert (found.document_name, found.document) == (DOCUMENT, report_document())
    assert found.sums == sha((run / "SHA256SUMS").read_bytes())
    assert [role.label for role in found.institution.sign_off] == ["Elaborat", "Coordonat", "Coordonat"]


def test_what_office_programs_leave_beside_the_files_harms_nobody(run: Path) -> None:
    (run / f"~${DOCUMENT}").write_bytes(b"lock")
    (run / ".DS_Store").write_bytes(b"")
    assert read_finished_run(run).id == run.name


@pytest.mark.parametrize("name", [DOCUMENT, "totals.csv", "manifest.json", "kept/inputs/oras/institution.yaml"])
def test_one_changed_byte_is_named(run: Path, name: str) -> None:
    content = (run / name).read_bytes()
    (run / name).write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert refused(run) == (
        f"{run.name}/{name}\n"
        "    găsit      un fișier schimbat, adăugat sau lipsă de când s-a încheiat rularea\n"
        "    așteptat   fișierul din SHA256SUMS, neatins\n"
        "    de făcut   rulați din nou raportul: aceleași intrări dau aceiași octeți; nu schimbați nimic în dosarul rulării"
    )


def test_files_that_are_missing_and_added_are_named_together(run: Path) -> None:
    (run / "totals.csv").unlink()
    (run / "altul.docx").write_bytes(b"x")
    with pytest.raises(OfficeFileError) as caught:
        read_finished_run(run)
    assert [str(one.place) for one in (caught.value, *caught.value.also)] == [
        f"{run.name}/altul.docx",
        f"{run.name}/totals.csv",
    ]


def test_a_manifest_with_other_figures_does_not_bear_the_name_of_the_run(run: Path) -> None:
    """Whoever writes the sums anew, too, still has another id."""
    manifest = json.loads((run / "manifest.json").read_bytes())
    manifest["parameters"]["risk"] = "altul"
    changed = json.dumps(manifest).encode()
    old = sha((run / "manifest.json").read_bytes())
    (run / "manifest.json").write_bytes(changed)
    sums = (run / "SHA256SUMS").read_text(encoding="utf-8")
    (run / "SHA256SUMS").write_text(sums.replace(old, sha(changed)), encoding="utf-8")
    assert found_in(run) == "un manifest care nu este al rulării cu acest nume"


def test_a_run_that_was_taken_out_of_its_place_is_refused(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "altundeva" / run.name
    shutil.copytree(run, copy)
    assert refused(copy) == (
        f"dosarul {copy}\n"
        f"    găsit      o rulare scoasă din dosarul ei, {ABOUT}\n"
        "    așteptat   dosarul unei rulări încheiate, la locul în care l-a pus „raport run”\n"
        "    de făcut   numiți dosarul de pe ultimul rând al comenzii „raport run”"
    )


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    assert found_in(tmp_path) == "un dosar fără manifest.json și SHA256SUMS"


def test_a_link_among_the_files_is_refused(run: Path, tmp_path: Path) -> None:
    (tmp_path / "altul.csv").write_bytes((run / "totals.csv").read_bytes())
    (run / "totals.csv").unlink()
    (run / "totals.csv").symlink_to(tmp_path / "altul.csv")
    assert found_in(run) == "un dosar cu o legătură către alt loc"


def test_a_folder_of_any_size_is_not_read(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished_run, "_MOST_BYTES", 1_000_000)
    (run / "mare.bin").write_bytes(bytes(1_000_001))
    assert found_in(run) == "un dosar de peste 1 de megaocteți"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"report": "../altul"}, "un manifest fără instituție, perioadă și raport"),
        ({"parameters": {"institution": "../oras", "period": "2023-S1"}}, "un manifest fără instituție, perioadă și raport"),
        ({"parameters": {}}, "un manifest fără instituție, perioadă și raport"),
    ],
)
def test_a_manifest_that_leads_elsewhere_is_refused(run: Path, changes: dict[str, object], found: str) -> None:
    old = (run / "manifest.json").read_bytes()
    changed = json.dumps({**json.loads(old), **changes}).encode()
    (run / "manifest.json").write_bytes(changed)
    sums = (run / "SHA256SUMS").read_text(encoding="utf-8")
    (run / "SHA256SUMS").write_text(sums.replace(sha(old), sha(changed)), encoding="utf-8")
    assert found_in(run) == found


def test_a_run_has_one_word_file(run: Path) -> None:
    content = report_document()
    (run / "altul.docx").write_bytes(content)
    with (run / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{sha(content)}  altul.docx\n")
    assert found_in(run) == "o rulare fără un singur fișier Word"


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{", b'{"report": 1}', b"\xff"])
def test_a_manifest_that_is_none_is_refused(run: Path, manifest: bytes) -> None:
    old = sha((run / "manifest.json").read_bytes())
    (run / "manifest.json").write_bytes(manifest)
    sums = (run / "SHA256SUMS").read_text(encoding="utf-8")
    (run / "SHA256SUMS").write_text(sums.replace(old, sha(manifest)), encoding="utf-8")
    assert found_in(run) == "un manifest care nu este cel scris de „raport run”"


def test_a_run_is_found_by_its_folder_and_by_its_id(run: Path, tmp_path: Path) -> None:
    assert find_run(str(run), tmp_path / "outputs") == run.resolve()
    assert find_run(run.name, tmp_path / "outputs") == run.resolve()


@pytest.mark.parametrize("given", ["", "x", "0" * 12, "nu/este", "a" * 5000, "\x00"])
def test_what_names_no_run_is_refused(run: Path, tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_run(given, tmp_path / "outputs")
    assert caught.value.expected.startswith("dosarul unei rulări, sau cele 12 semne ale numelui ei")


def test_a_mistyped_id_is_told_the_nearest(run: Path, tmp_path: Path) -> None:
    typed = run.name[:-1] + ("0" if run.name[-1] != "0" else "1")
    with pytest.raises(UsageError) as caught:
        find_run(typed, tmp_path / "outputs")
    assert str(caught.value) == (
        "rularea cerută\n"
        f"    găsit      „{typed}”, care nu este nici dosarul, nici numele unei rulări\n"
        f"    așteptat   dosarul unei rulări, sau cele 12 semne ale numelui ei; cel mai apropiat este „{run.name}”\n"
        "    de făcut   corectați numele; „raport run” îl scrie pe ultimul rând"
    )


def refused(run: Path) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_finished_run(run)
    return str(caught.value)


def found_in(run: Path) -> str:
    with pytest.raises(OfficeFileError) as caught:
        read_finished_run(run)
    return caught.value.found
