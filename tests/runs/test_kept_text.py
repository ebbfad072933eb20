"""The text that people wrote survives: it is taken out of the Word file, whoever saved it, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from edited_report import (
    PARAMETERS,
    SECTIONS_FILE,
    WRITTEN,
    kept,
    printed,
    project,
    sections_of,
    texts_in,
    through_libreoffice,
    with_texts,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.documents.written_text import PARTS, compared, texts_of
from toolkit.errors import OfficeFileError, UsageError
from toolkit.intake.office_files import Sections
from toolkit.plan.yaml_file import read_yaml
from toolkit.word.pdf import find_libreoffice

needs_libreoffice = pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")

_LETTERS = st.one_of(
    st.sampled_from(list("aăâșțşţАя 0123.,:;#-–•*!?&%@'\"„”“<>{}[]|>\\/~`\u00a0\u2011\u0301\n")),
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"], max_codepoint=0x1FFFF),
)
_TEXTS = st.lists(st.text(_LETTERS, min_size=1, max_size=40), min_size=1, max_size=4)


def read(text: str) -> Sections:
    return read_yaml(text, SECTIONS_FILE, Sections)


def test_an_edited_part_is_taken_and_the_rest_of_the_file_stays_as_it_is(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    edited = with_texts(
        printed(read(WRITTEN)), {"summary": ["Un rezumat.", "Scris în Word: „da”."], "risks.items": ["doar al doilea"]}
    )
    found = kept(folder, edited)
    assert sections_of(folder) == (
        "# ce scriem noi\n"
        "summary:\n"
        "  - Un rezumat.\n"
        '  - "Scris în Word: „da”."\n'
        "risks:\n"
        '  lead: "Riscuri:"\n'
        "  items:\n"
        '    - "doar al doilea"\n'
        "proposals:\n"
        "  lead: Nu sunt propuneri.\n"
    )
    assert found.conflicts == ()
    assert found.said == (f"preluat din editat.docx în {SECTIONS_FILE}: „Rezumatul executiv” și „Riscuri: lista”",)


def test_a_file_that_nobody_edited_changes_nothing(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    found = kept(folder, printed(read(WRITTEN)))
    assert sections_of(folder) == WRITTEN
    assert found.said == (f"nimic de preluat din editat.docx: textele sunt cele tipărite sau cele din {SECTIONS_FILE}",)


def test_a_draft_that_nobody_edited_is_not_taken(tmp_path: Path):
    folder = project(tmp_path, None)
    kept(folder, printed(Sections()))
    assert not (folder / SECTIONS_FILE).exists()


def test_an_edited_draft_is_taken_with_all_of_its_section_and_the_others_stay_drafts(tmp_path: Path):
    folder = project(tmp_path, None)
    drafted = printed(Sections())
    items = texts_in(drafted)["risks.items"]
    kept(folder, with_texts(drafted, {"risks.items": [*items, "Un risc nou."]}))
    sections = read(sections_of(folder))
    assert sections.risks.lead == "Din cifrele raportate rezultă următoarele riscuri:"
    assert sections.risks.items == (*items, "Un risc nou.")
    assert (sections.summary, sections.proposals.items) == ((), ())


def test_what_changed_in_sections_yaml_alone_stays(tmp_path: Path):
    docx = printed(read(WRITTEN))
    later = WRITTEN.replace("Un rezumat.", "Un rezumat de azi.")
    folder = project(tmp_path, later)
    assert kept(folder, docx).conflicts == ()
    assert sections_of(folder) == later


def test_the_same_change_in_both_places_is_no_conflict(tmp_path: Path):
    edited = with_texts(printed(read(WRITTEN)), {"risks.lead": ["Iată riscurile:"]})
    folder = project(tmp_path, WRITTEN.replace('"Riscuri:"', '"Iată riscurile:"'))
    assert kept(folder, edited).conflicts == ()


def test_what_changed_in_both_places_is_a_conflict_that_shows_both_texts_and_the_other_parts_are_taken(tmp_path: Path):
    edited = with_texts(printed(read(WRITTEN)), {"risks.lead": ["Din Word:"], "proposals.lead": ["Nimic."]})
    folder = project(tmp_path, WRITTEN.replace('"Riscuri:"', '"Din fișier:"'))
    [conflict] = kept(folder, edited).conflicts
    assert conflict == (
        f"{SECTIONS_FILE} · partea risks.lead\n"
        "    găsit      un text schimbat și aici, și în editat.docx; aici: „Din fișier:”; în Word: „Din Word:”\n"
        "    așteptat   un text schimbat într-un singur loc; în raport stă cel din sections.yaml\n"
        "    de făcut   puneți în sections.yaml textul bun și rulați din nou, fără --keep-text"
    )
    sections = read(sections_of(folder))
    assert (sections.risks.lead, sections.proposals.lead) == ("Din fișier:", "Nimic.")


def test_a_draft_that_was_edited_while_somebody_wrote_the_part_is_a_conflict(tmp_path: Path):
    edited = with_texts(printed(Sections()), {"summary": ["Din Word."]})
    folder = project(tmp_path, "summary: [Din fișier.]\n")
    assert len(kept(folder, edited).conflicts) == 1
    assert sections_of(folder) == "summary: [Din fișier.]\n"


def test_a_section_of_which_all_was_deleted_is_refused(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    with pytest.raises(OfficeFileError) as refused:
        kept(folder, with_texts(printed(read(WRITTEN)), {"summary": [], "risks.lead": ["Altfel:"]}))
    assert str(refused.value) == (
        "editat.docx · controlul „Rezumatul executiv”\n"
        "    găsit      toate textele secțiunii au fost șterse\n"
        "    așteptat   un text la fiecare parte a raportului pe care o scriu oamenii\n"
        "    de făcut   scrieți în control ce este de spus; „Nu sunt propuneri.” este și el un text"
    )
    assert sections_of(folder) == WRITTEN


def test_a_lead_that_was_deleted_above_its_items_is_gone(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    kept(folder, with_texts(printed(read(WRITTEN)), {"risks.lead": []}))
    assert read(sections_of(folder)).risks.lead == ""
    assert read(sections_of(folder)).risks.items == ("unul", "al doilea")


def test_a_personal_code_is_refused_and_not_shown(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    with pytest.raises(OfficeFileError) as refused:
        kept(folder, with_texts(printed(read(WRITTEN)), {"summary": ["CNP 1800101221144 al angajatului."]}))
    assert "1800101221144" not in str(refused.value)
    assert "care pare un cod personal (CNP, IDNP)" in str(refused.value)
    assert sections_of(folder) == WRITTEN


def test_the_file_of_another_report_is_refused(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    for origin in ("semester_report alta 2023-S1", "semester_report oras 2023-S2", "monthly_report oras 2023-S1"):
        with pytest.raises(UsageError) as refused:
            kept(folder, printed(read(WRITTEN), origin))
        assert str(refused.value) == (
            "opțiunea --keep-text\n"
            f"    găsit      „editat.docx”, care este alt raport: {origin}\n"
            "    așteptat   raportul cerut: semester_report oras 2023-S1\n"
            "    de făcut   alegeți fișierul acestui raport, sau corectați parametrii"
        )


def test_a_document_that_no_report_printed_is_refused(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    with pytest.raises(UsageError) as refused:
        kept(folder, printed(read(WRITTEN), ""))
    assert str(refused.value) == (
        "opțiunea --keep-text\n"
        "    găsit      „editat.docx”, un document care nu spune din ce raport vine\n"
        "    așteptat   raportul făcut de „raport run”, editat și salvat ca .docx în Word sau LibreOffice\n"
        "    de făcut   alegeți fișierul editat, sau scrieți textele în sections.yaml"
    )


def test_line_ends_and_the_mark_of_windows_stay(tmp_path: Path):
    windows = "\ufeff" + WRITTEN.replace("\n", "\r\n")
    folder = project(tmp_path, windows)
    kept(folder, with_texts(printed(read(WRITTEN)), {"proposals.lead": ["Una."]}))
    assert sections_of(folder) == windows.replace("Nu sunt propuneri.", '"Una."')


def test_nothing_is_left_beside_the_file(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    kept(folder, with_texts(printed(read(WRITTEN)), {"proposals.lead": ["Una."]}))
    assert [path.name for path in (folder / "inputs/oras").iterdir()] == ["2023-S1"]
    assert [path.name for path in (folder / "inputs/oras/2023-S1").iterdir()] == ["sections.yaml"]


@given(st.dictionaries(st.sampled_from(PARTS), _TEXTS, min_size=1))
@settings(max_examples=60)
def test_whatever_is_typed_stands_in_the_next_report_and_stays(new: dict[str, list[str]]):
    before = read(WRITTEN)
    wanted = {part: compared(part, texts) for part, texts in new.items()}
    assume(all(wanted.values()))  # a part that was emptied is another matter
    with TemporaryDirectory() as folder:
        home = project(Path(folder), WRITTEN)
        kept(home, with_texts(printed(before), new))
        again = printed(read(sections_of(home)))
        found = texts_in(again)
        for part in PARTS:
            assert compared(part, found[part]) == wanted.get(part, compared(part, texts_of(before)[part]))
        written = sections_of(home)
        kept(home, again)
        assert sections_of(home) == written


def test_a_hundred_regenerations_keep_the_text_byte_for_byte(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    kept(
        folder,
        with_texts(
            printed(read(WRITTEN)), {"summary": ["Un text:", "- cu „ghilimele”", "1) și # numere", "20\u00a0de acte"]}
        ),
    )
    first, written = printed(read(sections_of(folder))), sections_of(folder)
    docx = first
    for _ in range(100):
        kept(folder, docx)
        assert sections_of(folder) == written
        docx = printed(read(written))
        assert docx == first


@pytest.mark.libreoffice
@needs_libreoffice
def test_libreoffice_keeps_the_text_and_what_is_written_in_it(tmp_path: Path):
    """It leaves the frame around the first paragraph only, and drops the tag: neither loses anything."""
    typed = ["Un text:", "- cu „ghilimele”", "1) și # numere: https://balti.md/a?b=1&c=2", "20\u00a0de acte"]
    folder = project(tmp_path, WRITTEN)
    kept(folder, with_texts(printed(read(WRITTEN)), {"summary": typed, "proposals.items": ["una", "două"]}))
    written = sections_of(folder)
    saved = through_libreoffice(printed(read(written)), tmp_path)
    assert kept(folder, saved).conflicts == ()
    assert sections_of(folder) == written
    assert texts_in(saved)["summary"] == compared("summary", typed)


@pytest.mark.libreoffice
@needs_libreoffice
def test_an_edited_file_that_libreoffice_saved_gives_all_of_its_text(tmp_path: Path):
    folder = project(tmp_path, WRITTEN)
    edited = with_texts(printed(read(WRITTEN)), {"summary": ["Unu.", "Doi.", "Trei."], "risks.items": ["a", "b", "c"]})
    kept(folder, through_libreoffice(edited, tmp_path))
    sections = read(sections_of(folder))
    assert (sections.summary, sections.risks.items) == (("Unu.", "Doi.", "Trei."), ("a", "b", "c"))
    assert sections.proposals.lead == "Nu sunt propuneri."


def test_an_institution_whose_folder_leads_elsewhere_is_refused(tmp_path: Path):
    folder = project(tmp_path / "proiect", WRITTEN)
    docx = with_texts(printed(read(WRITTEN)), {"proposals.lead": ["Una."]})
    elsewhere = tmp_path / "altundeva"
    (folder / "inputs/oras").rename(elsewhere)
    (folder / "inputs/oras").symlink_to(elsewhere)
    with pytest.raises(OfficeFileError):
        kept(folder, docx, PARAMETERS)
    assert (elsewhere / "2023-S1/sections.yaml").read_text(encoding="utf-8") == WRITTEN
