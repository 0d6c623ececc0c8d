import pytest

from unisurvey.outside.add.proof import write_all


def test_all_files_are_written(tmp_path):
    write_all({tmp_path / "a": "1", tmp_path / "new" / "b": "2"})

    assert (tmp_path / "a").read_text() == "1"
    assert (tmp_path / "new" / "b").read_text() == "2"


def test_when_one_cannot_be_written_the_others_are_as_before(tmp_path):
    (tmp_path / "old").write_text("before")
    (tmp_path / "file").write_text("")
    texts = {
        tmp_path / "new": "1",
        tmp_path / "old": "after",
        tmp_path / "file" / "below": "2",
        tmp_path / "never": "3",
    }

    with pytest.raises(OSError):
        write_all(texts)

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "old": "before",
        "file": "",
    }
