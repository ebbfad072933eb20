"""A thousand edits by hand, of every kind and at random places of the real reports: each is found, where it was made."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from made_reports import made, saved_again
from word_edits import Edit, edit_at_random, kinds

from toolkit.audit.difference import Change, Difference
from toolkit.audit.word_file import differences
from toolkit.word.content_reading import content_of
from toolkit.word.package import read_package, write_package
from toolkit.word.pdf import find_libreoffice

EDITED = {  # report → files that are made of it, edits in each
    "semester-report": (30, 25),
    "integrity-plan": (25, 2),
    "action-plan": (30, 1),
    "project-sheet-1151": (30, 2),
    "project-sheet-1263": (30, 2),
    "evaluation-balti": (15, 2),
    "evaluation-baltati": (10, 2),
    "evaluation-pernik": (15, 2),
}
EDITED_AND_SAVED_AGAIN = {
    "semester-report": (8, 25),
    "integrity-plan": (3, 2),
    "action-plan": (3, 1),
    "project-sheet-1263": (3, 2),
    "evaluation-balti": (3, 2),
}
LOST = ("hidden row",)  # LibreOffice shows such a row again


def test_a_thousand_random_edits_are_all_found_where_they_were_made() -> None:
    made_edits: list[Edit] = []
    for name, (files, count) in EDITED.items():
        in_run = content_of(made(name))
        for seed in range(files):
            document, edits = edit_at_random(made(name), random.Random(f"{name} {seed}"), count)  # noqa: S311  repeatable, not secret
            made_edits += edits
            assert_told(edits, differences(in_run, content_of(document)))
    assert len(made_edits) >= 1000
    assert Counter(edit.kind for edit in made_edits).keys() == kinds()


PARTS = [  # report, part, text in it, another text, where it is told
    (
        "semester-report",
        "word/header1.xml",
        "Primăria municipiului Bălți",
        "Primăria municipiului Balți",
        "antetul paginilor",
    ),
    ("semester-report", "word/footer2.xml", "semestrul I al", "semestrul II al", "subsolul primei pagini"),
    ("integrity-plan", "word/footnotes.xml", "dimensiunea", "mărimea", "nota de subsol"),
    ("action-plan", "word/comments.xml", "Вероятно", "Сигурно", "tabelul 1"),
    ("semester-report", "docProps/core.xml", "2023-2027", "2023-2028", "proprietățile documentului"),
    ("semester-report", "word/numbering.xml", 'w:lvlText w:val="%1."', 'w:lvlText w:val="%1)"', "III. Riscuri"),
]


@pytest.mark.parametrize(("name", "part", "text", "other", "place"), PARTS)
def test_edits_of_other_parts_than_the_body_are_found(name: str, part: str, text: str, other: str, place: str) -> None:
    parts = read_package(made(name), "raport.docx")
    changed = parts[part].replace(text.encode(), other.encode())
    assert changed != parts[part]
    found = differences(content_of(made(name)), content_of(write_package({**parts, part: changed})))
    assert found
    assert all(place in difference.place for difference in found if difference.change is not Change.NUMBER)
    assert any(place in difference.place for difference in found)


def test_a_picture_put_in_the_place_of_another_is_found() -> None:
    parts = read_package(made("evaluation-balti"), "raport.docx")
    of_another = read_package(made("evaluation-pernik"), "raport.docx")["word/media/picture.png"]
    [difference] = differences(
        content_of(made("evaluation-balti")),
        content_of(write_package({**parts, "word/media/picture.png": of_another})),
    )
    assert difference.change is Change.PICTURE
    assert difference.place.startswith("Gradul de implementare › paragraful")


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_edits_are_found_after_libreoffice_has_saved_the_edited_file(tmp_path: Path) -> None:
    made_edits: dict[Path, list[Edit]] = {}
    for name, (files, count) in EDITED_AND_SAVED_AGAIN.items():
        for seed in range(files):
            chance = random.Random(f"again {name} {seed}")  # noqa: S311  repeatable, not secret
            document, edits = edit_at_random(made(name), chance, count, without=LOST)
            file = tmp_path / f"{name}.{seed}.docx"
            file.write_bytes(document)
            made_edits[file] = edits
    saved_again(tmp_path, *made_edits)
    assert sum(map(len, made_edits.values())) > 200
    for file, edits in made_edits.items():
        in_run = content_of(made(file.name.split(".")[0]))
        assert_told(edits, differences(in_run, content_of((tmp_path / "saved" / file.name).read_bytes())))


def assert_told(edits: list[Edit], found: tuple[Difference, ...]) -> None:
    """Every edit is told, at its place and with its values, and nothing else is."""
    assert [edit for edit in edits if not any(map(edit.is_told_by, found))] == []
    told = [[difference for difference in found if edit.is_told_by(difference)] for edit in edits]
    others = [difference for difference in found if not any(difference in some for some in told)]
    assert len(found) == sum(edit.count for edit in edits), "\n".join(map(str, others))
