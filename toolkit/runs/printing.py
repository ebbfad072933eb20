"""How much a notebook may print: an endless loop of prints must fill neither the memory nor the run folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from toolkit.errors import OfficeFileError, Place
from toolkit.language import gettext

MOST_PRINTED = 10_000_000  # characters


def limit_printing(notebook: str) -> None:
    """Make a print that goes over the limit an error of the cell that prints; what is printed after it is dropped."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    printed = 0

    def limited(write: Callable[..., Any]) -> Callable[..., Any]:
        def write_within_limit(text: str) -> Any:
            nonlocal printed
            if printed > MOST_PRINTED:
                return len(text)
            printed += len(text)
            if printed > MOST_PRINTED:
                raise OfficeFileError(
                    place=Place(notebook),
                    found=gettext("celulele tipăresc peste {limit} milioane de caractere", limit=MOST_PRINTED // 1_000_000),
                    expected=gettext("un notebook care arată rezultate, nu date întregi"),
                    fix=gettext("scoateți „print” din celula care tipărește mult și scrieți datele cu „work.write”"),
                )
            return write(text)

        return write_within_limit

    def limit_streams(_cell: object) -> None:
        for stream in (sys.stdout, sys.stderr):
            if stream.write.__name__ != "write_within_limit":  # some versions of IPython put their own back after a cell
                stream.write = limited(stream.write)  # type: ignore[method-assign]

    shell.events.register("pre_run_cell", limit_streams)
