"""The composition of doses and prices, compiled: one definition for all."""

from ccu_sim.inputs import composition
from ccu_sim.model.compiling import rule

set_quantities = rule(composition.set_quantities)
contract_terms = rule(composition.contract_terms)
set_usual_doses = rule(composition.set_usual_doses)
combine_changes = rule(composition.combine_changes)
set_pay = rule(composition.set_pay)
price_strategies = rule(composition.price_strategies)
