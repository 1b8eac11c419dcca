"""What each person on shift does, and what the shift does to them."""

from ccu_sim.model.calendar import NIGHT_SHIFT, WEEKS_A_WORKED_SHIFT, shift_of_day
from ccu_sim.model.compiling import act, rule
from ccu_sim.model.records import CLINICIAN, LEADER, PEER
from ccu_sim.model.rules.change import toward
from ccu_sim.model.rules.climate import be_led
from ccu_sim.model.rules.demands import tire
from ccu_sim.model.rules.numbers import isolate
from ccu_sim.model.rules.role_clarity import drift
from ccu_sim.model.rules.voice import gain_or_lose_voice, heard
from ccu_sim.model.streams import HEARD_AT_HANDOVER, NOBODY, draw


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
    luck = draw(world.key, HEARD_AT_HANDOVER, me.address, NOBODY, when)
    share = own_share_on(me, climate)
    was_heard = heard(me, climate, world.unit, world.par, share, luck)
    gain_or_lose_voice(me, was_heard, world.par.handover_share)


@act
def see_leader(world, who, when):
    """Work a shift that the leader works too, and be led (mechanism 16)."""
    me, climate = world.staff[who], world.climate
    if climate.leader_on != 0 and me.role != LEADER:
        be_led(me, climate, world.par)


@act
def feel_shift(world, who, when):
    """Feel what the shift asked: strain, drift, being alone in one's role (2, 4, 14)."""
    me, climate, par = world.staff[who], world.climate, world.par
    night = 1.0 if shift_of_day(when) == NIGHT_SHIFT else 0.0
    me.nights = toward(me.nights, night, WEEKS_A_WORKED_SHIFT, par.nights_half_life)
    tire(me, climate, par, night)
    if me.role != LEADER:
        drift(me, climate, par, _others_absent(me, climate))
    if me.alone != 0:
        isolate(me, par)


@rule
def _others_absent(me, climate):
    """Give 1 when nobody of the other profession is on shift, else 0."""
    if me.role == PEER:
        return 1.0 if climate.clinicians_on == 0 else 0.0
    if me.role == CLINICIAN:
        return 1.0 if climate.peers_on == 0 else 0.0
    return 0.0
