"""The accessibility of a Word file as findings: one that sums up, and one for each barrier."""

from toolkit.documents.accessibility import Accessibility, Aspect, Barrier, LookedAt, accessibility_findings
from toolkit.documents.views import accessibility_view
from toolkit.errors import Place
from toolkit.intake.finding import Code, Severity

LOOKED_AT = (
    LookedAt(aspect=Aspect.TABLES, count=2, summary="2 tabele"),
    LookedAt(aspect=Aspect.LETTERS, count=30, summary="litere de cel puțin 9 pt"),
)
BARRIER = Barrier(
    aspect=Aspect.TABLES, where="tabelul 2", found="un tabel fără antet", expected="un antet", fix="în șablon, marcați-l"
)


def test_there_is_always_a_note_that_says_what_was_looked_at():
    [note] = accessibility_findings(Accessibility(looked_at=LOOKED_AT, barriers=()), "raport.docx")

    assert (note.severity, note.code, note.place) == (Severity.NOTE, Code.ACCESSIBILITY, Place("raport.docx"))
    assert str(note) == (
        "raport.docx\n"
        "    găsit      2 tabele și litere de cel puțin 9 pt: nicio barieră\n"
        "    așteptat   titlu și limbă, tabele cu rând de antet care se repetă, imagini cu text alternativ, "
        "titluri în ordine, contrast de cel puțin 4,5:1 (3:1 la litere mari), litere de cel puțin 9 pt\n"
        "    de făcut   nimic"
    )


def test_each_barrier_is_a_note_at_its_place():
    summary, note = accessibility_findings(Accessibility(looked_at=LOOKED_AT, barriers=(BARRIER,)), "raport.docx")

    assert summary.found == "2 tabele și litere de cel puțin 9 pt: 1 barieră"
    assert summary.fix == "corectați în șablon ce spun notele de mai jos, apoi faceți din nou raportul"
    assert (note.severity, note.code) == (Severity.NOTE, Code.ACCESSIBILITY)
    assert str(note) == (
        "raport.docx · tabelul 2\n"
        "    găsit      un tabel fără antet\n"
        "    așteptat   un antet\n"
        "    de făcut   în șablon, marcați-l"
    )


def test_the_view_counts_things_and_barriers_by_aspect():
    frame = accessibility_view(Accessibility(looked_at=LOOKED_AT, barriers=(BARRIER,))).frame

    assert frame.to_dict("split", index=False) == {
        "columns": ["Ce s-a privit", "Câte", "Ce s-a găsit", "Bariere"],
        "data": [["tabelele", 2, "2 tabele", 1], ["mărimea literelor", 30, "litere de cel puțin 9 pt", 0]],
    }
