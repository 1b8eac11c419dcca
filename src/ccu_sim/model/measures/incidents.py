"""What happens between people on shift: counted by the acts in which it happens."""

from ccu_sim.model.measures.declaration import counted, per_year

DISPUTES = counted(
    "disputes",
    "disputes over whose task it was",
    yearly=per_year("Disputes over roles", "Disputes over whose task it was.", -1),
)
CHALLENGES_HEARD = counted(
    "challenges_heard",
    "times a colleague's practice was questioned and it was taken well",
    yearly=per_year(
        "Challenges heard",
        "Times that practice was questioned and it was taken well: the team learns.",
        1,
    ),
)
CHALLENGES_REBUFFED = counted(
    "challenges_rebuffed",
    "times a colleague's practice was questioned and it was rebuffed",
    yearly=per_year(
        "Challenges rebuffed", "Times that practice was questioned and it was rebuffed.", -1
    ),
)
DISCRIMINATION = counted(
    "discrimination",
    "times a peer worker was treated as less",
    yearly=per_year(
        "Discrimination against peer workers", "Times that a peer worker was treated as less.", -1
    ),
)
DILEMMAS = counted(
    "dilemmas",
    "boundary dilemmas that workers met",
    yearly=per_year(
        "Boundary dilemmas",
        "Dilemmas that workers of any role met; closeness brings them, so neither is better.",
        0,
    ),
)
CROSSINGS = counted(
    "crossings",
    "boundary dilemmas in which the line was crossed",
    yearly=per_year("Boundary crossings", "By workers of any role.", -1),
)
CRISES = counted(
    "crises",
    "residents' crises on shift",
    yearly=per_year("Crises", "Residents' crises on shift.", -1),
)
