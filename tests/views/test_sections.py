from unisurvey.fields.attributes import sections_of
from unisurvey.records.catalog import SELECTABLE
from unisurvey.views.sections import by_section


def test_records_by_section_are_those_that_name_it_in_their_order(real):
    for kind in SELECTABLE:
        held = by_section(real.records(kind))
        for section in real.vocabularies.sections:
            assert held[section.id] == [
                record
                for record in real.records(kind)
                if section.id in sections_of(record)
            ]
            if section.kind != "paper" and f"{section.kind}s" == kind:
                chosen = real.select(kind, section=section.id)
                assert [r.id for r in chosen] == [
                    r.id for leaf in section.leaves for r in held[leaf.id]
                ]
