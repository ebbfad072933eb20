"""PROVE: from a run folder, or a Word file, to what it was made from, and to what differs.

Takes: run folders as `raport run` keeps them, and Word files that anyone may have saved or edited. Gives: traces of printed
figures, and lists of differences, each with its place. Must not: change a run or a file, or trust anything in it that can be
computed again.
"""
