"""Names of files and labels, as they read within text."""

from ccu_sim.inputs import Strategy, Study, Unit

GROUPS = {"peer": "peer workers", "clinician": "clinicians"}
_SHORT_TITLE = 40


def plain_name(name: str) -> str:
    """Make a file's name readable: 'permanent-contracts' to 'Permanent contracts'."""
    words = name.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def inside(label: str) -> str:
    """Make a label fit the middle of a sentence."""
    return label[:1].lower() + label[1:]


def short_name(strategy: Strategy) -> str:
    """Name a strategy for figures and tables: by its title if that is short."""
    return strategy.title if len(strategy.title) <= _SHORT_TITLE else plain_name(strategy.name)


def unit_label(unit: Unit) -> str:
    """Name a unit for figures, tables and sentences: by its title if that is short."""
    return unit.title if len(unit.title) <= _SHORT_TITLE else plain_name(unit.name)


def labels_of(study: Study) -> dict[str, str]:
    """Name each strategy of a study for figures and tables: by its title if that is short."""
    short = {part.name: short_name(part) for part in study.strategy_objects}
    labels = {}
    for policy in study.policies:
        parts = [part.name for part in policy.strategies]
        if parts and policy.name == " + ".join(parts):
            first, *rest = (short[part] for part in parts)
            labels[policy.name] = " + ".join([first, *(inside(part) for part in rest)])
        else:
            labels[policy.name] = plain_name(policy.name)
    return labels
