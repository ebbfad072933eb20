"""WHAT is reported: an institution, its plan, the rule of each indicator, and the period.

Takes the files under inputs/<institution>/; gives Plan, Action, Indicator, Unit, Rule, Institution, Department and Period.
Must not know what anybody answered.
"""
