"""The ONE value grammar: text → Value (`reading`) and Value → text (`printing`); each is the other's inverse.

A cell is cut into tokens, and read as a state without a number, a percentage, or quantities: amounts with their marks, scale
and unit, and the women and men in them. What can be read in two ways stays text.
"""
