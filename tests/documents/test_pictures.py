"""Pictures: equal figures give equal bytes, and every priority and department is in them."""

import struct

import pytest
from small_report import INPUTS

from toolkit.documents.pictures import completeness_picture, progress_picture, verdict_picture
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
