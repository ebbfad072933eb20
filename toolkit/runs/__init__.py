"""KEEP: a notebook and its parameters become a run folder that is complete in itself.

Takes a project folder, a report's name and parameters; gives outputs/<institution>/<period>/<report>/<run id>/ with the
executed notebook, everything that it made, copies of everything that it read, and their hashes. Must not know what a
report says: that is the notebook's and the earlier packages' business.
"""
