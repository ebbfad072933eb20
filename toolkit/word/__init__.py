"""Print: a context of finished strings and a Word template give a checked .docx, and from it a PDF.

Takes: the template's bytes, the context as plain dicts. Gives: the bytes of a file that passed the gate.
Must not: count, word or round anything; what is printed stands finished in the context.
"""
