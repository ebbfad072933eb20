"""raport: from department workbooks to checked, signed and provable official documents.

The packages are the flow of a report, in import order:
plan → intake → checks → totals → documents → word → runs, with `cli` on top.
"""
