"""Power and voice: who is included, and whose view carries.

"I would hate to see one side out power the other. It needs to be completely equal" (CCU
paper, "Outlook and Goals"; power and equality "infused many aspects"). Equality and respect
were wanted by 6/15.
"""

from ccu_sim.model.chance import HANDOVER, half_of_own_day
from ccu_sim.model.change import centred, happens, lowered, raised, toward, within
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import CLINICIAN, LEADER, PEER, PRESENT
from ccu_sim.model.streams import HEARD_IN_PLANNING, NOBODY, draw, middle_of
from ccu_sim.model.submodels.demands import shaken


@rule
def heard(me, climate, unit, par, share_on, luck):
    """Whether a person's view is asked for and carries, at handover or in care planning.

    Parameters
    ----------
    share_on : float in [0, 1]
        The share of those present who are of one's own profession.

    Notes
    -----
    logit P = heard_base + heard_inclusion * (inclusion - 1/2) + heard_mass * (own share
    - 1/2) + heard_clarity * (clarity - 1/2) - heard_job_insecurity * job insecurity
    + heard_authority * medical model of the service (clinicians and leader only)
    + heard_credential * credential + heard_spread * how readily one speaks, which lasts.
    Source: CCU paper, "Implementation risk factors"; critical mass, Kanter 1977; who speaks up
    is in part a matter of personality, Chamberlin 2017.
    """
    log_odds = (
        par.heard_base
        + par.heard_inclusion * centred(climate.inclusion)
        + par.heard_mass * centred(share_on)
        + par.heard_clarity * centred(me.role_clarity)
        - par.heard_job_insecurity * me.job_insecurity
        + par.heard_credential * me.credential
        + par.heard_spread * me.outspokenness
    )
    if me.role == CLINICIAN or me.role == LEADER:
        log_odds += par.heard_authority * unit.medical_model
    return happens(log_odds, luck)


@rule
def gain_or_lose_voice(me, was_heard, share):
    """Being heard closes a share of the distance to a full say; being passed over, to none."""
    if was_heard:
        me.voice = raised(me.voice, share)
    else:
        me.voice = lowered(me.voice, share)


@rule
def belong(me, par, pace):
    """Let belonging follow trust received, voice and being valued.

    Notes
    -----
    target = weighted mean with ``belonging_trust``, ``belonging_voice``,
    ``belonging_valued``; half-life ``belonging_half_life``.
    """
    weights = par.belonging_trust + par.belonging_voice + par.belonging_valued
    target = (
        par.belonging_trust * me.trust_received
        + par.belonging_voice * me.voice
        + par.belonging_valued * me.valued
    ) / weights
    me.belonging = toward(me.belonging, target, pace.belonging)


@rule
def feel_valued(me, colleagues_valuing, par, pace):
    """Let the sense of being valued follow the other profession: its valuing and its trust.

    Notes
    -----
    valued -> their mean + valued_spread * how highly one sees oneself valued, which lasts;
    half-life ``valued_half_life``.
    """
    target = within(colleagues_valuing + par.valued_spread * me.regard)
    me.valued = toward(me.valued, target, pace.valued)


@rule
def own_share_on(me, climate):
    """The share of those on shift who are of one's own profession; the leader's is whole."""
    if me.role == LEADER:
        return 1.0
    total = climate.peers_on + climate.clinicians_on
    own = climate.peers_on if me.role == PEER else climate.clinicians_on
    return own / total


@act
def hand_over(world, who, when):
    """Take part in handover: be asked, or be passed over (mechanism 8)."""
    me, climate = world.staff[who], world.climate
    luck = middle_of(half_of_own_day(world, who, HANDOVER, when))
    share = own_share_on(me, climate)
    was_heard = heard(me, climate, world.unit, world.par, share, luck)
    gain_or_lose_voice(me, was_heard, world.par.handover_share)


@act
def plan_care(world, who, when):
    """Have a say in the week's care planning and team meeting, or be passed over (8).

    Being passed over wears a little: decisions felt to be unfair tire people.
    """
    me = world.staff[who]
    if me.away != PRESENT:
        return
    luck = draw(world.key, HEARD_IN_PLANNING, me.address, NOBODY, when)
    share = world.climate.peer_share if me.role == PEER else 1.0 - world.climate.peer_share
    if me.role == LEADER:
        share = 1.0
    was_heard = heard(me, world.climate, world.unit, world.par, share, luck)
    gain_or_lose_voice(me, was_heard, world.par.planning_share)
    if not was_heard:
        shaken(me, world.par.passed_over_exhaustion)
