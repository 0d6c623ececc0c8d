"""Generated pages are of what somebody confirmed."""

from unisurvey.render.targets import TARGETS, outputs


def test_pages_leave_out_what_nobody_has_confirmed(toy_catalog, drafted):
    pages = [name for name, target in TARGETS.items() if not target.draws]

    def rendered(catalog):
        found = outputs(catalog, tuple(pages), lambda line, *_: line)
        return {path.name: text for path, text in found}

    assert rendered(drafted) == rendered(toy_catalog)


def test_what_refers_to_an_unconfirmed_paper_is_left_out_with_it(toy_catalog, drafted):
    assert drafted.confirmed() == toy_catalog
    assert toy_catalog.confirmed() is toy_catalog
