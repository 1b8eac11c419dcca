"""What one person, one pair or the unit does on its turn: records found, luck drawn, rules applied.

An act is a function of the world, whose turn it is and when. The schedule lists them; each
is also one method of a Mesa agent. Acts never call other acts, so overriding one behaviour
of an agent replaces it wholly.
"""
