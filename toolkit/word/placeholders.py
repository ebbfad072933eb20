"""Template and report are compared both ways before a run prints anything."""

from __future__ import annotations

from toolkit.errors import OfficeFileError
from toolkit.word.template_check import check_template


def check_placeholders(template: bytes, template_file: str, context_class: type) -> None:
    """Refuse a template in which anything is wrong, all of it at once, in the words of `check_template`.

    A tag without its field would stop the printing; a field without its tag would be missing from the document. Such
    fields are named where nothing else is wrong, because a misspelt tag leaves one behind.
    """
    checked = check_template(template, template_file, context_class)
    faults = checked.faults or checked.unused_faults
    if faults:
        raise OfficeFileError.all_of([fault.as_error(template_file) for fault in faults])
