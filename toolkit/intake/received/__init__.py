"""RECEIVE: what arrives from departments, recognised by what is inside, and the register of it.

Takes the bytes of a file and the register as it stands; gives what the file is, the register's next lines and a receipt.
Must not know where anything lies.
"""
