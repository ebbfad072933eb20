"""COUNT. Takes a plan and submissions, gives each indicator's total, each action's status, and their comparison with
what was published. Must not read files, print, or know an indicator by its code.
"""
