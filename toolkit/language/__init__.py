"""SPEAK: everything that a person reads, in the language of the institution.

Takes a message as the code has it, in Romanian; gives it as the catalogue of the language in use has it: one file
`<language>.po` in this folder, as gettext and Babel define it. A further language is a further catalogue, and no code.
A language of a country (`ro_MD`) may have a catalogue of its own, which holds only what is said otherwise there.
Must not know anything of plans, files or runs.
"""

from toolkit.language.catalogue import (
    N_,
    SOURCE,
    counted,
    gettext,
    known_languages,
    language_in_use,
    month_name,
    nouns,
    speak,
    speaking,
)

__all__ = [
    "N_",
    "SOURCE",
    "counted",
    "gettext",
    "known_languages",
    "language_in_use",
    "month_name",
    "nouns",
    "speak",
    "speaking",
]
