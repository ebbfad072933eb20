"""SAY: figures and plan in, finished strings out.

Takes what was read and computed; gives the context of a Word template, the tables that go along with a report, and pictures.
Must not compute a figure or open Word.
"""
