"""Loaded by every Python process of a run that is to be disturbed: numbers its steps, and disturbs it at one of them.

A step is anything that changes the file system or starts a process, in the run itself or in its notebook's process; they
are numbered together by the file STEPS_COUNTER, one line each. At step STEPS_AT the run is killed (STEPS_DO=kill), the
notebook's process is killed (kill-notebook), the run gets the signal of Ctrl-C (interrupt); from that step on the disk is
full (full). Nothing of it is known to the program.
"""

import errno
import os
import signal
import sys

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "subprocess.Popen")
_GROWS = ("open", "os.mkdir", "os.rename")  # what a full disk refuses
_counter = os.open(os.environ["STEPS_COUNTER"], os.O_RDWR | os.O_CREAT | os.O_APPEND)
_at = int(os.environ.get("STEPS_AT", "0"))
_do = os.environ.get("STEPS_DO", "")
_run = int(os.environ.setdefault("STEPS_RUN", str(os.getpid())))
_disk = os.environ.get("STEPS_DISK", "/")
_busy = False


def _disturb(event: str, arguments: tuple[object, ...]) -> None:
    global _busy  # noqa: PLW0603  a hook has no other memory
    if _busy or not _is_step(event, arguments):
        return
    _busy = True
    try:
        whose = "run" if os.getpid() == _run else "notebook"
        what = str(arguments[0]).replace("\n", " ")
        line = f"{whose} {event} {os.path.basename(what)}\n".encode("utf-8", "replace")  # noqa: PTH119
        os.write(_counter, line)
        with_this = os.pread(_counter, os.lseek(_counter, 0, os.SEEK_CUR), 0)
        number = with_this.count(b"\n")
        if _do == "full" and number >= _at and event in _GROWS and _on_disk(arguments[0]):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        if number == _at and _do == "kill":
            os.kill(_run, signal.SIGKILL)
        elif number == _at and _do == "interrupt":
            os.kill(_run, signal.SIGINT)
        elif number == _at and _do == "kill-notebook" and whose == "notebook":
            os.kill(os.getpid(), signal.SIGKILL)
    finally:
        _busy = False


def _is_step(event: str, arguments: tuple[object, ...]) -> bool:
    if event != "open":
        return event in _CHANGES
    path, _mode, flags = arguments
    return bool(flags & _WRITING) and not str(path).startswith("/dev/")


def _on_disk(path: object) -> bool:
    return os.path.abspath(os.fsdecode(path)).startswith(_disk) if isinstance(path, str | bytes) else True  # noqa: PTH100


sys.addaudithook(_disturb)
