"""The glass box: real Mesa agents over the world's records."""

import warnings
from inspect import signature

import mesa
import numpy as np
import pytest

from ccu_sim.errors import UserError
from ccu_sim.evidence import REGISTRY
from ccu_sim.inputs import Policy, compose
from ccu_sim.model import run_world
from ccu_sim.model.agents import Clinician, PeerWorker, Resident, StaffMember, TeamLeader
from ccu_sim.model.calendar import month_start
from ccu_sim.model.mesa_activation import own_behaviours, stretches
from ccu_sim.model.mesa_model import COLLECTED, CCUModel
from ccu_sim.model.records import DISCIPLINES
from ccu_sim.model.schedule import SCHEDULE
from ccu_sim.model.world import WORLD

MANY_LEAVE = {"leave_base": REGISTRY["leave_base"].high}


@pytest.fixture
def model():
    return CCUModel("site-1", months=2, rng=1)


@pytest.fixture
def peer(model):
    return next(person for person in model.staff() if isinstance(person, PeerWorker))


# Who is there


def test_people_are_agents_of_their_own_class(model, site_1):
    kinds = [type(person) for person in model.staff()]
    regular = [person for person in model.staff() if not person.casual]
    assert sum(isinstance(person, PeerWorker) for person in regular) == site_1.heads("peer_worker")
    assert sum(isinstance(person, Clinician) for person in regular) == site_1.heads("clinician")
    assert kinds.count(TeamLeader) == 1
    assert len(list(model.residents())) == site_1.beds
    assert set(model.agents) == {*model.staff(), *model.residents()}
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)
    assert {type(agent) for agent in model.agents} == {PeerWorker, Clinician, TeamLeader, Resident}


def test_clinicians_have_a_discipline(model):
    names = {person.discipline for person in model.staff() if isinstance(person, Clinician)}
    assert "nursing" in names
    assert names <= set(DISCIPLINES[1:])


def test_an_attribute_reads_and_writes_the_record(model, peer):
    assert peer.role_clarity == model.worlds["staff"]["role_clarity"][0, peer.place]
    peer.role_clarity = 0.123
    assert model.worlds["staff"]["role_clarity"][0, peer.place] == 0.123
    model.worlds["staff"]["exhaustion"][0, peer.place] = 0.456
    assert peer.exhaustion == 0.456
    assert type(peer.exhaustion) is float
    assert peer.founding is True
    assert peer.holder == 1


def test_every_attribute_can_be_read(model):
    for agent in (*model.staff(), *model.residents()):
        for owner in type(agent).__mro__:
            for name, value in vars(owner).items():
                if type(value).__name__ == "State":
                    assert getattr(agent, name) is not None


def test_bonds_can_be_read(model, peer):
    other = next(person for person in model.staff() if isinstance(person, Clinician))
    resident = next(model.residents())
    assert peer.trust_in(other) == model.worlds["trust"][0, peer.place, other.place]
    assert peer.alliance_with(resident) == 0.0
    peer.support(resident)
    assert peer.alliance_with(resident) > 0.0


def test_a_behaviour_is_the_act_of_that_name(model, peer):
    before = peer.exhaustion
    peer.rest()
    assert peer.exhaustion < before
    assert type(peer).rest.__doc__.startswith("Recuperate")
    assert type(peer).hear_challenge.__name__ == "hear_challenge"


def test_every_act_of_the_schedule_is_a_behaviour_of_some_class():
    owners = (StaffMember, Resident, CCUModel)
    for phase in SCHEDULE:
        name = phase.act.__name__
        wrapped = [getattr(getattr(one, name, None), "__wrapped__", None) for one in owners]
        assert any(act is phase.act for act in wrapped)


def test_what_is_written_is_seen_at_once(model):
    assert model.exhaustion_peer < 0.9
    for person in model.staff():
        person.exhaustion = 0.9
    assert model.exhaustion_peer == pytest.approx(0.9)
    assert model.exhaustion_clinician == pytest.approx(0.9)


# Coming and going


