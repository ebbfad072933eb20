"""Whether the sign-off that lies beside a run holds: its chain, the run that it speaks of, and the final files."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.audit.kept_run import KeptRun, sha256_of
from toolkit.errors import OfficeFileError
from toolkit.language import gettext
from toolkit.runs.manifest import SUMS
from toolkit.signoff.versions import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffCheck:
    """What the register beside a run says, and what is wrong with it."""

    said: str
    problem: str = ""


def check_sign_off(run: KeptRun) -> SignOffCheck | None:
    """Read the register beside a run and the final files that it names; None where no step was ever made."""
    about = f"{run.institution}/{run.manifest.parameters.get('period', '')}/{run.manifest.report}"
    versions = Versions(home=run.folder.parent, about=about)
    try:
        register = versions.register()
        if not register.entries:
            return None
        versions.read(register)
    except OfficeFileError as error:
        return SignOffCheck(said=gettext("semnarea: registrul sau fișierele lui nu se mai potrivesc"), problem=str(error))
    own = [entry for entry in register.entries if entry.run == run.folder.name]
    steps = gettext("semnarea: lanțul registrului este întreg; capătul lui: {head}", head=register.head)
    if not own:
        other = gettext("niciun pas nu privește această rulare")
        return SignOffCheck(said=f"{steps}; {other}")
    sums = sha256_of(run.folder / SUMS) if (run.folder / SUMS).is_file() else ""
    changed = next((entry for entry in own if entry.files.get(SUMS, sums) != sums), None)
    state = gettext("versiunea {version}: {state}", version=own[-1].version, state=own[-1].state.text)
    problem = gettext("rularea nu mai este cea de la pasul {number}", number=changed.number) if changed else ""
    return SignOffCheck(said=f"{steps}; {state}", problem=problem)
