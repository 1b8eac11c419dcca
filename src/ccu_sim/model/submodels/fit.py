"""How well the work suits a person, and how attached they come to be (mechanism 18).

Fit is known only in part before somebody starts, shows over the first months, and lasts; those
whom the work suits stay. Attachment grows with bonds and time in post. Together they give
leaving by length of service its shape: high early, then lower (Griffeth 2000; Kovner 2014).
"""

from ccu_sim.model.change import raised, share_of_dose, toward
from ccu_sim.model.compiling import rule
from ccu_sim.model.streams import FIT_KNOWN, NOBODY, TRAIT_FIT, TRAIT_FIT_OTHER, bell, draw


@rule
def leaning(par, disposition, own):
    """Give a lasting leaning, of which a part goes with a person's disposition.

    Notes
    -----
    disposition_share * disposition + (1 - disposition_share) * what is the leaning's own.
    """
    return par.disposition_share * disposition + (1.0 - par.disposition_share) * own


@rule
def fit_known(par, selection_hours):
    """Give how much of fit is known before somebody starts, more after thorough selection.

    Notes
    -----
    known = known_before, raised by ``selection_gain`` an hour.
    """
    return raised(par.known_before, share_of_dose(par.selection_gain, selection_hours))


@rule
def chosen(fit, other, known, luck):
    """Give the fit of whom of two candidates takes the post: the better one, if it is known."""
    if luck < known and other > fit:
        return other
    return fit


@rule
def find_out(me, pace):
    """Let a person feel how well the work suits them, half-life ``fit_half_life``."""
    me.felt_fit = toward(me.felt_fit, me.fit, pace.fit)


@rule
def grow_attached(me, pace):
    """Let attachment grow with time in post toward the trust that a person has in colleagues.

    Notes
    -----
    attachment -> trust given, from 0, half-life ``attachment_half_life``.
    """
    me.attachment = toward(me.attachment, me.trust_given, pace.attachment)


@rule
def take_post(world, me, selection_hours):
    """Draw how well the work suits whoever takes the post, and what they know of it."""
    key, who = world.key, me.address
    known = fit_known(world.par, selection_hours)
    first, other = bell(key, TRAIT_FIT, who, 0), bell(key, TRAIT_FIT_OTHER, who, 0)
    me.fit = chosen(first, other, known, draw(key, FIT_KNOWN, who, NOBODY, 0))
    me.felt_fit = known * me.fit
    me.attachment = 0.0
