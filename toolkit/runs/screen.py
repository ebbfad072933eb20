"""What a person sees while a run goes on: sentences and a progress bar, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from toolkit.language import gettext


class Screen:
    """Sentences, and the cells done of all: a bar on a terminal, plain lines elsewhere."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._tenths = 0

    def say(self, text: str) -> None:
        """Print a sentence."""
        self._stream.write(text + "\n")
        self._stream.flush()

    def not_read(self, folders: Iterable[str]) -> None:
        """Say of each folder among the inputs that it was passed over."""
        for folder in folders:
            self.say(gettext("nu s-a citit: {folder} (este un dosar)", folder=folder))

    def cells(self, done: int, total: int) -> None:
        """Show how many cells of the notebook are done."""
        if self._stream.isatty():
            self._draw(done, total, gettext("celule"))
        elif done * 10 // max(total, 1) > self._tenths or done == total:
            self._tenths = done * 10 // max(total, 1)
            self.say(gettext("celule rulate: {done} din {total}", done=done, total=total))

    def forms(self, done: int, total: int) -> None:
        """Show how many forms are made."""
        if self._stream.isatty():
            self._draw(done, total, gettext("formulare"))
        elif done == total:
            self.say(gettext("formulare făcute: {done} din {total}", done=done, total=total))

    def marked(self, done: int, total: int) -> None:
        """Show how many returned files are looked through for marking."""
        if self._stream.isatty():
            self._draw(done, total, gettext("formulare"))
        elif done == total:
            self.say(gettext("formulare de însemnat: {done} din {total}", done=done, total=total))

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self, done: int, total: int, what: str) -> None:
        if self._bar is None:
            columns = (BarColumn(), MofNCompleteColumn(), TextColumn(what))
            self._bar = Progress(*columns, console=Console(file=self._stream), transient=True)
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)
