"""A bundle holds a run with all that belongs to it; one flipped byte is named, and nothing leaves the temporary folder."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from signed_run import DOCUMENT, HOME, PEOPLE, a_run, signed

from toolkit.audit.bundle import CONTAINER, BundleRequest, bundle_run
from toolkit.audit.bundle_reading import BundleCheck, bundle_as_text, check_bundle, unpacked
from toolkit.audit.kept_run import open_run
from toolkit.audit.sign_off import check_sign_off
from toolkit.cli import main
from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.stored_zip import parts_of, stored_zip

Change = Callable[[dict[str, bytes]], dict[str, bytes]]
NO_BUNDLE = "cuprinsul arhivei, de la sfârșitul ei, nu este al unui pachet făcut cu „raport bundle”"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proiect")
    signed(folder, a_run(folder))
    return folder


@pytest.fixture(scope="module")
def run(project: Path) -> Path:
    [run] = (path.parent for path in (project / "outputs" / HOME).glob("*/manifest.json"))
    return run


@pytest.fixture(scope="module")
def bundle(project: Path, run: Path) -> Path:
    return bundle_run(BundleRequest(run=run.name, out=project / "dovezi.zip", project=project)).file


def forged(bundle: Path, folder: Path, change: Change) -> BundleCheck:
    """A bundle of which somebody made another, whole as an archive."""
    file = folder / "altul.zip"
    file.write_bytes(stored_zip(change(parts_of(bundle.read_bytes()))))
    return check_bundle(file)


def said(check: BundleCheck) -> list[str]:
    return [str(damage) for damage in check.damaged]


def test_a_bundle_holds_the_run_the_register_and_the_version(bundle: Path, run: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        assert (names[0], archive.read("mimetype")) == ("mimetype", CONTAINER)
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        beside = {path.relative_to(run.parents[3].parent).as_posix() for path in run.parent.rglob("*") if path.is_file()}
        assert {name for name in names if name.startswith("outputs/")} == {n for n in beside if not n.endswith(".lock")}
        assert set(names) - beside == {"mimetype", "SHA256SUMS", "requirements.lock", "ro-crate-metadata.json"}
        libraries = json.loads((run / "manifest.json").read_bytes())["versions"]["libraries"]
        lock = archive.read("requirements.lock").decode().splitlines()
    assert lock[0].startswith("# Python 3.")
    assert dict(line.split("==") for line in lock[1:]) == libraries


def test_its_sums_are_those_of_another_program(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("sha256sum is not installed")
    answer = subprocess.run([program, "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_second_bundle_has_the_same_bytes(bundle: Path, run: Path, tmp_path: Path) -> None:
    again = bundle_run(BundleRequest(run=str(run), out=tmp_path / "dovezi.zip", language="en")).file
    assert again.read_bytes() == bundle.read_bytes()


def test_its_description_names_every_file_once_and_what_the_run_used(bundle: Path, run: Path) -> None:
    """As RO-Crate 1.1 and the profile of one process ask: one action, from its objects by its instruments to its results."""
    with zipfile.ZipFile(bundle) as archive:
        text = archive.read("ro-crate-metadata.json").decode()
        contents = {name: archive.read(name) for name in archive.namelist()}
    graph = {entity["@id"]: entity for entity in json.loads(text)["@graph"]}
    assert len(graph) == len(json.loads(text)["@graph"])
    files = {unquote(name): entity for name, entity in graph.items() if "File" in entity["@type"]}
    assert files.keys() == contents.keys() - {"SHA256SUMS", "ro-crate-metadata.json"}
    assert all(one["sha256"] == hashlib.sha256(contents[name]).hexdigest() for name, one in files.items())
    [action] = [entity for entity in graph.values() if entity["@type"] == "CreateAction"]
    objects = [graph[one["@id"]] for one in action["object"]]
    assert {one["name"]: one["value"] for one in objects if one["@type"] == "PropertyValue"} == json.loads(
        (run / "manifest.json").read_bytes()
    )["parameters"]
    assert [graph[one["@id"]]["name"] for one in action["instrument"]] == ["semester_report.ipynb", "raport"]
    assert sorted(graph[one["@id"]]["name"] for one in action["result"]) == [DOCUMENT, "status.csv", "totals.csv"]
    assert graph["./"]["datePublished"] == "2024-02-08"
    assert graph["./"]["conformsTo"] == {"@id": "https://w3id.org/ro/wfrun/process/0.5"}
    links = [one["@id"] for entity in graph.values() for value in entity.values() for one in _links(value)]
    assert [
        link
        for link in links
        if link not in graph and not link.startswith(("http://schema.org/", "https://w3id.org/ro/crate"))
    ] == []
    assert not any(name in text for _, name, _ in PEOPLE)


def _links(value: object) -> list[dict[str, str]]:
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict)]


def test_a_whole_bundle_is_said_to_be_one_and_its_signatures_hold(bundle: Path) -> None:
    check = check_bundle(bundle)
    assert bundle_as_text(check).splitlines() == [
        f"pachetul dovezi.zip: {len(check.files)} fișiere",
        "pachetul este, octet cu octet, cel scris de „raport bundle”",
    ]
    with unpacked(check) as folder:
        found = check_sign_off(open_run(folder))
    assert found is not None
    assert (len(found.signatures), found.problem) == (3, "")
    assert found.signatures[0] == (
        f"versiunea 1: {DOCUMENT}: semnat de Ana Pop, ca specialist, 08.02.2024: neatins de atunci;"
        " integritate, nu identitate: certificatul nu este dat de o autoritate recunoscută"
    )
    assert not folder.exists()


@given(st.data())
def test_one_flipped_byte_anywhere_is_named(
    bundle: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(bundle.read_bytes())
    with zipfile.ZipFile(bundle) as archive:
        starts = {entry.filename: entry.header_offset for entry in archive.infolist()}
        directory = archive.start_dir
    places = st.one_of(
        st.integers(0, len(content) - 1),
        st.integers(directory, len(content) - 1),
        st.sampled_from(sorted(starts.values())).flatmap(lambda start: st.integers(start, start + 120)),
    )
    at, bit = data.draw(places), data.draw(st.integers(0, 7))
    content[at] ^= 1 << bit
    file = tmp_path_factory.mktemp("un bit") / "dovezi.zip"
    file.write_bytes(content)
    check = check_bundle(file)
    assert check.damaged
    if at < directory:
        name = max((start, name) for name, start in starts.items() if start <= at)[1]
        assert any(line.startswith(f"{name}: ") for line in said(check))


@pytest.mark.parametrize("length", [0, 1, 21, 1000, -1, -22])
def test_a_bundle_that_was_cut_off_is_named(bundle: Path, tmp_path: Path, length: int) -> None:
    (tmp_path / "tăiat.zip").write_bytes(bundle.read_bytes()[:length])
    assert said(check_bundle(tmp_path / "tăiat.zip")) == [NO_BUNDLE]


def test_a_byte_added_before_or_after_is_named(bundle: Path, tmp_path: Path) -> None:
    for content in (b"\0" + bundle.read_bytes(), bundle.read_bytes() + b"\0"):
        (tmp_path / "mai lung.zip").write_bytes(content)
        assert check_bundle(tmp_path / "mai lung.zip").damaged


def test_a_changed_an_added_and_a_missing_file_are_named(bundle: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        del parts["requirements.lock"]
        return {**parts, "note.txt": b"citit", "ro-crate-metadata.json": b"{}"}

    assert said(forged(bundle, tmp_path, change)) == [
        "requirements.lock: lipsește",
        "note.txt: nu era în pachet",
        "ro-crate-metadata.json: s-a schimbat",
    ]


def test_sums_that_were_emptied_are_named(bundle: Path, tmp_path: Path) -> None:
    assert said(forged(bundle, tmp_path, lambda parts: {**parts, "SHA256SUMS": b"x"})) == [
        "SHA256SUMS: lipsește, sau nu mai este o listă de hash-uri"
    ]


def test_a_signature_of_the_container_may_be_added_and_is_told(bundle: Path, tmp_path: Path) -> None:
    """As a program for signing does it: it compresses, writes the time, and adds META-INF/."""
    file = tmp_path / "semnat.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(bundle.read_bytes()).items():
            archive.writestr(
                zipfile.ZipInfo(name, (2024, 2, 9, 8, 0, 0)), content, zipfile.ZIP_DEFLATED if name != "mimetype" else 0
            )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("META-INF/signatures0.xml", "<signatures/>")
    check = check_bundle(file)
    assert (check.damaged, check.signatures) == ((), ("META-INF/manifest.xml", "META-INF/signatures0.xml"))
    assert bundle_as_text(check).splitlines()[-2:] == [
        "fișierele sunt cele din SHA256SUMS",
        (
            "semnat ca pachet (META-INF/manifest.xml, META-INF/signatures0.xml): semnătura o verifică programul cu care"
            " s-a semnat; scrierea arhivei, nu și fișierele, poate fi alta decât cea dintâi"
        ),
    ]


def test_a_bundle_written_anew_without_a_signature_is_not_the_same(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "din nou.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(bundle.read_bytes()).items():
            archive.writestr(name, content)
    assert said(check_bundle(file)) == ["mimetype: antetul lui din arhivă s-a schimbat"]


@pytest.mark.parametrize(
    "name", ["../afară.txt", "/afară.txt", "outputs/../../afară.txt", "a\\..\\afară.txt", "a//b", "./a"]
)
def test_a_name_that_leads_out_of_the_bundle_is_refused(bundle: Path, tmp_path: Path, name: str) -> None:
    check = forged(bundle, tmp_path, lambda parts: {**parts, name: b"x"})
    assert "un nume care duce în afara pachetului" in "".join(said(check))
    assert name not in check.files


@pytest.mark.parametrize("names", [("A.txt", "a.txt"), ("a.txt", "a.txt/b"), ("a.txt/b", "a.txt"), ("ș", "s\u0326")])
def test_two_names_that_a_system_takes_for_one_are_refused(bundle: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    check = forged(bundle, tmp_path, lambda parts: {**parts, **dict.fromkeys(names, b"x")})
    assert f"{names[1]}: un nume care stă de două ori în arhivă" in said(check)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_twice_is_refused(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "dublu.zip"
    file.write_bytes(bundle.read_bytes())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("requirements.lock", "altul")
    assert said(check_bundle(file)) == ["requirements.lock: un nume care stă de două ori în arhivă"]


def test_a_link_is_refused(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "legătură.zip"
    file.write_bytes(bundle.read_bytes())
    entry = zipfile.ZipInfo("outputs/legătură")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert said(check_bundle(file)) == ["outputs/legătură: o legătură sau altceva decât un fișier obișnuit"]


def test_a_bomb_is_not_unpacked(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "bombă.zip"
    file.write_bytes(bundle.read_bytes())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("zerouri", "w") as entry:
        for _ in range(301):
            entry.write(bytes(1_000_000))
    assert said(check_bundle(file)) == ["zerouri: mai mult decât 300 de megaocteți, despachetat"]


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "altceva.zip"
    file.write_bytes(stored_zip({"a.txt": b"a"}))
    assert said(check_bundle(file)) == [NO_BUNDLE]
    assert bundle_as_text(check_bundle(file)).splitlines()[-1] == (
        "PACHETUL S-A SCHIMBAT de când a fost făcut; rularea din el nu s-a mai verificat"
    )


def test_a_damaged_run_or_version_is_not_packed(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    version = signed(tmp_path, run, with_certificates=False)
    whole = (version / DOCUMENT).read_bytes()
    (version / DOCUMENT).write_bytes(whole + b"\0")
    with pytest.raises(OfficeFileError, match="un fișier schimbat sau lipsă de la ultimul pas din registru"):
        bundle_run(BundleRequest(run=str(run), out=tmp_path / "a.zip"))
    (version / DOCUMENT).write_bytes(whole)
    (run / "totals.csv").write_bytes(b"altele")
    with pytest.raises(OfficeFileError, match="un fișier schimbat, adăugat sau lipsă de când s-a încheiat rularea"):
        bundle_run(BundleRequest(run=str(run), out=tmp_path / "a.zip"))
    assert not (tmp_path / "a.zip").exists()


def test_a_bundle_is_not_written_over_another(bundle: Path, run: Path) -> None:
    with pytest.raises(UsageError, match="există deja"):
        bundle_run(BundleRequest(run=str(run), out=bundle))


def test_the_command_packs_and_says_what_the_bundle_has(project: Path, run: Path, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "dovezi.zip"
    assert main(["bundle", run.name, "--out", str(file), "--project", str(project)]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [str(file)]
    assert captured.err.splitlines()[0].startswith("capătul registrului: ")
    assert captured.err.splitlines()[-1] == (
        "următorul pas: semnați pachetul ca ASiC-E, dacă vreți, și verificați-l oriunde cu „raport audit dovezi.zip”"
    )
    file.write_bytes(file.read_bytes()[:-1])
    assert main(["audit", str(file)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == str(file)


def test_a_word_file_is_held_against_a_bundle(bundle: Path, run: Path, capsys: Captured) -> None:
    assert main(["audit", str(bundle), "--docx", str(run / DOCUMENT)]) == 0
    assert "NIMIC SCHIMBAT: fișierul spune ce spune raportul" in capsys.readouterr().out.splitlines()


def test_the_archive_opens_with_the_mimetype_where_containers_are_recognised(bundle: Path) -> None:
    """Its name at the 30th byte and its content after it, as ASiC (ETSI EN 319 162-1) asks."""
    begin = bundle.read_bytes()[:69]
    assert begin[30:] == b"mimetype" + CONTAINER
    assert io.BytesIO(begin).read(4) == b"PK\3\4"
