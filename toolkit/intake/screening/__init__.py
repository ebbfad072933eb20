"""Looking at a returned file before any reader opens it: what it is, how large it would become, what it hides.

Takes bytes; gives what a reader may open, with the error cells and formulas that readers hide, or a refusal that becomes a
finding.
"""
