"""SIGN: who answers for which bytes, so that anyone can check it later.

Takes a finished Word or PDF file, a certificate and a date; gives the same file with a signature, and reads the signatures
of any file back as facts. Must not change what it signs, look at a clock, ask the network, or keep a passphrase.
"""
