"""What docstrings show of the public names is run as it stands."""

import doctest

import pytest

import ccu_sim as ccu


@pytest.mark.parametrize("name", [name for name in ccu.__all__ if not name.startswith("_")])
def test_the_example_of_a_public_name_runs(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scope = {"__name__": "examples"}
    shown = doctest.DocTestParser().get_doctest(getattr(ccu, name).__doc__, scope, name, None, 0)
    assert shown.examples
    assert not any(example.options.get(doctest.SKIP) for example in shown.examples)
    told = []
    doctest.DocTestRunner().run(shown, out=told.append)
    assert "".join(told) == ""
