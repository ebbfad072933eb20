"""An edited report may be any file: what is not text in its controls is refused in plain words, and nothing else is read."""

from __future__ import annotations

import io
import random
import zipfile
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from edited_report import FILE, WRITTEN, a_paragraph, changed, content_of, control_of, printed, texts_in, with_texts
from lxml import etree

from toolkit.errors import OfficeFileError, ToolkitError
from toolkit.intake.office_files import Sections
from toolkit.plan.yaml_file import read_yaml
from toolkit.word.edited_report import read_edited
from toolkit.word.package import CONTENT_TYPES, CUSTOM, DOCUMENT, W, read_package, write_package

INPUTS = Path(__file__).parents[1] / "inputs"


@pytest.fixture(scope="module")
def report() -> bytes:
    return printed(read_yaml(WRITTEN, FILE, Sections))


def refusal(content: bytes) -> str:
    with pytest.raises(OfficeFileError) as refused:
        read_edited(content, FILE)
    return str(refused.value)


def summary_with(report: bytes, *elements: etree._Element) -> bytes:
    return changed(report, lambda document: content_of(document, "summary").extend(elements))


def an_element(xml: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{xml}</w:p>')[0]


def lost_in(report: bytes, *elements: etree._Element) -> tuple[str, ...]:
    return read_edited(summary_with(report, *elements), FILE).parts["summary"].not_kept


def not_text(found: str, alias: str = "Rezumatul executiv") -> str:
    return (
        f"editat.docx · controlul „{alias}”\n"
        f"    găsit      {found}\n"
        "    așteptat   numai text: paragrafe și liste\n"
        "    de făcut   scoateți din control ce nu este text, acceptați sau refuzați modificările urmărite și salvați"
    )


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "un tabel"),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "o imagine sau un desen"),
        ("<w:p><w:r><w:pict/></w:r></w:p>", "o imagine sau un desen"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "un obiect încorporat"),
        ("<w:altChunk/>", "un alt document"),
        ("<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>", "o notă de subsol"),
        ("<w:p><w:r><w:endnoteReference w:id='2'/></w:r></w:p>", "o notă de final"),
        ("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>", "un alt control de conținut"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ascuns</w:t></w:r></w:p>", "text ascuns"),
        ("<w:p><w:ins><w:r><w:t>nou</w:t></w:r></w:ins></w:p>", "modificări urmărite, pe care nimeni nu le-a acceptat"),
        (
            "<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>",
            "modificări urmărite, pe care nimeni nu le-a acceptat",
        ),
        (
            "<w:p xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:oMath/></w:p>",
            "o ecuație",
        ),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(report: bytes, xml: str, found: str):
    assert refusal(summary_with(report, an_element(xml))) == not_text(found)


def test_everything_that_is_wrong_is_said_at_once(report: bytes):
    def change(document: etree._Element) -> None:
        content_of(document, "summary").append(an_element("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))
        content_of(document, "risks.items").append(an_element("<w:p><w:r><w:drawing/></w:r></w:p>"))

    assert refusal(changed(report, change)) == "\n\n".join(
        [not_text("un tabel"), not_text("o imagine sau un desen", "Riscuri: lista")]
    )


def test_a_control_that_was_deleted_is_missed(report: bytes):
    def change(document: etree._Element) -> None:
        control = control_of(document, "risks.items")
        control.getparent().remove(control)

    assert refusal(changed(report, change)) == (
        "editat.docx · controlul „Riscuri: lista”\n"
        "    găsit      controlul lipsește: cadrul lui a fost șters sau scos\n"
        "    așteptat   textul în cadrul lui, ca să se știe unde începe și unde se termină\n"
        "    de făcut   mutați textul în controlul raportului dinainte, sau scrieți-l în sections.yaml"
    )


def test_a_frame_that_was_taken_away_from_its_text_is_missed(report: bytes):
    def change(document: etree._Element) -> None:
        control = control_of(document, "risks.lead")
        for paragraph in list(content_of(document, "risks.lead")):
            control.addprevious(paragraph)
        control.getparent().remove(control)

    assert "controlul „Riscuri: fraza de început”\n    găsit      controlul lipsește" in refusal(changed(report, change))


def test_a_control_that_was_copied_is_told(report: bytes):
    def change(document: etree._Element) -> None:
        control = control_of(document, "proposals.lead")
        control.addnext(deepcopy(control))

    assert refusal(changed(report, change)) == (
        "editat.docx · controlul „Propuneri: fraza de început”\n"
        "    găsit      controlul de 2 ori\n"
        "    așteptat   un singur control cu acest nume\n"
        "    de făcut   păstrați în Word un singur control și textul bun în el"
    )


def test_a_control_that_was_moved_into_another_is_refused(report: bytes):
    def change(document: etree._Element) -> None:
        content_of(document, "summary").append(control_of(document, "risks.items"))

    said = refusal(changed(report, change))
    assert not_text("un alt control de conținut") in said
    assert "controlul „Riscuri: lista”\n    găsit      controlul lipsește" in said


def test_a_heading_under_the_text_is_the_end_of_a_part_only_where_the_report_has_it(report: bytes):
    """LibreOffice leaves the frame around the first paragraph: what follows it, up to the next heading, is read too."""

    def as_libreoffice(document: etree._Element) -> None:
        control, content = control_of(document, "summary"), content_of(document, "summary")
        for paragraph in reversed(list(content)[1:]):
            control.addnext(paragraph)
        control.addnext(a_paragraph("Un titlu al meu", '<w:pStyle w:val="Heading1"/>'))

    assert refusal(changed(report, as_libreoffice)) == not_text("un titlu")


def test_what_is_typed_right_under_a_frame_is_not_lost(report: bytes):
    typed = changed(report, lambda document: control_of(document, "summary").addnext(a_paragraph("Sub cadru.")))
    assert texts_in(typed)["summary"] == ("Un rezumat.", "A doua frază.", "Sub cadru.")


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("<w:b/>", "litere îngroșate"),
        ("<w:i/>", "litere cursive"),
        ('<w:u w:val="single"/>', "litere subliniate"),
        ("<w:strike/>", "litere tăiate"),
        ('<w:highlight w:val="yellow"/>', "litere evidențiate cu o culoare"),
        ('<w:vertAlign w:val="superscript"/>', "litere ridicate sau coborâte"),
    ],
)
def test_a_look_that_no_text_can_hold_is_said_and_the_text_is_read(report: bytes, run: str, found: str):
    assert lost_in(report, a_paragraph("da", run=run)) == (found,)
    assert texts_in(summary_with(report, a_paragraph("da", run=run)))["summary"][-1] == "da"


def test_a_look_that_is_switched_off_is_nothing_to_speak_of(report: bytes):
    assert lost_in(report, a_paragraph("da", run='<w:b w:val="0"/><w:u w:val="none"/>')) == ()


def test_an_address_behind_a_word_is_said_to_be_lost_and_one_that_is_typed_is_not(report: bytes):
    field = '<w:p><w:r><w:instrText> HYPERLINK "https://balti.md/" </w:instrText></w:r><w:r><w:t>{}</w:t></w:r></w:p>'
    assert lost_in(report, an_element(field.format("aici"))) == ("o legătură către https://balti.md/",)
    assert lost_in(report, an_element(field.format("https://balti.md"))) == ()


def test_comments_are_said_to_be_lost(report: bytes):
    commented = "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>"
    assert lost_in(report, an_element(commented)) == ("comentarii",)


def test_lists_are_read_with_their_marks(report: bytes):
    bullet = '<w:pStyle w:val="Textcupuncte"/>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    typed = summary_with(
        report, *(a_paragraph(text, look) for text, look in (("a", bullet), ("b", numbered), ("c", numbered)))
    )
    assert texts_in(typed)["summary"][-3:] == ("- a", "1. b", "2. c")


