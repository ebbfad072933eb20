"""What an audit of a run found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.audit.hashes import Damage
from toolkit.audit.rerun import RunAudit, VersionChange
from toolkit.language import counted, gettext
from toolkit.plan.spelling import listed

_MOST_NAMED = 12  # versions; further ones are counted


def audit_as_text(audit: RunAudit) -> str:
    """Say what was checked, what was found, and whether the run is what it was."""
    return "\n".join(
        [
            gettext("rularea {folder}", folder=audit.folder.name),
            *_hashes(audit),
            *_identity(audit),
            *_versions(audit),
            *_rerun(audit),
            *_sign_off(audit),
            *_verdict(audit),
        ]
    )


def next_step(audit: RunAudit) -> str:
    """Say what to do next."""
    if audit.is_identical:
        return gettext("urmăriți orice cifră cu „raport trace”")
    if audit.hashes.damaged or not audit.has_its_id:
        return gettext("cereți dosarul rulării de la cine l-a făcut; nu vă sprijiniți pe fișierele schimbate")
    if audit.rerun is not None:
        return gettext("păstrați rularea repetată cu --out și comparați-le cu „raport diff”")
    return gettext("înlăturați cauza și verificați din nou")


def _hashes(audit: RunAudit) -> Iterator[str]:
    checked = counted(audit.hashes.checked, "fișier", "fișiere")
    if not audit.hashes.damaged:
        yield gettext("fișiere: {checked}, toate cu hash-urile din timpul rulării", checked=checked)
        return
    damaged = counted(len(audit.hashes.damaged), "fișier", "fișiere")
    yield gettext("fișiere: {checked} cu hash-urile din timpul rulării, {damaged} altfel:", checked=checked, damaged=damaged)
    restored = audit.rerun.restored if audit.rerun is not None else ()
    for file in audit.hashes.damaged:
        again = gettext("; rularea repetată îl dă așa cum spune manifestul") if file.path in restored else ""
        yield f"    {file.path}: {gettext(file.damage.value)}{again}"


def _identity(audit: RunAudit) -> Iterator[str]:
    if audit.id_from_manifest and not audit.has_its_id:
        yield gettext(
            "numele dosarului: {name}, dar parametrii, intrările și versiunile din manifest dau {id}",
            name=audit.folder.name,
            id=audit.id_from_manifest,
        )
    elif audit.id_from_manifest and audit.is_renamed:
        yield gettext(
            "dosarul nu mai poartă numele rulării; după manifest, acesta este {id}: comparați-l cu cel pe care îl știți",
            id=audit.id_from_manifest,
        )


def _versions(audit: RunAudit) -> Iterator[str]:
    if not audit.id_from_manifest:
        return
    if not audit.versions:
        yield gettext("versiuni: aceleași ca la rulare")
        return
    yield gettext("versiuni altele decât la rulare: {versions}", versions=_named(audit.versions))


def _named(versions: tuple[VersionChange, ...]) -> str:
    said = [
        gettext(
            "{name} {then}, aici {here}",
            name=change.name,
            then=change.then or gettext("lipsă"),
            here=change.here or gettext("lipsă"),
        )
        for change in versions[:_MOST_NAMED]
    ]
    more = len(versions) - len(said)
    return "; ".join([*said, *([gettext("și alte {count}", count=more)] if more else [])])


def _rerun(audit: RunAudit) -> Iterator[str]:
    if audit.rerun is None:
        yield gettext("nu s-a rulat din nou: {reason}", reason=audit.why_not_rerun)
        return
    same = counted(audit.rerun.compared, "fișier", "fișiere")
    if audit.rerun.differing:
        yield gettext(
            "rulată din nou: aceiași octeți în {same}, alții în: {differing}",
            same=same,
            differing=listed(audit.rerun.differing),
        )
    else:
        yield gettext("rulată din nou: aceiași octeți în {same}", same=same)


def _sign_off(audit: RunAudit) -> Iterator[str]:
    if audit.sign_off is not None:
        yield audit.sign_off.said
        yield from audit.sign_off.signatures
        yield from audit.sign_off.problem.splitlines()


def _verdict(audit: RunAudit) -> Iterator[str]:
    if audit.is_identical:
        yield gettext("IDENTIC: din aceleași intrări rezultă din nou aceleași fișiere")
        return
    yield gettext("NU ESTE DOVEDIT IDENTIC: {causes}", causes="; ".join(_causes(audit)))


def _causes(audit: RunAudit) -> Iterator[str]:
    """Why a run is not identical, or was not shown to be."""
    changed = [file for file in audit.hashes.damaged if file.damage is not Damage.ADDED]
    if changed:
        yield gettext("fișiere schimbate după rulare")
    if len(changed) < len(audit.hashes.damaged):
        yield gettext("fișiere adăugate după rulare")
    if audit.id_from_manifest and not audit.has_its_id:
        yield gettext("manifestul sau numele dosarului schimbat după rulare")
    if audit.sign_off is not None and audit.sign_off.problem:
        yield gettext("semnarea schimbată")
    if audit.rerun is None:
        yield gettext("nu s-a putut rula din nou")
    elif audit.rerun.differing and audit.versions:
        yield gettext("calculat aici cu alte versiuni")
    elif audit.rerun.differing and not audit.rerun.is_repeatable:
        yield gettext("notebook-ul dă alt rezultat la fiecare rulare")
    elif audit.rerun.differing:
        yield gettext("rezultate înlocuite împreună cu hash-urile lor, sau făcute pe alt sistem de operare")
