"""The fingerprint of a form, by which one that was made before its plan changed is recognised when it comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from toolkit.intake.forms.asked import Asked
from toolkit.plan.period import Period
from toolkit.plan.plan import Plan


def form_fingerprint(institution_id: str, department_id: str, period: Period, plan: Plan, asked: Iterable[Asked]) -> str:
    """Give 12 hexadecimal digits that are others as soon as anything else is asked, by a plan of another day.

    They stand in groups of four, "3f2a-91bc-04de", so that no program that a form passes through takes them for a number.
    """
    said = [
        institution_id,
        department_id,
        str(period),
        plan.valid_from.isoformat(),
        [
            [
                row.action.code,
                row.number,
                row.indicator.text,
                row.indicator.kind.value,
                [[unit.one, unit.few, unit.other] for unit in row.indicator.all_units],
                row.indicator.split,
            ]
            for row in asked
        ],
    ]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    digits = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return "-".join((digits[:4], digits[4:8], digits[8:12]))
