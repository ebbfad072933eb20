"""Prove: what a Word file says is held against what the run made, and each difference is named with its place.

Takes: the Word file of a run, another that anyone may have saved or edited. Gives: the differences, in reading order.
Must not: change a file, or trust what a file says of itself.
"""
