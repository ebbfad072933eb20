"""MARK: a department's own workbook, given back with what is to be corrected marked in it.

Takes the bytes of a returned workbook that was screened and read, and what is to be corrected; gives the bytes of the copy.
The parts of the workbook are edited as they stand, so that whatever this package does not know stays as it was.
"""