def test_the_numbers_of_items_are_of_the_template(report: bytes):
    assert texts_in(report)["risks.items"] == ("unul", "al doilea")


def test_two_paragraphs_that_were_joined_and_one_that_was_cut_are_read_as_they_stand(report: bytes):
    edited = with_texts(report, {"summary": ["Un rezumat. A doua frază."], "risks.items": ["un\nul", "al", "doilea"]})
    assert texts_in(edited)["summary"] == ("Un rezumat. A doua frază.",)
    assert texts_in(edited)["risks.items"] == ("un\nul", "al", "doilea")


def test_tabs_hyphens_and_spaces_that_do_not_break_are_kept_and_control_characters_are_not(report: bytes):
    odd = an_element(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c\u00a0d\u0085e\u007f</w:t></w:r></w:p>"
    )
    assert texts_in(summary_with(report, odd))["summary"][-2:] == ("a b\u2011c\u00a0d", "e")


def test_texts_longer_than_any_report_are_refused(report: bytes):
    assert refusal(with_texts(report, {"summary": ["a" * 60_000, "b" * 60_000]})) == (
        "editat.docx\n"
        "    găsit      texte de peste 100000 de caractere\n"
        "    așteptat   un raport editat, cu texte de câteva pagini\n"
        "    de făcut   păstrați în document numai ce a tipărit raportul și textele pe care le-ați scris"
    )


