from ccu_sim.api import Comparison as Comparison
from ccu_sim.api import Plan as Plan
from ccu_sim.api import Run as Run
from ccu_sim.api import Sensitivity as Sensitivity
from ccu_sim.api import compare as compare
from ccu_sim.api import explore as explore
from ccu_sim.api import plan as plan
from ccu_sim.api import run as run
from ccu_sim.api import sensitivity as sensitivity
from ccu_sim.api import study_of as study_of
from ccu_sim.batch import open_results as open_results
from ccu_sim.errors import UserError as UserError
from ccu_sim.inputs import compose as compose
from ccu_sim.inputs import describe as describe
from ccu_sim.inputs import load_strategy as load_strategy
from ccu_sim.inputs import load_study as load_study
from ccu_sim.inputs import load_unit as load_unit
from ccu_sim.model.agents import Clinician as Clinician
from ccu_sim.model.agents import PeerWorker as PeerWorker
from ccu_sim.model.agents import Resident as Resident
from ccu_sim.model.agents import TeamLeader as TeamLeader
from ccu_sim.model.intervention import Intervention as Intervention
from ccu_sim.model.mesa_model import CCUModel as CCUModel
from ccu_sim.model.monthly_measure import MonthlyMeasure as MonthlyMeasure

__version__: str
