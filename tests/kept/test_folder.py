from unisurvey.files import LARGEST
from unisurvey.kept.folder import keep, kept


def test_what_is_kept_may_be_larger_than_any_file_of_a_catalogue(tmp_path):
    content = b"x" * LARGEST

    keep(tmp_path / "many.records", [content])

    assert kept(tmp_path / "many.records") == content + b"\n"
