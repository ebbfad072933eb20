"""What an audit of a Word file found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.returned_document import DocumentAudit
from toolkit.language import counted, gettext


def document_audit_as_text(audit: DocumentAudit) -> str:
    """List what differs, then what signing has changed, the signatures, and what it comes to."""
    return "\n".join(_lines(audit))


def next_step_with_document(audit: DocumentAudit) -> str:
    """Say what to do next."""
    if audit.differences:
        return gettext("întrebați cine a schimbat fișierul și de ce; raportul este cel al rulării")
    if not audit.signatures.are_intact:
        return gettext("cereți fișierul semnat, neatins, de la cine l-a semnat")
    return gettext("urmăriți orice cifră cu „raport trace”")


def _lines(audit: DocumentAudit) -> Iterator[str]:
    yield gettext("{file}, față de {against}", file=audit.file, against=audit.against)
    yield from map(str, audit.differences)
    if audit.of_signing:
        count = counted(len(audit.of_signing), "schimbare", "schimbări")
        yield gettext("schimbate de semnare, nu de altcineva: {count}", count=count)
        yield from map(str, audit.of_signing)
    if not audit.has_register:
        yield gettext(
            "numele și datele din blocul de semnături nu s-au putut verifica: versiunea din registru nu este lângă rulare"
        )
    yield from audit.signatures.lines
    if audit.is_as_made:
        yield gettext("NIMIC SCHIMBAT: fișierul spune ce spune raportul")
    elif audit.differences:
        count = counted(len(audit.differences), "diferență", "diferențe")
        yield gettext("SCHIMBAT: {count} între fișier și raport", count=count)
    else:
        yield gettext("SEMNAT ALTFEL: conținutul este același, dar o semnătură nu mai este valabilă")
