"""PROVE: from a run folder, or a Word file, to what it was made from, and to what differs.

Takes run folders as `raport run` keeps them. Gives traces of printed figures, and lists of differences. Must not change a
run, or trust anything in it that can be computed again.
"""
