import pytest

from unisurvey.matching.venues import edition


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ICLR 2025", "iclr-2025"),
        ("ICLR 2025 Poster", "iclr-2025"),
        (
            "The Twelfth International Conference on Learning Representations",
            "iclr-2024",
        ),
        ("International Conference on Learning Representations (ICLR)", "iclr-2024"),
        ("Forty-first International Conference on Machine Learning", "icml-2024"),
        (
            (
                "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern "
                "Recognition"
            ),
            "cvpr-2024",
        ),
        (
            "2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
            "cvpr-2023",
        ),
        ("Computer Vision and Pattern Recognition", "cvpr-2024"),
        ("CVPR 2024 Workshops", "cvpr-workshops-2024"),
        ("Computer Vision – ECCV 2022", "eccv-2022"),
        ("NeurIPS 2024", "neurips-2024"),
        ("Advances in Neural Information Processing Systems 37", "neurips-2024"),
        (
            "NeurIPS 2023 Datasets and Benchmarks Track",
            "neurips-datasets-and-benchmarks-2023",
        ),
        (
            "NeurIPS 2023 Track Datasets and Benchmarks Poster",
            "neurips-datasets-and-benchmarks-2023",
        ),
        (
            "Findings of the Association for Computational Linguistics: ACL 2024",
            "acl-findings-2024",
        ),
        (
            (
                "Proceedings of the 62nd Annual Meeting of the Association for Computational "
                "Linguistics (Volume 1: Long Papers)"
            ),
            "acl-2024",
        ),
        (
            (
                "Proceedings of the 2024 Conference on Empirical Methods in Natural Language "
                "Processing: System Demonstrations"
            ),
            "emnlp-demos-2024",
        ),
        (
            "Proceedings of the 32nd ACM International Conference on Multimedia",
            "acm-mm-2024",
        ),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "tpami-2024"),
        ("Transactions on Machine Learning Research", "tmlr-2024"),
    ],
)
def test_a_venue_is_recognised_in_the_words_of_services(real, text, found):
    assert edition(text, 2024, real.vocabularies.venues) == found


@pytest.mark.parametrize(
    "text",
    [
        "Submitted to ICLR 2025",
        "ICLR 2025 Conference Submission",
        "ICLR 2025 Workshop on Imaginary Things",
        "International Conference on Learning Representations (Workshop)",
        "Findings of the Association for Computational Linguistics: EMNLP 2023",
        (
            "Proceedings of the 62nd Annual Meeting of the Association for Computational "
            "Linguistics (Volume 3: System Demonstrations)"
        ),
        "Nature Communications",
        "ICLR 2024, 2025",
        "Conference",
        "",
    ],
)
def test_what_is_not_understood_whole_is_no_venue(real, text):
    assert edition(text, 2024, real.vocabularies.venues) is None


def test_a_venue_without_a_year_is_none(real):
    assert edition("ICLR", None, real.vocabularies.venues) is None


def test_a_service_that_tells_no_tracks_leaves_shared_proceedings_open(real):
    venues = real.vocabularies.venues

    assert edition("NeurIPS", 2024, venues, tracks_told=False) is None
    assert edition("ICLR", 2024, venues, tracks_told=False) == "iclr-2024"


def test_every_venue_is_recognised_by_its_own_names(real):
    venues = real.vocabularies.venues

    for venue in venues:
        for name in (venue.name, venue.full, *(venue.aliases or ())):
            assert edition(name, 2024, venues) == f"{venue.id}-2024", name
