"""What people do and what it does to them: one mechanism a file.

Every rule is a small function of records and numbers. A rule reads its coefficients from
``par``, the parameter set of the run, and never holds a number about people itself.
"""