@pytest.fixture
def short_terms(site_1):
    """Site 1 with terms of a month that nobody renews, and posts filled within days."""
    contract = {"kind": "fixed-term", "months": 1, "renewal": 0.0}
    return site_1.varied({"staff.0.contract": contract, "context.weeks_to_fill": 0.5})


def test_a_departed_agent_keeps_a_copy_and_a_replacement_is_a_new_agent(short_terms):
    model = CCUModel(short_terms, months=2, rng=1)
    before = {person.place: person for person in model.staff() if isinstance(person, PeerWorker)}
    regular = {place: person for place, person in before.items() if not person.casual}
    model.run_months(2)
    after = {person.place: person for person in model.staff()}
    replaced = [place for place in regular if place in after and after[place].holder > 1]
    assert len(replaced) > 10
    for place in replaced:
        old, new = regular[place], after[place]
        assert old is not new
        assert type(new) is PeerWorker
        assert (old.who, new.who) == (1, new.holder)
        assert new.holder > 1
        assert not old.here
        assert new.here
        assert old not in model.agents
        assert new in model.agents
        assert old.unique_id != new.unique_id
        kept = old.exhaustion
        new.exhaustion = 0.987
        assert old.exhaustion == kept
        old.exhaustion = 0.111  # a copy: nobody else's record
        assert new.exhaustion == 0.987


def test_a_departed_agent_remembers_how_it_was(short_terms):
    model = CCUModel(short_terms, months=2, rng=1)
    leaving = next(person for person in model.staff() if person.contract_end == month_start(1))
    while model.now < month_start(1) - 1:
        model.step()
    exhaustion, voice = leaving.exhaustion, leaving.voice
    model.step()
    assert not leaving.here
    assert abs(leaving.exhaustion - exhaustion) < 0.1
    assert abs(leaving.voice - voice) < 0.1
    assert model.posts[leaving.place] is None


def test_residents_follow_one_another_too(site_1):
    unit = site_1.varied({"context.weeks_to_fill_bed": 0.0})
    model = CCUModel(unit, parameters={"exit_rate": REGISTRY["exit_rate"].high}, months=12, rng=1)
    first = list(model.beds)
    model.run_months(12)
    changed = [bed for bed, resident in enumerate(model.beds) if resident is not first[bed]]
    assert changed
    for bed in changed:
        assert not first[bed].here
        if model.beds[bed] is not None:
            assert model.beds[bed].occupant > first[bed].occupant


def test_agents_and_records_never_part(short_terms):
    unit = short_terms.varied({"context.weeks_to_fill_bed": 1.0})
    likely = {name: REGISTRY[name].high for name in ("exit_rate", "unwell_rate", "exit_unwell")}
    model = CCUModel(unit, ["more-peers"], likely, months=4, rng=4)
    while model.running:
        model.step()
        for places, people in (("staff", model.posts), ("residents", model.beds)):
            records = model.worlds[places][0]
            for place, person in enumerate(people):
                assert (person is not None) == bool(records["here"][place])
                if person is not None:
                    assert person.address == records["address"][place]
                    assert person.who == records[person.counted_by][place]


# Running


def test_a_step_is_a_shift_and_the_model_stops_at_its_horizon(model):
    model.step()
    assert model.now == 1
    while model.running:
        model.step()
    assert model.now == month_start(2)
    before = model.worlds.tobytes()
    model.step()
    assert model.now == month_start(2)
    assert model.worlds.tobytes() == before
    assert not model.running


def test_months_pass(model):
    assert model.month == 0
    model.run_months(1)
    assert model.month == 1
    assert model.now == month_start(1)
    model.run_months(120)  # never beyond the horizon
    assert model.now == month_start(2)


def test_the_same_seed_gives_the_same_world(site_1, differences, as_usual, central):
    models = [CCUModel("site-1", months=1, rng=rng) for rng in (3, 3, 4)]
    for one in models:
        one.run_months(1)
    assert differences(models[0].worlds, models[1].worlds) == []
    assert differences(models[0].worlds, models[2].worlds) != []
    alone = run_world(site_1, as_usual, central, months=1, seed=3)
    assert differences(models[0].worlds.view(WORLD), alone.view(WORLD)) == []


