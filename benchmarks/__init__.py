"""How fast the toolkit is beside what it cannot be faster than; each module prints its table of ratios."""
