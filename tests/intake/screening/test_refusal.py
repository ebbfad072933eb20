"""What is said of a file that cannot be read at all."""

from __future__ import annotations

import pytest

from toolkit.intake.screening.refusal import RefusedFileError, locked, suspicious, unreadable, wrong_encoding, wrong_format

FILE = "inputs/oras/2023-S1/cultura.xlsx"


@pytest.mark.parametrize(
    ("refused", "text"),
    [
        (
            unreadable(),
            (
                "    găsit      un fișier deteriorat, care nu se poate citi până la capăt\n"
                "    așteptat   formularul completat, în format .xlsx\n"
                "    de făcut   deschideți formularul în Excel, salvați-l ca .xlsx și trimiteți-l din nou"
            ),
        ),
        (
            locked(),
            (
                "    găsit      un registru de lucru protejat cu parolă\n"
                "    așteptat   formularul completat, în format .xlsx, fără parolă\n"
                "    de făcut   în Excel alegeți Fișier › Informații › Protejare registru de lucru › Criptare cu parolă,"
                " ștergeți parola, salvați fișierul și trimiteți-l din nou"
            ),
        ),
        (
            wrong_format("un fișier PDF"),
            (
                "    găsit      un fișier PDF\n"
                "    așteptat   formularul completat, în format .xlsx\n"
                "    de făcut   deschideți formularul în Excel, alegeți Salvare ca › Registru de lucru Excel (.xlsx)"
                " și trimiteți fișierul nou"
            ),
        ),
        (
            wrong_encoding("un fișier text în altă codificare decât UTF-8"),
            (
                "    găsit      un fișier text în altă codificare decât UTF-8\n"
                "    așteptat   formularul completat, în format .xlsx sau CSV UTF-8\n"
                "    de făcut   în Excel alegeți Salvare ca › CSV UTF-8 (delimitat prin virgulă) sau .xlsx"
                " și trimiteți fișierul nou"
            ),
        ),
        (
            suspicious("un fișier încorporat"),
            (
                "    găsit      un fișier încorporat\n"
                "    așteptat   un formular obișnuit, fără alte componente\n"
                "    de făcut   completați din nou formularul primit de la secretariat și trimiteți-l"
            ),
        ),
    ],
)
def test_a_refused_file_is_told_with_what_to_do(refused: RefusedFileError, text: str) -> None:
    assert str(refused.finding(FILE)) == f"{FILE}\n{text}"
