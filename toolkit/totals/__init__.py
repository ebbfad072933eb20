"""COUNT: a plan and submissions in, every total, status and comparison out.

Takes typed submissions, and composes those of months into one of the longer period; gives each indicator's total with its
contributions, each action's status, and the verdict on what was published. Must not read files, print, or know an
indicator by its code.
"""
