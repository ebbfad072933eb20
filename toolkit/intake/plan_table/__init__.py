"""A plan as offices have it, a table in Excel, CSV, plain text or Word, read into a Plan for a person to look through.

Takes a file's bytes; gives the Plan with the findings about it. Guesses nothing: what the table does not tell stays absent,
what was not understood is a finding.
"""
