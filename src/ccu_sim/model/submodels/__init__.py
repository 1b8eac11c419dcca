"""One mechanism a file: its equations first, then what people do with them.

Equations are functions of records and numbers; what people do is a function of the world.
"""

SUBMODELS = (
    # a shift and who works it
    "rostering",
    "availability",
    "time_off",
    # what work does to a person
    "demands",
    "disillusionment",
    "prospects",
    "role_clarity",
    "circumstances",
    # between colleagues
    "challenge",
    "role_conflict",
    "trust",
    "discrimination",
    "voice",
    "boundaries",
    # staying and leaving
    "health",
    "renewal",
    "contracts",
    "leaving",
    "fit",
    "recruitment",
    "arrivals",
    "mentoring",
    "sufficient_numbers",
    # residents
    "support",
    "crises",
    "stays",
    # the unit around them, and what strategies bring
    "leadership",
    "climate",
    "supervision",
    "training",
    "reflection",
    "credentialing",
)
"""Every submodel, in the one order in which documents and tests go through them."""
