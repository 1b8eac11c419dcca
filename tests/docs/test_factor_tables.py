"""The pages show the register as it is."""

import re

import pytest

from ccu_sim.analysis.factors import QUESTIONS, factors
from ccu_sim.inputs import load_study

PAGES = {
    "factors.md": {"register", "signs", "sizes", "patterns", "ablation"},
    "open-questions.md": {question.name for question in QUESTIONS},
    "contested.md": {"credentialing"},
}


def test_the_register_in_the_docs_is_the_register(checkout, generate):
    from regions.factors import register_table  # found once `generate` has imported its siblings

    assert register_table(factors()) in (checkout / "docs" / "factors.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_computed_region_is_filled(page, checkout):
    text = (checkout / "docs" / page).read_text("utf-8")
    regions = dict(re.findall(r"<!-- computed: ([\w-]+) -->\n(.*?)<!-- end -->", text, re.DOTALL))
    assert set(regions) == PAGES[page]
    assert all(body.strip() for body in regions.values())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_ships_as_a_study(question):
    assert load_study(question.study).question
