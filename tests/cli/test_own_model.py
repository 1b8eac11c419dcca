"""A model of one's own from the program: begun, run, batched, and refused once its file changed."""

import re

MODEL = "scenarios/models/our_unit.py:OurUnit"
SMALL = ("--months", 1, "--seed", 2)


def test_a_new_model_runs_as_it_is_begun(program):
    assert program("new", "model", "our-unit").code == 0
    done = program("run", "site-1", *SMALL, "--format", "csv", "--model", MODEL)
    assert (done.code, done.out.count("\n")) == (0, 3)
    assert "share_heard" in done.out


def test_a_batch_of_it_is_refused_once_the_file_was_changed(program, folder):
    program("new", "model", "our-unit")
    (folder / "ours.yaml").write_text(
        "name: Ours\nunits: [site-2]\nstrategies: [leadership]\nparameter_sets: 1\n"
        f"replicates: 1\nmonths: 1\nmodel: {MODEL}\n"
    )
    line = ("batch", "ours.yaml", "--out", "runs", "--workers", 1)
    done = program(*line)
    assert done.code == 0, done.err
    assert "for the model as shipped" in done.err
    assert "2 of them stored already" in program(*line).err
    assert "2 runs came out the same again" in program("verify", "runs", "--sample", 2).out
    file = folder / MODEL.partition(":")[0]
    file.write_text(file.read_text(encoding="utf-8") + "\nOTHER = 1\n", encoding="utf-8")
    verified, resumed = program("verify", "runs"), program(*line)
    assert (verified.code, resumed.code) == (2, 2)
    assert re.search(r"our_unit.py, line \d+: the file was changed after", verified.err)
    assert re.search(r"another text of OurUnit .* line \d+ differs", resumed.err)
