"""Plans with something wrong: said with the row, and never silently mended; files that must not be opened are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from plan_files import HEADER, ROWS, csv_plan, excel_plan, imported, messages, text_plan, word_plan

from toolkit.errors import OfficeFileError
from toolkit.intake.plan_table.damaged import is_damaged
from toolkit.plan.plan import Plan
from toolkit.plan.yaml_file import read_yaml
from toolkit.plan.yaml_text import plan_as_yaml

MISFORTUNES = Path(__file__).parents[2] / "inputs"
EXPECTED = (
    "    așteptat   planul într-un registru Excel (.xlsx), un document Word (.docx), CSV sau text, cel mult 20 MB\n"
    "    de făcut   deschideți fișierul în Excel sau Word, salvați-l în unul dintre aceste formate și importați-l din nou"
)
DAMAGED = (
    "    așteptat   literele limbii în care este scris planul\n"
    "    de făcut   deschideți fișierul din care s-a făcut acesta, salvați-l ca UTF-8 și importați-l din nou"
)


def test_a_text_in_an_old_encoding_is_read_and_said():
    cedillas = [[text.translate(str.maketrans("șțȘȚ", "şţŞŢ")) for text in row] for row in ROWS]
    read = imported(csv_plan(cedillas, ";", "cp1250"))
    assert read.plan == imported(csv_plan()).plan
    assert messages(read) == [
        (
            "note: plan.csv\n"
            "    găsit      un text în codificarea Windows-1250\n"
            "    așteptat   codificarea UTF-8; textul a fost citit ca Windows-1250\n"
            "    de făcut   verificați literele cu semne din planul importat"
        ),
        (
            "note: plan.csv\n"
            "    găsit      literele vechi ş și ţ, cu sedilă, în 4 celule\n"
            "    așteptat   ș și ț, cu virgulă; așa au fost scrise în planul importat\n"
            "    de făcut   nimic"
        ),
    ]


def test_old_letters_of_romanian_are_converted_and_said_once():
    rows = [*ROWS[:3], ("1.1 Publicaţie şi ştiri", "Nr.", "Anual", "Toţi"), ("1.2 Instruire", "Nr.", "Anual", "Toți")]
    for read in (imported(csv_plan(rows)), imported(excel_plan(rows)), imported(word_plan(rows[0][0], rows[1:]))):
        assert read.plan.actions[0].title == "Publicație și știri"
        assert [(f.severity.value, f.found) for f in read.findings] == [
            ("note", "literele vechi ş și ţ, cu sedilă, în 2 celule")
        ]
        assert not read.needs_a_person


def test_cyrillic_in_an_old_encoding_is_read_and_said():
    rows = [("План за действие", ""), ("Мярка", "Срок"), ("I. Прозрачност", ""), ("1. Публикуване", "постоянен")]
    read = imported(csv_plan(rows, ";", "cp1251"))
    assert (read.plan.title, read.plan.actions[0].title) == ("План за действие", "Публикуване")
    assert [finding.found for finding in read.findings] == ["un text în codificarea Windows-1251"]


@pytest.mark.parametrize(
    "word",
    [
        "MÄƒsuri",
        "Ã®n",
        "corupÈ›ie",
        "Mãsuri",
        "ºi",
        "þara",
        "oraº",
        "instituþiei",
        "Ìÿðêà",
        "РџР»Р°РЅ",
        "M?suri",
        "Func?ii",
        "m?suri/ac?iuni",
        "????",
        "m\ufffdsuri",
    ],
)
def test_damaged_words_are_recognised(word: str):
    assert is_damaged(word)


@pytest.mark.parametrize(
    "word",
    [
        "Măsuri",
        "și",
        "ţară",
        "Мярка",
        "ОА–Перник",
        "„Ghișeul",
        "5.000",
        "café",
        "m²",
        "nr.º",
        "De",
        "ce?",
        "São",
        "João",
        "nº",
        "nrº",
        "Srª",
        "1º",
        "site.md/pagina.php?id",
        "https://a.ro/?x=1",
        "€",
        "Ávila",
    ],
)
def test_sound_words_are_left_alone(word: str):
    assert not is_damaged(word)


def test_damaged_text_is_said_and_not_mended():
    rows = [*ROWS[:3], ("1.1 Mãsuri de prevenire", "Nr.", "Anual", "Toți")]
    read = imported(csv_plan(rows))
    assert read.plan.actions[0].title == "Mãsuri de prevenire"
    assert messages(read) == [
        f"error: plan.csv · rândul 4\n    găsit      „Mãsuri”, un text stricat de o codificare greșită\n{DAMAGED}"
    ]
    assert read.needs_a_person


def test_question_marks_between_letters_are_probably_damage():
    rows = [*ROWS[:2], ("M?suri", "Indicatori", "Termen", "Func?ii"), ("1.1 M?suri noi", "Nr.", "Anual", "Toți")]
    read = imported(csv_plan(rows))
    assert (read.plan.actions[0].title, read.plan.columns[0].label) == ("M?suri noi", "M?suri")
    assert messages(read)[0] == (
        "warning: plan.csv · rândul 3\n"
        f"    găsit      „M?suri”, probabil un text stricat: semnul „?” stă între litere\n{DAMAGED}"
    )
    assert [finding.place.cell for finding in read.findings if finding.code == "text-damaged"] == ["rândul 3", "rândul 4"]


@pytest.mark.parametrize("header", [("MÄƒsuri", "Termen"), ("Ìåðêè", "Ñðîê"), ("РњРµСЂРєРё", "РЎСЂРѕРє")])
def test_a_header_in_damaged_letters_is_recognised_and_kept(header: tuple[str, str]) -> None:
    read = imported(csv_plan([("Planul",), header, ("I. Obiectiv",), ("1. Publicare", "31.12.2023")]))
    assert [column.label for column in read.plan.columns] == list(header)
    assert [(f.severity.value, f.code.value, f.place.cell) for f in read.findings] == [("error", "text-damaged", "rândul 2")]


def test_letters_so_damaged_that_no_column_is_known_are_said():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan([("??????", "??????", "???????????"), ("1.1 a", "b", "c")], ";"))
    assert (
        str(refused.value)
        == f"plan.csv\n    găsit      „??????;??????;???????????”, un text stricat de o codificare greșită\n{DAMAGED}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nr|Măsuri|Termen|Responsabil|Buget\n1.1|Publicare|Anual|Toți|5\n|1.2 Audit|Lunar|Achiziții|",
        "|Nr|Măsuri|Termen|Responsabil|Buget|\n|1.1|Publicare|Anual|Toți|5|\n||1.2 Audit|Lunar|Achiziții||",
        "|Nr|Măsuri|Termen|Responsabil|Buget|\n|1.1|Publicare|Anual|Toți|5|\n|1.2|Audit|Lunar|Achiziții||",
        "Nr|Măsuri|Termen|Responsabil|Buget\n|1.1|Publicare|Anual|Toți|5|\n||1.2 Audit|Lunar|Achiziții||",
    ],
)
def test_a_row_with_blank_cells_at_its_edges_keeps_its_columns(text: str) -> None:
    """The outer strokes are told from blank cells by the number of cells in the header."""
    first, last = imported(f"Planul\nObiectiv 1: a\n{text}\n".encode(), "plan.txt").plan.actions
    assert (first.code, first.title, first.deadline, first.budget) == ("1.1", "Publicare", "Anual", "5")
    assert (last.code, last.title, last.deadline, last.responsible) == ("1.2", "Audit", "Lunar", ("Achiziții",))


def test_a_cell_that_no_table_holds_is_said_as_such():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan([*ROWS, ("2.2 " + "a" * 140_000, "", "", "")]))
    assert str(refused.value) == (f"plan.csv\n    găsit      un text de peste 131072 de caractere pe rândul 8\n{EXPECTED}")


def test_a_quote_that_is_not_closed_is_said():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan() + b'"2.2 fara sfarsit')
    assert str(refused.value) == (
        f"plan.csv\n    găsit      un fișier CSV cu ghilimele greșite în celula care începe pe rândul 8\n{EXPECTED}"
    )


def test_a_word_cut_at_a_page_end_is_joined_only_where_it_is_known():
    rows = [
        *ROWS[:3],
        ("1.1 Riscul de corupție", "Nr.", "Anual", "Toți"),
        ("1.2 Prevenirea riscului de corup-", "Nr.", "Anual", "Toți"),
        ("ție", "", "", ""),
        ("1.3 Măsuri cu efec-", "Nr.", "Anual", "Toți"),
        ("te", "", "", ""),
    ]
    read = imported(text_plan(rows))
    assert [action.title for action in read.plan.actions[1:]] == ["Prevenirea riscului de corupție", "Măsuri cu efec-te"]
    assert [(finding.code.value, finding.fix) for finding in read.findings] == [
        ("plan-row-joined", "verificați textele acestei măsuri în planul importat"),
        (
            "plan-row-joined",
            (
                "verificați textele acestei măsuri în planul importat; scrieți „efec-te” fără liniuță dacă ea este numai"
                " de la capătul rândului"
            ),
        ),
    ]


def test_a_word_that_stands_elsewhere_with_its_hyphen_keeps_it_without_doubt():
    rows = [
        *ROWS[:3],
        ("1.1 Acte nord-estice", "Nr.", "Anual", "Toți"),
        ("1.2 Acte nord-", "Nr.", "Anual", "Toți"),
        ("estice", "", "", ""),
    ]
    read = imported(text_plan(rows))
    assert read.plan.actions[1].title == "Acte nord-estice"
    assert [finding.fix for finding in read.findings] == ["verificați textele acestei măsuri în planul importat"]


def test_a_row_with_fewer_cells_than_the_header_is_said():
    rows = [*ROWS[:3], ("1.1 Publicarea", "Nr.", "Permanent")]
    assert messages(imported(text_plan(rows), "plan.txt")) == [
        (
            "warning: plan.txt · rândul 4\n"
            "    găsit      un rând cu 3 celule\n"
            "    așteptat   4 celule, câte are antetul\n"
            "    de făcut   verificați în planul importat la ce coloană ține fiecare text al măsurii"
        )
    ]


def test_an_empty_deadline_is_noted_in_the_plan():
    rows = [*ROWS[:3], ("1.1 Publicarea", "Nr.", "", "Secretariatul")]
    read = imported(csv_plan(rows))
    assert read.plan.actions[0].source_note == "Celula „Termen” este goală în fișierul din care a fost importat planul."
    assert messages(read) == [
        (
            "warning: plan.csv · rândul 4\n"
            "    găsit      nimic la măsura 1.1, coloana „Termen”\n"
            "    așteptat   un termen; s-a scris la „source_note” că lipsește\n"
            "    de făcut   completați termenul în planul importat sau lăsați nota"
        )
    ]


def test_measures_without_codes_are_numbered_and_said():
    rows = [*ROWS[:3], ("Publicarea", *ROWS[3][1:]), ("Instruirea", *ROWS[4][1:])]
    read = imported(csv_plan(rows))
    assert [action.code for action in read.plan.actions] == ["1.1", "1.2"]
    assert messages(read) == [
        (
            "warning: plan.csv\n"
            "    găsit      2 măsuri fără cod în tabel\n"
            "    așteptat   câte un cod la fiecare măsură; au fost numerotate după locul lor\n"
            "    de făcut   verificați codurile în planul importat"
        )
    ]


def test_a_code_that_stands_twice_is_said():
    rows = [*ROWS[:4], ("1.1 Instruirea", *ROWS[4][1:])]
    read = imported(csv_plan(rows))
    assert [action.code for action in read.plan.actions] == ["1.1", "1.2"]
    assert messages(read) == [
        (
            "warning: plan.csv · rândul 5\n"
            "    găsit      codul 1.1, care stă și la altă măsură\n"
            "    așteptat   fiecare cod o singură dată; măsura a primit codul 1.2\n"
            "    de făcut   verificați codurile în planul importat"
        )
    ]


def test_a_plan_without_title_objectives_and_date_is_written_and_said():
    read = imported(csv_plan([HEADER, ROWS[3]]), "integritate.csv", None)
    assert (read.plan.title, read.plan.priorities[0].title, read.plan.valid_from) == ("", "", date.min)
    assert plan_as_yaml(read.plan).startswith("title:\nvalid_from:\n\ncolumns:\n")
    assert '  - code: "1"\n    title:\n    actions:\n' in plan_as_yaml(read.plan)
    with pytest.raises(OfficeFileError, match=r"title: nimic"):
        read_yaml(plan_as_yaml(read.plan), "plan.yaml", Plan)
    assert messages(read) == [
        (
            "error: integritate.csv\n"
            "    găsit      un plan fără titlu deasupra tabelului\n"
            "    așteptat   title: titlul planului\n"
            "    de făcut   completați planul importat"
        ),
        (
            "error: integritate.csv\n"
            "    găsit      măsuri fără un obiectiv deasupra lor\n"
            "    așteptat   priorities: obiectivele planului\n"
            "    de făcut   completați planul importat"
        ),
        (
            "error: integritate.csv\n"
            "    găsit      un plan fără data de la care este în vigoare\n"
            "    așteptat   valid_from: o dată, de exemplu 2023-03-28\n"
            "    de făcut   scrieți data la „valid_from” în planul importat sau importați din nou cu --valid-from AN-LUNĂ-ZI"
        ),
    ]


def test_the_date_that_a_plan_bears_is_taken_and_said():
    read = imported(text_plan([*ROWS, ("Data elaborării : 21.02.2023",)]), "plan.txt", None)
    assert (read.plan.date_line, read.plan.valid_from) == ("Data elaborării : 21.02.2023", date(2023, 2, 21))
    assert messages(read) == [
        (
            "warning: plan.txt\n"
            "    găsit      „Data elaborării : 21.02.2023”\n"
            "    așteptat   data de la care planul este în vigoare; s-a luat 2023-02-21\n"
            "    de făcut   scrieți data la „valid_from” în planul importat sau importați din nou cu --valid-from AN-LUNĂ-ZI"
        )
    ]


def test_the_date_that_a_plan_bears_may_have_its_month_in_words():
    read = imported(text_plan([*ROWS, ("Data aprobării: 28 martie 2023",)]), "plan.txt", None)
    assert read.plan.valid_from == date(2023, 3, 28)


def test_a_date_that_no_calendar_has_is_none():
    read = imported(text_plan([*ROWS, ("Data elaborării : 31.02.2023",)]), "plan.txt", None)
    assert read.plan.valid_from == date.min


def test_what_was_not_read_is_said():
    read = imported(
        word_plan(
            "Anexa nr. 1", ROWS[0][0], [ROWS[1], HEADER, ROWS[3], ("Obiectiv 2: Gol", "", "", "")], "Semnat de primar"
        ),
        "plan.docx",
    )
    note = (
        "    așteptat   un titlu, un obiectiv, o măsură sau data planului; rândul nu a intrat în plan\n"
        "    de făcut   dacă rândul ține de plan, scrieți-l în planul importat"
    )
    assert messages(read) == [
        f"note: plan.docx · paragraful „Anexa nr. 1”\n    găsit      „Anexa nr. 1”\n{note}",
        f"note: plan.docx · paragraful „Semnat de primar”\n    găsit      „Semnat de primar”\n{note}",
        (
            "error: plan.docx · tabelul 1, rândul 4\n"
            "    găsit      „Gol”\n"
            "    așteptat   cel puțin o măsură sub obiectiv; obiectivul nu a intrat în plan\n"
            "    de făcut   dacă rândul ține de plan, scrieți-l în planul importat"
        ),
    ]


def test_a_row_that_is_no_measure_is_said():
    read = imported(csv_plan([ROWS[0], ("Nr.", "Data", "Locul", ""), *ROWS[1:4]]))
    assert messages(read) == [
        (
            "error: plan.csv · rândul 2\n"
            "    găsit      „Nr. | Data | Locul”\n"
            "    așteptat   o măsură sau un obiectiv; rândul nu a intrat în plan\n"
            "    de făcut   dacă rândul ține de plan, scrieți-l în planul importat"
        )
    ]


def test_a_table_of_signatures_is_no_part_of_a_measure():
    read = imported(word_plan(ROWS[0][0], ROWS[1:], [("Primar", "Secretar")]), "plan.docx")
    assert read.plan == imported(csv_plan()).plan
    assert messages(read) == [
        (
            "note: plan.docx · tabelul 2, rândul 1\n"
            "    găsit      „Primar | Secretar”\n"
            "    așteptat   un titlu, un obiectiv, o măsură sau data planului; rândul nu a intrat în plan\n"
            "    de făcut   dacă rândul ține de plan, scrieți-l în planul importat"
        )
    ]


def test_a_note_that_no_measure_bears_is_said():
    read = imported(text_plan([*ROWS, ("² O notă rătăcită",)]), "plan.txt")
    assert (read.plan.footnotes, [(f.severity.value, f.found) for f in read.findings]) == (
        (),
        [("note", "„² O notă rătăcită”")],
    )


def test_a_text_under_no_column_is_said():
    rows = [*ROWS[:3], ("1.1 Publicarea", "Nr.", "Anual", "Toți", "în plus")]
    assert messages(imported(csv_plan(rows))) == [
        (
            "warning: plan.csv · rândul 4\n"
            "    găsit      „în plus”, într-o coloană fără nume\n"
            "    așteptat   un nume în antet deasupra textului; textul nu a intrat în plan\n"
            "    de făcut   dați coloanei un nume și importați din nou"
        )
    ]


def test_two_columns_of_one_name_are_both_kept():
    rows = [ROWS[0], ROWS[1], ("Măsuri", "Termen", "Cine", "Cine"), ("1.1 Publicarea", "Anual", "primarul", "toți")]
    plan = imported(csv_plan(rows)).plan
    assert plan.actions[0].other == {"Cine": "primarul", "Cine (2)": "toți"}


def test_a_personal_code_is_masked():
    read = imported(csv_plan([*ROWS[:3], ("1.1 Publicarea", "Nr.", "Anual", "CNP 1800101221144")]))
    assert read.plan.actions[0].responsible == ("CNP 1***********4",)
    assert [finding.found for finding in read.findings] == ["un cod personal: 1***********4"]


def test_a_file_without_a_table_of_measures_is_refused():
    with pytest.raises(OfficeFileError) as refused:
        imported(word_plan("Planul de integritate", "Fără niciun tabel."), "plan.docx")
    assert str(refused.value) == (
        "plan.docx\n"
        "    găsit      un document Word fără niciun tabel\n"
        "    așteptat   planul într-un tabel, cu un rând de antet și câte un rând pentru fiecare măsură\n"
        "    de făcut   în Word alegeți Inserare › Tabel, mutați măsurile în tabel și importați din nou"
    )


def test_a_table_without_a_column_of_measures_is_refused():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan([ROWS[0], ("Indicatori", "Termen", "Responsabili", ""), ("a", "b", "c", "")]))
    assert str(refused.value) == (
        "plan.csv\n"
        "    găsit      niciun tabel care să aibă o coloană a măsurilor\n"
        "    așteptat   un rând de antet cu „Măsuri” (sau „Acțiuni”) și alte coloane, de exemplu „Termen”, „Responsabil”\n"
        "    de făcut   dați coloanelor nume obișnuite și importați din nou"
    )


def test_a_table_without_a_measure_is_refused():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan(ROWS[:3]))
    assert str(refused.value) == (
        "plan.csv\n"
        "    găsit      un tabel fără nicio măsură sub antet\n"
        "    așteptat   cel puțin un rând cu o măsură\n"
        "    de făcut   completați tabelul și importați din nou"
    )


@pytest.mark.parametrize(
    ("misfortune", "found"),
    [
        ("zero-bytes", "un fișier gol, de 0 octeți"),
        ("password", "un registru de lucru protejat cu parolă"),
        ("macros", "un registru de lucru Excel cu macrocomenzi (.xlsm)"),
        ("old-excel", "un fișier Excel vechi (.xls)"),
        ("zip-bomb", "o componentă comprimată de peste 200 de ori"),
        ("half-a-file", "un fișier deteriorat, care nu se poate citi până la capăt"),
        ("template-pdf", "un fișier PDF"),
        ("template-docm", "un document Word cu macrocomenzi (.docm)"),
        ("template-with-dtd", "o declarație de tip de document (DTD), pe care Excel nu o scrie niciodată"),
        ("template-zip-bomb", "o componentă comprimată de peste 200 de ori"),
    ],
)
def test_a_file_that_must_not_be_opened_is_refused(misfortune: str, found: str):
    file = next(
        path for path in sorted((MISFORTUNES / misfortune).rglob("*")) if path.suffix in (".xlsx", ".xls", ".xlsm", ".docx")
    )
    with pytest.raises(OfficeFileError) as refused:
        imported(file.read_bytes(), file.name)
    assert str(refused.value) == f"{file.name}\n    găsit      {found}\n{EXPECTED}"


def test_a_word_document_with_too_many_rows_is_refused():
    with pytest.raises(OfficeFileError) as refused:
        imported(many_rows(20_001), "plan.docx")
    assert str(refused.value) == f"plan.docx\n    găsit      un document cu peste 20000 de rânduri\n{EXPECTED}"


def test_a_row_with_too_many_cells_is_refused():
    with pytest.raises(OfficeFileError) as refused:
        imported(csv_plan([HEADER, ["a"] * 201]))
    assert str(refused.value) == f"plan.csv\n    găsit      un text cu peste 20000 de rânduri sau 200 de coloane\n{EXPECTED}"


def test_a_word_document_with_too_much_text_is_refused():
    with pytest.raises(OfficeFileError, match="celule cu peste jumătate de milion de caractere în total"):
        imported(word_plan(ROWS[0][0], [*ROWS[1:], ("2.2 " + "a" * 600_000, "", "", "")]), "plan.docx")


def test_a_quote_that_is_never_closed_is_refused():
    with pytest.raises(OfficeFileError, match="ghilimele greșite în celula care începe pe rândul 8"):
        imported(csv_plan() + b'"x,')


def test_quotes_in_a_plain_text_are_letters():
    rows = [*ROWS[:3], ('1.1 "Ziua ușilor deschise" în primărie', '"Nr', "Anual", "Toți")]
    assert imported(text_plan(rows)).plan.actions[0].title == '"Ziua ușilor deschise" în primărie'


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.load_workbook(io.BytesIO(excel_plan()))
    hidden = book.create_sheet("Ciornă")
    hidden.append(["1.9 O măsură ascunsă", "Nr.", "Anual", "Toți"])
    hidden.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert imported(target.getvalue()).plan == imported(csv_plan()).plan


def test_two_sheets_are_one_plan():
    book = openpyxl.load_workbook(io.BytesIO(excel_plan(ROWS[:5])))
    second = book.create_sheet("Obiectiv 2")
    for row in (ROWS[5], HEADER, ROWS[6]):
        second.append(row)
    target = io.BytesIO()
    book.save(target)
    assert imported(target.getvalue()).plan == imported(csv_plan()).plan


def many_rows(number: int) -> bytes:
    """A small file that becomes a long table."""
    row = b"<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    source, target = io.BytesIO(word_plan("x")), io.BytesIO()
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as long:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:sectPr", b"<w:tbl>" + row * number + b"</w:tbl><w:sectPr", 1)
            long.writestr(name, part)
    return target.getvalue()
