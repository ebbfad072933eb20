"""The words that deadlines are written in: one table per language, as data.

A phrase is written as it is compared: lower case, without diacritics. Month names are Babel's; a table holds only further
abbreviations of them. A further language is a further table.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Word(StrEnum):
    """What a phrase means in a deadline."""

    MONTH = "month"  # by its name; the value is its number
    NUMBER = "number"
    INTERVAL = "interval"  # how often; the value is in months
    QUARTER = "quarter"
    SEMESTER = "semester"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    PERMANENT = "permanent"
    AS_NEEDED = "as needed"
    NO_DEADLINE = "no deadline"
    LOST = "lost"
    LABEL = "label"  # "termen:", before the deadline itself
    EVERY = "every"
    AT = "at"  # before a day, or before an interval: "la 31 martie", "la 2 ani"
    VERIFIED = "verified"
    PROGRESS = "progress"  # what is verified, which changes nothing about when
    STARTING = "starting"
    FROM = "from"
    SINCE = "since"  # from then on, or before the year of a month: "permanent din 2022", "martie din 2022"
    AFTER = "after"
    UNTIL = "until"
    BETWEEN = "between"
    AND = "and"
    END = "end"  # of a month, a year …
    WITHIN = "within"  # so long after an event
    SUFFIX = "suffix"  # of an ordinal number
    OF = "of"  # joins words, and says nothing of its own


WORDS: Final[Mapping[str, Mapping[tuple[Word, int], str]]] = {
    "ro": {
        (Word.MONTH, 1): "ian",
        (Word.MONTH, 2): "febr",
        (Word.MONTH, 3): "mart",
        (Word.MONTH, 9): "sep | septemvrie",
        (Word.MONTH, 10): "octomvrie",
        (Word.MONTH, 11): "noiem | noemvrie",
        (Word.MONTH, 12): "decemvrie",
        (Word.NUMBER, 1): "un | o | unu | una | intai | intaiul | intiiul | prim | primul | prima",
        (Word.NUMBER, 2): "doi | doua | doilea",
        (Word.NUMBER, 3): "trei | treilea | treia",
        (Word.NUMBER, 4): "patru | patrulea | patra",
        (Word.NUMBER, 5): "cinci",
        (Word.NUMBER, 6): "sase",
        (Word.INTERVAL, 12): (
            "anual | anuala | anuale | in fiecare an | la fiecare an | o data pe an | odata pe an | o data la un an "
            "| la sfarsitul fiecarui an | la finalul fiecarui an | la finele fiecarui an "
            "| pana la sfarsitul fiecarui an | a fiecarui an | al fiecarui an | fiecarui an"
        ),
        (Word.INTERVAL, 6): (
            "semestrial | semestriala | semestriale | in fiecare semestru | o data pe semestru | de doua ori pe an"
            "| la sfarsitul fiecarui semestru"
        ),
        (Word.INTERVAL, 3): (
            "trimestrial | trimestriala | trimestriale | in fiecare trimestru | o data pe trimestru "
            "| la sfarsitul fiecarui trimestru"
        ),
        (Word.INTERVAL, 1): "lunar | lunara | lunare | in fiecare luna | o data pe luna | la sfarsitul fiecarei luni",
        (Word.QUARTER, 0): "trimestrul | trimestru | trimestrele | trimestrului | trim | tr | t",
        (Word.SEMESTER, 0): "semestrul | semestru | semestrele | semestrului | sem | s",
        (Word.DAYS, 0): "zi | zile | zile calendaristice",
        (Word.WEEKS, 0): "saptamana | saptamani",
        (Word.MONTHS, 0): "luna | luni | lunii | lunile",
        (Word.YEARS, 0): "an | ani | anul | anului | anii | anilor",
        (Word.PERMANENT, 0): "permanent | permanenta | in permanenta | in mod permanent | continuu | in mod continuu",
        (Word.AS_NEEDED, 0): (
            "dupa necesitate | dupa necesitati | la necesitate | la nevoie | dupa caz | dupa nevoie | daca este cazul "
            "| cand este cazul | cand este necesar | cand este nevoie | ori de cate ori este nevoie "
            "| ori de cate ori este necesar | ori de cate ori este cazul | ori de cate ori se impune "
            "| in functie de necesitati | in functie de necesitate | la solicitare | la cerere"
        ),
        (Word.NO_DEADLINE, 0): "fara termen | nu are termen | nu este cazul | nu e cazul",
        (Word.LOST, 0): "text pierdut in sursa",
        (Word.LABEL, 0): "termen | termenul | termen limita | termen de realizare | termenul de realizare",
        (Word.EVERY, 0): "la fiecare | o data la | odata la | o data la fiecare | in fiecare",
        (Word.AT, 0): "la",
        (Word.VERIFIED, 0): (
            "cu verificare | cu verificarea | verificare | verificarea | cu raportare | cu raportarea | raportare "
            "| cu evaluare | cu evaluarea | evaluare | cu monitorizare | cu monitorizarea | monitorizare"
        ),
        (Word.PROGRESS, 0): (
            "a indicatorilor de progres | indicatorilor de progres | a indicatorilor | a progresului "
            "| inclusiv din perspectiva de gen | inclusiv prin prisma aspectelor de gen"
        ),
        (Word.STARTING, 0): "incepand cu | incepand din | incepand de la | incepind cu | incepind din | cu incepere din",
        (Word.FROM, 0): "de la | din data de | de la data de",
        (Word.SINCE, 0): "din",
        (Word.AFTER, 0): "dupa",
        (Word.UNTIL, 0): (
            "pana la | pana in | pana pe | pana la data de | pina la | pina in | pina pe | pina la data de | cel tarziu "
            "| cel tarziu la | cel tarziu in | cel tarziu pana la | nu mai tarziu de"
        ),
        (Word.BETWEEN, 0): "intre",
        (Word.AND, 0): "si",
        (Word.END, 0): "sfarsitul | sfarsit | sfirsitul | sfirsit | finele | finalul | ultima zi",
        (Word.WITHIN, 0): "in termen de | in decurs de | in cel mult | in maximum",
        (Word.SUFFIX, 0): "lea",
        (Word.OF, 0): (
            "a | al | ale | de | in | pe | data | data de | in data de | pe data de | pe parcursul | pe tot parcursul "
            "| in cursul | perioada"
        ),
    },
    "bg": {
        (Word.MONTH, 1): "ян",
        (Word.MONTH, 2): "февр",
        (Word.MONTH, 4): "апр",
        (Word.MONTH, 9): "септ",
        (Word.MONTH, 11): "ноем | ноемв",
        (Word.MONTH, 12): "декем",
        (Word.NUMBER, 1): "един | една | едно | първи | първа | първо | първия | първият | първата | първото | і",
        (Word.NUMBER, 2): "два | две | втори | втора | второ | втория | вторият | втората | второто | іі",
        (Word.NUMBER, 3): "три | трети | трета | трето | третия | третият | третата | третото | ііі",
        (Word.NUMBER, 4): "четири | четвърти | четвърта | четвърто | четвъртото | іv",
        (Word.NUMBER, 5): "пет",
        (Word.NUMBER, 6): "шест",
        (Word.INTERVAL, 12): (
            "ежегодно | ежегодна | ежегодни | ежегоден | годишно | годишна | годишен | годишни | всяка година "
            "| на всяка година | веднъж годишно | веднъж в годината | до края на всяка година | в края на всяка година"
        ),
        (Word.INTERVAL, 6): (
            "шестмесечно | шестмесечна | полугодишно | полугодишна | на всяко полугодие | на всяко шестмесечие "
            "| два пъти годишно | два пъти в годината"
        ),
        (Word.INTERVAL, 3): "тримесечно | тримесечна | на всяко тримесечие | всяко тримесечие",
        (Word.INTERVAL, 1): "ежемесечно | ежемесечна | месечно | месечна | всеки месец | на всеки месец",
        (Word.QUARTER, 0): "тримесечие | тримесечието | тримесечия | трим",
        (Word.SEMESTER, 0): "полугодие | полугодието | полугодия | шестмесечие | шестмесечието | семестър",
        (Word.DAYS, 0): "ден | дни | календарни дни",
        (Word.WEEKS, 0): "седмица | седмици",
        (Word.MONTHS, 0): "месец | месеца | месеци | м | мес",
        (Word.YEARS, 0): "г | год | година | години | годината",
        (Word.PERMANENT, 0): "постоянен | постоянно | постоянна | постоянен срок | текущ | текущо | непрекъснато",
        (Word.AS_NEEDED, 0): "при необходимост | при нужда | при поискване | според необходимостта | при възникване",
        (Word.NO_DEADLINE, 0): "без срок | няма срок | не е приложимо",
        (Word.LABEL, 0): "срок | срок за изпълнение | краен срок",
        (Word.EVERY, 0): "на всеки | на всяка | на всяко | веднъж на | веднъж на всеки",
        (Word.VERIFIED, 0): (
            "с проверка | проверка | с отчитане | отчитане | с отчет | с оценка | оценка | с преглед | преглед "
            "| с мониторинг | мониторинг"
        ),
        (Word.PROGRESS, 0): "на показателите за напредък | на индикаторите за напредък | на напредъка",
        (Word.STARTING, 0): "считано от | започваики от | начало от | като се започне от",
        (Word.FROM, 0): "от",
        (Word.AFTER, 0): "след",
        (Word.UNTIL, 0): "до | не по-късно от | наи-късно до",
        (Word.BETWEEN, 0): "между",
        (Word.AND, 0): "и",
        (Word.END, 0): "края | края на | краят | краят на",
        (Word.WITHIN, 0): "в срок от | в срок до | в рамките на",
        (Word.SUFFIX, 0): "ви | ри | ти | ми | во | ро | то | та | ия | ят",
        (Word.OF, 0): "на | в | във | през | за | с | със | дата | период | периода",
    },
    "en": {
        (Word.MONTH, 9): "sept",
        (Word.NUMBER, 1): "one | first",
        (Word.NUMBER, 2): "two | second",
        (Word.NUMBER, 3): "three | third",
        (Word.NUMBER, 4): "four | fourth",
        (Word.NUMBER, 5): "five",
        (Word.NUMBER, 6): "six",
        (Word.INTERVAL, 12): (
            "annual | annually | yearly | every year | each year | once a year | of each year | of every year "
            "| at the end of each year | by the end of each year"
        ),
        (Word.INTERVAL, 6): "half-yearly | half yearly | every half-year | twice a year | semiannual | semiannually",
        (Word.INTERVAL, 3): "quarterly | every quarter | each quarter",
        (Word.INTERVAL, 1): "monthly | every month | each month",
        (Word.QUARTER, 0): "quarter | quarters | q",
        (Word.SEMESTER, 0): "semester | half | half-year | half year | h",
        (Word.DAYS, 0): "day | days | calendar days",
        (Word.WEEKS, 0): "week | weeks",
        (Word.MONTHS, 0): "month | months",
        (Word.YEARS, 0): "year | years",
        (Word.PERMANENT, 0): "permanent | permanently | continuous | continuously | ongoing",
        (Word.AS_NEEDED, 0): "as needed | as necessary | when needed | when necessary | if needed | on request",
        (Word.NO_DEADLINE, 0): "no deadline | not applicable",
        (Word.LABEL, 0): "deadline | due | due date",
        (Word.EVERY, 0): "every | once every",
        (Word.VERIFIED, 0): (
            "with verification | verification | verified | with review | review | reviewed | with reporting | reporting "
            "| reported"
        ),
        (Word.PROGRESS, 0): "of progress indicators | of the progress indicators | of progress",
        (Word.STARTING, 0): "starting | starting in | starting with | starting from | beginning in | beginning with | since",
        (Word.FROM, 0): "from",
        (Word.AFTER, 0): "after | following",
        (Word.UNTIL, 0): "until | till | to | by | up to | no later than | not later than",
        (Word.BETWEEN, 0): "between",
        (Word.AND, 0): "and",
        (Word.END, 0): "end | the end | end of | the end of",
        (Word.WITHIN, 0): "within",
        (Word.SUFFIX, 0): "st | nd | rd | th",
        (Word.OF, 0): "of | the | in | on | at | during | for | with | period",
    },
}
