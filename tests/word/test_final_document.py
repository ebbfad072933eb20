"""The final file says what the run's file says, bears names and dates and no draft's mark, and is closed to editing."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree
from run_folder import report_document

from toolkit.errors import OfficeFileError, ToolkitFault
from toolkit.word.content_reading import content_of
from toolkit.word.custom_properties import custom_properties
from toolkit.word.final_document import Signatory, final_document
from toolkit.word.package import DOCUMENT, W, read_package, write_package
from toolkit.word.sign_off_block import with_sign_off_marked

FILE = "raport.docx"
PEOPLE = tuple(Signatory(name=name, day=f"0{n}.02.2024") for n, name in enumerate(("Ana Pop", "Ion & Rusu", "Мария <b>"), 5))
PROPERTIES = {"sign-off content": "a" * 64, "sign-off version": "1"}


@pytest.fixture(scope="module")
def final() -> bytes:
    return final_document(report_document(), PEOPLE, PROPERTIES, file=FILE)


def changed(document: bytes, part: str, old: str, new: str) -> bytes:
    parts = read_package(document, FILE)
    text = parts[part].decode()
    assert old in text
    return write_package({**parts, part: text.replace(old, new).encode()})


def test_names_and_dates_stand_in_the_table_of_signatures(final: bytes) -> None:
    table = docx.Document(io.BytesIO(final)).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["Elaborat: Ana Pop, specialist principal, Direcția cultură", "", "05.02.2024"],
        ["Coordonat: Ion & Rusu, șef, Direcția cultură", "", "06.02.2024"],
        ["Coordonat: Мария <b>, secretar", "", "07.02.2024"],
    ]


def test_the_mark_of_a_draft_is_gone_from_every_page(final: bytes) -> None:
    assert content_of(report_document()).marks == ("PROIECT",)
    assert content_of(final).marks == ()
    with zipfile.ZipFile(io.BytesIO(final)) as package:
        assert not any(b"PROIECT" in package.read(name) for name in package.namelist())


def test_what_the_report_says_is_the_same(final: bytes) -> None:
    assert content_of(final).hash == content_of(report_document()).hash


def test_word_does_not_let_it_be_edited(final: bytes) -> None:
    settings = docx.Document(io.BytesIO(final)).settings.element
    protection = settings.find(f"{W}documentProtection")
    assert (protection.get(f"{W}edit"), protection.get(f"{W}enforcement")) == ("readOnly", "1")
    assert settings.index(protection) < settings.index(settings.find(f"{W}defaultTabStop"))  # as the schema orders them


def test_nothing_but_headers_block_settings_and_properties_changes(final: bytes) -> None:
    before, after = read_package(report_document(), FILE), read_package(final, FILE)
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    headers = {name for name in before if name.startswith("word/header")}
    added = {"docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"}
    assert differing == {DOCUMENT, "word/settings.xml", *headers, *added}


def test_the_properties_say_what_was_approved(final: bytes) -> None:
    assert custom_properties(read_package(final, FILE)) == PROPERTIES


def test_properties_that_are_there_stay() -> None:
    once = final_document(report_document(), PEOPLE, PROPERTIES, file=FILE)
    parts = read_package(once, FILE)
    document = write_package({**read_package(report_document(), FILE), **{n: parts[n] for n in (*_ADDED,)}})
    again = final_document(document, PEOPLE, {"altul": "da"}, file=FILE)
    assert custom_properties(read_package(again, FILE)) == {**PROPERTIES, "altul": "da"}


_ADDED = ("docProps/custom.xml", "_rels/.rels", "[Content_Types].xml")


def test_equal_arguments_give_equal_bytes(final: bytes) -> None:
    assert final_document(report_document(), PEOPLE, PROPERTIES, file=FILE) == final


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (lambda: changed(report_document(), DOCUMENT, "bloc_semnaturi", "altceva"), "un document fără bloc de semnături"),
        (lambda: report_document(roles=2), "un bloc de semnături cu 2 rânduri, la 3 roluri"),
        (
            lambda: changed(report_document(), DOCUMENT, "_" * 25, "..."),
            "un rând de semnătură fără linia pe care se scrie numele",
        ),
    ],
)
def test_a_table_that_cannot_be_filled_is_refused(document: object, found: str) -> None:
    with pytest.raises(OfficeFileError) as caught:
        final_document(document(), PEOPLE, PROPERTIES, file=FILE)  # type: ignore[operator]
    assert str(caught.value) == (
        f"{FILE}\n"
        f"    găsit      {found}\n"
        "    așteptat   un tabel cu câte un rând de rol: linia pentru nume, locul semnăturii și data\n"
        "    de făcut   corectați tabelul semnăturilor în șablon și rulați raportul din nou"
    )


@pytest.mark.parametrize(
    ("kept_from", "found", "expected"),
    [
        ("_without_marks", "marca „PROIECT” pe pagini", "un document fără ea"),
        ("_fill", "rândul „Elaborat: ", "Ana Pop, 05.02.2024"),
        ("with_custom_properties", "alte proprietăți decât cele scrise", "proprietățile semnării"),
    ],
)
def test_a_final_file_that_is_not_as_it_must_be_does_not_leave(
    monkeypatch: pytest.MonkeyPatch, kept_from: str, found: str, expected: str
) -> None:
    """Each piece of the work left undone is seen when the file is read back."""
    undone = {"_without_marks": lambda *_: (), "_fill": lambda *_: None, "with_custom_properties": lambda parts, _: parts}
    monkeypatch.setattr(f"toolkit.word.final_document.{kept_from}", undone[kept_from])
    with pytest.raises(ToolkitFault) as caught:
        final_document(report_document(), PEOPLE, PROPERTIES, file=FILE)
    assert caught.value.found.startswith(found)
    assert caught.value.expected == expected
    assert caught.value.fix == "trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"


def test_another_content_than_the_run_has_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(document: etree._Element, *_: object) -> None:
        text = next(text for text in document.iter(f"{W}t") if text.text == "unul")
        text.text = "altul"

    monkeypatch.setattr("toolkit.word.final_document._fill", spoil)
    with pytest.raises(ToolkitFault) as caught:
        final_document(report_document(), PEOPLE, PROPERTIES, file=FILE)
    assert str(caught.value).startswith(
        "documentul final, citit din nou\n"
        "    găsit      alt conținut decât al rulării\n"
        "    așteptat   conținutul rulării, neschimbat\n"
        "    de făcut   trimiteți acest mesaj celor care întrețin programul; documentul nu a fost scris"
    )


def test_a_document_without_the_settings_of_word_is_refused() -> None:
    parts = {name: content for name, content in read_package(report_document(), FILE).items() if name != "word/settings.xml"}
    with pytest.raises(OfficeFileError) as caught:
        final_document(write_package(parts), PEOPLE, PROPERTIES, file=FILE)
    assert caught.value.found == "un document fără setările lui Word"


def test_the_table_is_marked_in_whatever_template_loops_over_the_roles() -> None:
    """Once, whether or not the template knows of it; a template without such a table stays as it is."""
    template = write_package({**read_package(report_document(), FILE)})
    assert with_sign_off_marked(template, FILE) is template
    looped = changed(template, DOCUMENT, "bloc_semnaturi", "alt_semn")
    assert with_sign_off_marked(looped, FILE) is looped
    looped = changed(looped, DOCUMENT, "Semnătura", "{%tr for line in sign_off %}")
    marked = with_sign_off_marked(looped, FILE)
    assert marked.count(b"bloc_semnaturi") == 1
    assert with_sign_off_marked(marked, FILE) is marked
