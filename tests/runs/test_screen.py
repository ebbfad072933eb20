"""A person sees how far a run is: a bar on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import io

from toolkit.runs.screen import Screen


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_elsewhere_than_on_a_terminal_a_long_notebook_gives_ten_lines_and_no_control_characters() -> None:
    stream = io.StringIO()
    screen = Screen(stream)
    for done in range(201):
        screen.cells(done, 200)
    screen.close()
    assert stream.getvalue().splitlines() == [f"celule rulate: {done} din 200" for done in range(20, 201, 20)]


def test_the_last_cell_is_always_said() -> None:
    stream = io.StringIO()
    Screen(stream).cells(3, 3)
    assert stream.getvalue() == "celule rulate: 3 din 3\n"


def test_on_a_terminal_a_bar_is_drawn() -> None:
    stream = Terminal()
    screen = Screen(stream)
    screen.cells(7, 23)
    screen.close()
    assert "7/23" in stream.getvalue()
    assert "celule rulate" not in stream.getvalue()


def test_folders_that_were_passed_over_are_said_one_by_one() -> None:
    stream = io.StringIO()
    Screen(stream).not_read(["inputs/balti/2023-S1/vechi", "inputs/balti/2023-S1/x"])
    assert stream.getvalue() == (
        "nu s-a citit: inputs/balti/2023-S1/vechi (este un dosar)\nnu s-a citit: inputs/balti/2023-S1/x (este un dosar)\n"
    )


def test_forms_are_told_once_when_all_are_made_and_on_a_terminal_as_they_are_made() -> None:
    plain, terminal = io.StringIO(), Terminal()
    for stream in (plain, terminal):
        screen = Screen(stream)
        for done in range(1, 19):
            screen.forms(done, 18)
        screen.close()
    assert plain.getvalue() == "formulare făcute: 18 din 18\n"
    assert "18/18" in terminal.getvalue()
    assert terminal.getvalue().count("formulare") == 2
