"""SIGN: who answers for which bytes, so that anyone can check it later.

Takes a finished run, who makes which step and when; gives the register's next line, and at the approval the final files.
Takes a Word or PDF file and a certificate; gives the same file with a signature, and reads the signatures of any file as
facts. Must not write into a run, change what it signs, look at a clock, ask the network, or keep a passphrase.
"""
