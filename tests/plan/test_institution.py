"""The institution: one department for every spelling, and its own number format."""

import pytest

from toolkit.errors import OfficeFileError
from toolkit.plan.institution import Institution
from toolkit.plan.yaml_file import read_yaml

TEXT = """\
name: Primăria orașului Exemplu
locale: ro_MD
currency: lei
departments:
  - {id: presa, name: Direcția - Serviciul de presă, aliases: [Secția de presă]}
  - {id: cultura, name: Direcția cultură}
sign_off:
  - {label: Elaborat, role: specialist}
"""


def read(text):
    return read_yaml(text, "inputs/x/institution.yaml", Institution)


def refusal(text):
    with pytest.raises(OfficeFileError) as refused:
        read(text)
    return str(refused.value)


@pytest.mark.parametrize("spelling", ["presa", "Direcţia–serviciul de presă.", "SECȚIA DE PRESĂ"])
def test_a_department_is_known_by_every_spelling(spelling):
    assert read(TEXT).department_called(spelling).id == "presa"


def test_an_unknown_spelling_is_nobody_and_the_nearest_is_named():
    assert read(TEXT).department_called("Direcția culturii") is None
    assert read(TEXT).nearest_department("Direcția culturii") == "Direcția cultură"


def test_a_department_that_only_begins_alike_is_not_suggested():
    """A clerk who took the suggestion would report for another unit."""
    assert read(TEXT).nearest_department("Direcția mediu") is None


def test_an_id_that_stands_twice_is_refused_at_the_departments():
    said = refusal(TEXT.replace("id: cultura", "id: presa"))
    assert said.startswith("inputs/x/institution.yaml · rândul 4\n")
    assert "fiecare id o singură dată, iar „presa” stă de mai multe ori" in said


def test_one_spelling_of_two_departments_is_refused():
    said = refusal(TEXT.replace("Direcția cultură", "Secția de presă"))
    assert "un nume care să nu stea și la „presa”, și la „cultura”: „Secția de presă”" in said
    assert "lăsați numele numai la subdiviziunea căreia îi aparține" in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: presa", "id: Presă", "litere mici fără diacritice, cifre și cratime"),
        ("ro_MD", "romana", "o limbă și o țară, de exemplu ro_MD"),
        ("currency: lei", "currency: lei\nnumber_format: {group_separator: x}", "una dintre valorile „ ”, „.” și „”"),
        ("currency: lei", "currency: lei\nnumber_format: {group_from_digits: 2}", "un număr cel puțin 4"),
        ("currency: lei", "currency: lei\nforms: {closing_day: 31}", "un număr cel mult 28"),
        ("currency: lei", "currency: lei\nforms: {closing_day: 0}", "un număr cel puțin 1"),
    ],
)
def test_a_wrong_value_is_refused_in_the_offices_words(old, new, expected):
    assert f"    așteptat   {expected}" in refusal(TEXT.replace(old, new))


def test_a_text_with_control_characters_is_refused_with_its_line():
    assert refusal(TEXT.replace("Direcția cultură", '"Direcția\\x07 cultură"')).startswith(
        "inputs/x/institution.yaml · rândul 6\n    găsit      un text cu semne care nu se pot tipări"
    )
