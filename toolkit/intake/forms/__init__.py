"""FORMS: what the secretariat sends out for departments to fill in.

Takes an institution, its plan, a period and what was returned before; gives the bytes of one Excel form per department.
Must not read what was returned itself, nor know where anything lies.
"""
