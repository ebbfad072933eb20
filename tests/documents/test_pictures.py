"""Pictures: equal figures give equal bytes, and every priority and department is in them."""

import shutil
import struct
import sys

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from small_report import INPUTS

from toolkit.documents import drawing
from toolkit.documents.drawing import Artist, Bars
from toolkit.documents.pictures import Pictures, completeness_picture, progress_picture, verdict_picture
from toolkit.errors import ToolkitFault
from toolkit.totals.evaluation import DerivedState
from toolkit.totals.figures import figures_of


@pytest.mark.parametrize("draw", [completeness_picture, progress_picture, verdict_picture])
def test_a_picture_is_the_same_every_time_and_carries_no_date_or_program(draw):
    figures = figures_of(INPUTS, with_adjustments=True)
    first = draw(INPUTS, figures).png()
    assert first == draw(INPUTS, figures).png()
    assert first.startswith(b"\x89PNG")
    assert b"Software" not in first
    width, height = struct.unpack(">II", first[16:24])
    assert width > 400
    assert height > 150


def test_an_artist_draws_the_same_in_a_process_of_its_own_as_often_as_asked():
    figures = figures_of(INPUTS, with_adjustments=True)
    artist = Artist()
    for _ in range(2):
        pictures = Pictures.begun_by(artist, INPUTS, figures)
        assert pictures.verdicts() == pictures.verdicts() == verdict_picture(INPUTS, figures).png()
        assert pictures.completeness() == completeness_picture(INPUTS, figures).png()
        assert pictures.progress() == progress_picture(INPUTS, figures).png()


def test_an_artist_that_stops_is_told():
    (wait,) = Artist().draw([Bars(title="", names=None, parts=[])])
    with pytest.raises(ToolkitFault) as caught:
        wait()
    assert str(caught.value) == (
        "imaginile raportului\n"
        "    găsit      procesul care le desenează s-a oprit deodată: TypeError: 'NoneType' object is not iterable\n"
        "    așteptat   un proces care desenează fiecare imagine\n"
        "    de făcut   închideți alte programe, ca să fie destulă memorie, și rulați din nou"
    )


@pytest.mark.skipif(shutil.which("true") is None, reason="a program that ends at once is needed")
def test_an_artist_that_has_ended_before_it_is_asked_is_told_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    artist = Artist()
    monkeypatch.undo()
    many = [Bars(title="x" * 1_000_000, names=["a"], parts=[])]
    (wait,) = artist.draw(many)
    with pytest.raises(ToolkitFault, match="s-a oprit deodată"):
        wait()


@pytest.mark.parametrize("count", [1, 3, 4, 5, 7, 9])
def test_the_legend_of_a_picture_lies_within_it_and_on_nothing_else(count: int, monkeypatch: pytest.MonkeyPatch):
    drawn: list[Figure] = []
    monkeypatch.setattr(drawing, "_png", lambda picture: drawn.append(picture) or b"")
    labels = [state.value for state in DerivedState][:count]
    Bars(
        title="Starea", names=["Obiectivul 1", "Obiectivul 2"], parts=[(label, "#000000", [1, 2]) for label in labels]
    ).png()
    FigureCanvasAgg(drawn[0]).draw()
    (legend,) = drawn[0].legends
    box, (axes,) = legend.get_window_extent(), drawn[0].axes
    assert [text.get_text() for text in legend.get_texts()] == labels
    assert box.x0 >= 0
    assert box.x1 <= drawn[0].bbox.x1
    assert box.y0 >= 0
    assert box.y1 <= min(label.get_window_extent().y0 for label in axes.get_xticklabels())
