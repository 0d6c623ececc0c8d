import runpy


def test_a_catalogue_that_is_made_is_clean(repository, tmp_path, run):
    write = runpy.run_path(str(repository / "benchmarks" / "catalogue.py"))["write"]

    write(50, tmp_path)

    files = len([*(tmp_path / "data").rglob("*.yaml")])
    clean = run("validate", "--strict", root=tmp_path).stderr
    assert clean == f"no problems in {files} files\n"
    changes = run("fmt", "--check", root=tmp_path).stderr
    assert changes == f"0 of {files} files would change\n"


def test_a_catalogue_is_made_the_same_each_time(repository, tmp_path):
    write = runpy.run_path(str(repository / "benchmarks" / "catalogue.py"))["write"]

    write(30, tmp_path / "one")
    write(30, tmp_path / "two")

    texts = [
        {
            path.relative_to(root): path.read_text()
            for path in root.rglob("*")
            if path.is_file()
        }
        for root in (tmp_path / "one", tmp_path / "two")
    ]
    assert texts[0] == texts[1]