def test_without_a_seed_every_model_is_another():
    keys = {int(CCUModel(months=1).worlds["key"][0]) for _ in range(5)}
    assert len(keys) == 5


def test_nothing_draws_from_mesa_s_own_streams(model):
    before = model.random.getstate(), model.rng.bit_generator.state
    model.run_months(1)
    assert (model.random.getstate(), model.rng.bit_generator.state) == before


def test_units_strategies_and_parameters_can_be_named_or_given(units, as_usual):
    by_name = CCUModel("site-2", ["role-clarity"], {"leave_base": 0.2}, months=1, rng=1)
    given = CCUModel(units["site-2"], compose(["role-clarity"]), {"leave_base": 0.2}, 1, 1)
    assert by_name.worlds.tobytes() == given.worlds.tobytes()
    assert by_name.worlds["par"]["leave_base"][0] == 0.2
    assert CCUModel(units["site-2"], as_usual, months=1, rng=1).policy.strategies == ()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"unit": "site-9"}, "site-9"),
        ({"strategies": ["no-such-strategy"]}, "no-such-strategy"),
        ({"parameters": {"leave_bass": 0.1}}, "did you mean leave_base"),
        ({"parameters": {"leave_base": 99.0}}, "outside its range"),
        ({"months": 0}, "1 to 120"),
        ({"months": 121}, "1 to 120"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(arguments, says):
    with pytest.raises(UserError, match=says):
        CCUModel(**arguments)


# What Mesa brings


def test_the_data_collector_follows_the_months(model):
    while model.running:
        model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert sorted(set(frame["month"])) == [0, 1, 2]
    assert set(COLLECTED) <= set(frame.columns)
    monthly = model.tables().monthly
    for name in COLLECTED:
        assert frame[name].iloc[0] == monthly[name][0]
        # The collector looks when a month is over, the month's row is of its last shift:
        # before those whose term ends leave and those who start come.
        if name.startswith(("exhaustion", "morale", "role_clarity", "recovery")):
            assert abs(frame[name].iloc[-1] - monthly[name][2]) < 0.05


def test_a_data_collector_of_one_s_own_sees_agents(model):
    collector = mesa.DataCollector(
        model_reporters={"trust_gap": "trust_gap"},
        agenttype_reporters={PeerWorker: {"exhaustion": "exhaustion", "voice": "voice"}},
    )
    collector.collect(model)
    frame = collector.get_agenttype_vars_dataframe(PeerWorker)
    peers = [person for person in model.staff() if isinstance(person, PeerWorker)]
    assert len(frame) == len(peers)
    assert frame["exhaustion"].sum() == pytest.approx(sum(person.exhaustion for person in peers))


def test_agent_sets_select_and_gather(model):
    peers = model.agents_by_type[PeerWorker]
    tired = peers.select(lambda person: person.exhaustion > 0.3)
    assert 0 < len(tired) <= len(peers)
    assert np.mean(peers.get("exhaustion")) == pytest.approx(np.mean([p.exhaustion for p in peers]))


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
@pytest.mark.parametrize("period", [-1, 50])
def test_batch_run_works(period):
    parameters, options = {"unit": ["site-1", "site-2"], "months": 1}, {}
    # Seeds are a model's parameter like any other until Mesa 3.5 takes them by themselves.
    by_itself = "rng" in signature(mesa.batch_run).parameters
    (options if by_itself else parameters)["rng"] = [1, 2]
    rows = mesa.batch_run(
        CCUModel,
        parameters=parameters,
        number_processes=1,
        max_steps=int(month_start(1)),
        data_collection_period=period,
        display_progress=False,
        **options,
    )
    last = {(row["unit"], row["rng"]): row for row in rows}
    assert set(last) == {(unit, rng) for unit in ("site-1", "site-2") for rng in (1, 2)}
    assert len({row["exhaustion_peer"] for row in last.values()}) == 4
    assert all(set(COLLECTED) <= set(row) for row in rows)
    assert len(rows) >= 4


def test_mesa_says_nothing_about_what_it_will_take_away():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = CCUModel("site-2", ["more-peers"], months=1, rng=1)
        while model.running:
            model.step()
        model.datacollector.get_model_vars_dataframe()


# Overriding one behaviour


class Considerate(Clinician):
    """A clinician who never treats a peer worker as less."""

    def treat_as_equal(self, peer):
        pass


class WithConsiderate(CCUModel):
    clinician_class = Considerate


class Restless(PeerWorker):
    """A peer worker for whom a day off does nothing, and who counts them."""

    days_off = 0

    def rest(self):
        before = self.exhaustion
        super().rest()
        self.days_off += 1
        self.exhaustion = before


class WithRestless(CCUModel):
    peer_worker_class = Restless


def test_a_subclass_that_overrides_one_behaviour_changes_the_outcome():
    usual, other = (kind("site-1", months=6, rng=5) for kind in (CCUModel, WithConsiderate))
    for model in (usual, other):
        model.run_months(6)
    discrimination = [model.tables().monthly["discrimination"].sum() for model in (usual, other)]
    # What is left is the team leader's.
    assert discrimination[1] < discrimination[0] / 2
    assert usual.tables().run["belonging_peer"] < other.tables().run["belonging_peer"]


def test_an_override_may_build_on_what_it_overrides():
    usual, restless = (kind("site-1", months=2, rng=5) for kind in (CCUModel, WithRestless))
    for model in (usual, restless):
        model.run_months(2)
    assert restless.exhaustion_peer > usual.exhaustion_peer + 0.05
    assert abs(restless.exhaustion_clinician - usual.exhaustion_clinician) < 0.05
    days = [person.days_off for person in restless.staff() if isinstance(person, Restless)]
    assert max(days) == (month_start(2)) // 3


def test_an_override_that_does_the_same_changes_nothing(differences):
    class Same(PeerWorker):
        def hear_challenge(self, colleague):
            super().hear_challenge(colleague)

    class WithSame(CCUModel):
        peer_worker_class = Same

    worlds = []
    for kind in (CCUModel, WithSame):
        model = kind("site-2", months=1, rng=6)
        model.run_months(1)
        worlds.append(model.worlds)
    assert differences(*worlds) == []


def test_one_person_s_own_way_is_honoured(model):
    person = next(iter(model.staff()))
    days = []
    person.rest = lambda: days.append(model.now)
    model.run_months(1)
    assert len(days) == (month_start(1)) // 3


def test_a_way_given_to_a_class_while_it_runs_is_honoured(model, monkeypatch):
    model.run_months(1)
    monkeypatch.setattr(Clinician, "rest", lambda self: seen.add(self))
    seen = set()
    model.run_months(2)
    assert seen == {one for one in model.staff() if isinstance(one, Clinician)}


def test_nothing_goes_agent_by_agent_that_nobody_overrode(model):
    assert list(stretches(model)) == [range(len(SCHEDULE))]
    assert own_behaviours(WithRestless("site-1", months=1, rng=1)) == {"rest"}
    WithRestless.agent_by_agent = True
    assert len(list(stretches(WithRestless("site-1", months=1, rng=1)))) == len(SCHEDULE)
    del WithRestless.agent_by_agent


def test_the_unit_s_own_behaviour_can_be_overridden():
    class NobodyIsReplaced(CCUModel):
        def recruit(self):
            pass

    model = NobodyIsReplaced("site-1", parameters=MANY_LEAVE, months=6, rng=5)
    model.run_months(6)
    tables = model.tables()
    assert tables.monthly["hired"].sum() == 0
    assert tables.run["vacancies"] > 1


def test_of_world_takes_a_founded_world(site_1, as_usual, central):
    from ccu_sim.model.initialization import initialize

    worlds = initialize(site_1, as_usual, central, months=1, seed=1)
    model = CCUModel.of_world(worlds, site_1, Policy.of([]))
    model.run_months(1)
    assert worlds["monthly"][0, 1, 0] >= 0
    assert worlds["spell_count"][0] >= site_1.total_heads
    assert model.worlds is worlds
