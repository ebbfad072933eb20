"""READ: what departments returned, cell by cell, into typed submissions and findings.

Takes the bytes of a period's files; gives Submission, Value, Finding, and the files that the secretariat keeps. Must not
judge an answer, add anything up, or guess: what one grammar cannot type stays text, with a finding.
"""
