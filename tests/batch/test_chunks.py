"""A chunk appears whole, its runs last, or not at all."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ccu_sim.batch import chunks
from ccu_sim.batch.chunks import ChunkWriter, DamagedChunk, chunk_path, inspect_chunk, read_chunk
from ccu_sim.batch.tables import TABLES


def rows_of(number):
    """Give a table of the one row of a run."""
    address = {"unit": ["here"], "strategy": ["more"], "setting": [0], "replicate": [0]}
    return pa.table(address | {"set": [number], "cohesion": [0.1 * number]})


@pytest.fixture
def folder(tmp_path):
    """A folder for the three tables."""
    for table in TABLES:
        (tmp_path / table).mkdir()
    return tmp_path


def write(folder, mark="m", number=3, sets=(1,), fault=None):
    with ChunkWriter(folder, mark, number) as writer:
        for one in sets:
            writer.write(dict.fromkeys(TABLES, rows_of(one)))
        if fault:
            raise fault


def test_what_is_written_is_read_whole(folder):
    write(folder, sets=(2, 1))
    inspect_chunk(folder, "m", 3)
    for table in TABLES:
        assert read_chunk(folder, "m", table, 3)["set"].to_pylist() == [2, 1]


def test_nothing_appears_of_a_chunk_that_is_left_off(folder):
    with pytest.raises(ZeroDivisionError):
        write(folder, fault=ZeroDivisionError())
    assert not list(folder.glob("*/*"))


def test_nothing_appears_of_a_chunk_whose_end_finds_no_room(folder, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(chunks, "seal", full)
    with pytest.raises(OSError, match="No space left") as held:  # and with it the writer
        write(folder)
    assert not list(folder.glob("*/*"))
    del held


def test_a_page_that_was_damaged_is_told_by_whoever_reads_it(folder):
    write(folder)
    path = chunk_path(folder, "runs", 3)
    content = bytearray(path.read_bytes())
    column = pq.read_metadata(path).row_group(0).column(0)
    content[column.data_page_offset + column.total_compressed_size // 2] ^= 1
    path.write_bytes(content)
    with (
        pq.ParquetFile(path, page_checksum_verification=True) as file,
        pytest.raises(OSError, match="CRC checksum"),
    ):
        file.read()
    inspect_chunk(folder, "m", 3)  # which reads no pages
    with pytest.raises(DamagedChunk, match=f"{path} cannot be read: .*CRC checksum"):
        read_chunk(folder, "m", "runs", 3)


def test_rows_that_were_changed_do_not_fit_the_seal(folder):
    write(folder)
    path = chunk_path(folder, "runs", 3)
    marks = pq.read_metadata(path).metadata
    pq.write_table(rows_of(2).replace_schema_metadata(marks), path)
    with pytest.raises(DamagedChunk, match=f"{path} was changed after it was written"):
        read_chunk(folder, "m", "runs", 3)


def test_runs_do_not_appear_before_the_other_tables_have(folder):
    (folder / "monthly" / "chunk-000003.parquet").mkdir()  # where its file should go
    with pytest.raises(OSError, match="chunk-000003"):
        write(folder)
    assert not list((folder / "runs").iterdir())


@pytest.mark.parametrize(
    ("mark", "number", "says"), [("n", 3, "does not belong to"), ("m", 4, "is a copy of another")]
)
def test_a_file_in_anothers_place_is_told_with_its_ends_and_with_its_rows(
    folder, mark, number, says
):
    write(folder)
    for table in TABLES:
        there = chunk_path(folder, table, 3)
        there.rename(chunk_path(folder, table, number))
        with pytest.raises(DamagedChunk, match=says):
            inspect_chunk(folder, mark, number, (table,))
        with pytest.raises(DamagedChunk, match=says):
            read_chunk(folder, mark, table, number)


def test_a_table_that_is_missing_is_told_and_the_others_are_sound(folder):
    write(folder)
    chunk_path(folder, "spells", 3).unlink()
    with pytest.raises(DamagedChunk, match=r"000003.parquet cannot be read: there is no"):
        inspect_chunk(folder, "m", 3)
    inspect_chunk(folder, "m", 3, ("runs", "monthly"))