def test_a_file_saved_by_another_library_is_read_the_same(report: bytes):
    target = io.BytesIO()
    docx.Document(io.BytesIO(report)).save(target)
    assert texts_in(target.getvalue()) == texts_in(report)


def test_a_document_of_which_no_report_says_anything_has_no_parts(report: bytes):
    target = io.BytesIO()
    docx.Document().save(target)
    assert read_edited(target.getvalue(), FILE).parts == {}
    parts = read_package(report, FILE)
    assert read_edited(write_package({n: p for n, p in parts.items() if n != CUSTOM}), FILE).parts == {}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("template-zip-bomb", "o componentă comprimată de peste 200 de ori"),
        ("template-docm", "un document Word cu macrocomenzi (.docm)"),
        ("template-dotx", "un șablon Word (.dotx)"),
        ("template-old-word", "un document Word vechi (.doc)"),
        ("template-behind-a-password", "un document protejat cu parolă"),
        ("template-pdf", "un fișier PDF"),
        ("template-empty", "un fișier gol, de 0 octeți"),
        ("template-workbook", "o arhivă în care nu se află un document Word"),
        ("template-with-dtd", "o parte deteriorată"),
        ("template-foreign-xml", "XML care nu este de la Word"),
        ("template-xml-too-deep", "peste 200 de ori"),
        ("template-in-utf-16", "altă codificare"),
        ("template-strict", "un document de tipul „Document Strict Open XML”"),
        ("template-two-parts-of-one-name", "două componente au același nume"),
        ("template-leads-out-of-the-archive", "duce în afara ei"),
        ("template-cut-short", "un fișier care nu se poate deschide ca document Word"),
    ],
)
def test_files_that_no_report_is_are_refused(name: str, found: str):
    [file] = (INPUTS / name).glob("template.*")
    assert found in refusal(file.read_bytes())


def test_a_document_full_of_markup_is_refused_before_it_is_read(report: bytes):
    parts = read_package(report, FILE)
    filling = random.Random(1).randbytes(1_000_000).hex().encode() * 16  # noqa: S311  no secret
    huge = {**parts, DOCUMENT: parts[DOCUMENT].replace(b"</w:body>", b"<!--" + filling + b"--></w:body>")}
    assert "un document cu peste 30 MB de text" in refusal(write_package(huge))


@pytest.mark.parametrize("part", [DOCUMENT, CUSTOM, CONTENT_TYPES])
def test_whatever_is_broken_in_it_gives_a_message_and_no_fault(report: bytes, part: str):
    parts, chance = read_package(report, FILE), random.Random(7)  # noqa: S311  no secret
    for _ in range(150):
        content = bytearray(parts[part])
        for _ in range(chance.randint(1, 3)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            read_edited(write_package({**parts, part: bytes(content)}), FILE)
        except ToolkitError as error:
            assert isinstance(error, OfficeFileError), error


def test_bytes_broken_anywhere_in_the_archive_give_a_message_and_no_fault(report: bytes):
    chance, target = random.Random(11), io.BytesIO()  # noqa: S311  no secret
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in read_package(report, FILE).items():
            archive.writestr(name, content)

    for _ in range(150):
        broken = bytearray(target.getvalue())
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_edited(bytes(broken), FILE)
        except ToolkitError as error:
            assert isinstance(error, OfficeFileError), error
