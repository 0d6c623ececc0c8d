import pytest

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.outside.add.details import make_details

PAGE = "https://example.org/page"


@pytest.fixture(scope="session")
def details(real):
    def details(section=None, named=(), vouched_by=PAGE, **given):
        texts = {
            name.replace("_", "-"): value if isinstance(value, list) else [value]
            for name, value in given.items()
        }
        more = {"section": section, "vouched_by": vouched_by, **dict(named)}
        return make_details(texts, real.vocabularies, **more)

    return details


def test_values_become_ids_at_their_place(details):
    found = details(
        "b-4",
        backbone="Qwen2.5",
        understanding_encoder="SigLIP 2",
        generation_encoder=["vae"],
        mask="Bidirect.",
        parameters="7B,1.5",
        modality=["input:Text, image"],
        venue="NeurIPS 2024",
    )

    assert found.kind == "model"
    assert found.values == {
        "model.backbone": ["qwen2.5"],
        "model.encoders.understanding": ["siglip2"],
        "model.encoders.generation": ["vae"],
        "model.mask": "bidirectional",
        "model.variants": [
            {"id": "1.5b", "parameters": {"stated": 1.5}},
            {"id": "7b", "parameters": {"stated": 7.0}},
        ],
        "model.modalities.input": ["text", "image"],
        "venue": "neurips-2024",
    }


def test_an_option_stands_where_the_kind_has_it(details):
    dataset = details("datasets-editing", samples="2.5M", venue="CVPR 2025")
    benchmark = details(
        "benchmarks-editing", size="1_200", modality="input:image,prompt,output:image"
    )

    assert dataset.values == {"samples": 2_500_000, "paper:venue": "cvpr-2025"}
    assert benchmark.values == {
        "size": 1200,
        "input": ["image", "prompt"],
        "output": ["image"],
    }


@pytest.mark.parametrize(
    ("section", "given", "told"),
    [
        ("b-9", {}, "unknown section 'b-9'"),
        ("b-2", {"backbone": "qwen25"}, "unknown component 'qwen25'; did you mean"),
        ("b-2", {"mask": "casual"}, "unknown mask 'casual'; did you mean 'causal'?"),
        (
            "b-2",
            {"modality": "input:text,imag"},
            "unknown modality 'imag'; did you mean 'image'?",
        ),
        ("b-2", {"venue": "ICLT 2025"}, "unknown venue 'ICLT'; did you mean"),
        ("datasets-editing", {"license": "MITT"}, "unknown license 'MITT'; did you"),
    ],
)
def test_an_unknown_word_brings_the_closest(details, section, given, told):
    with pytest.raises(UnknownValueError) as error:
        details(section, **given)

    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("section", "given", "told"),
    [
        (
            None,
            {"backbone": "qwen2.5"},
            "--backbone is for models; give the section too",
        ),
        (
            "datasets-editing",
            {"backbone": "qwen2.5"},
            "--backbone is for models, but section 'datasets-editing' holds datasets",
        ),
        ("b", {}, "section 'b' has subsections, expected one of b-1, b-2"),
        ("b-2", {"parameters": "many"}, "--parameters 'many' is no number of billions"),
        ("b-2", {"parameters": "0"}, "--parameters '0' is no number of billions"),
        ("datasets-editing", {"samples": "1.5"}, "--samples '1.5' is no number"),
        ("b-2", {"venue": "ICLR"}, "'ICLR' is not a venue with a year"),
        ("b-2", {"backbone": ","}, "--backbone is empty"),
        ("b-2", {"modality": "input:,"}, "--modality input: is empty"),
        (
            "b-2",
            {"modality": "image"},
            "--modality 'image' is on no side, expected one such as input:image or",
        ),
        ("b-2", {"modality": "in:image"}, "--modality 'in:image' is on no side"),
        (
            "datasets-editing",
            {"modality": "output:image"},
            "--modality output: is for models and benchmarks, but section",
        ),
        ("b-2", {"code": "roe/quexel"}, "--code 'roe/quexel' is no web address"),
        ("datasets-editing", {"unit": "n/a"}, "--unit: 'n/a' stands for a value"),
        ("b-2", {"mask": ["causal", "causal"]}, "--mask is given 2 times"),
        ("b-2", {"paradigm": "hybrid"}, "section 'b-2' already says autoregressive"),
        (
            "b-2",
            {"shared_encoder": "siglip2", "generation_encoder": "vae"},
            "shared encoders beside understanding or generation encoders",
        ),
    ],
)
def test_what_does_not_fit_is_refused(details, section, given, told):
    with pytest.raises(UsageError) as error:
        details(section, **given)

    assert str(error.value).startswith(told)


def test_an_id_is_a_slug(details):
    with pytest.raises(UsageError, match="such as 'show-o'"):
        details(named={"id": "Show-o"})
    assert details(named={"id": "show-o"}).id == "show-o"


def test_details_are_true_when_anything_is_stated(details):
    assert not details()
    assert not details(named={"vouched_by": "https://example.org"})
    assert details("b-2")


@pytest.mark.parametrize("named", [{"vouched_by": "page 3"}, {"name": "unknown"}])
def test_what_names_the_record_has_its_form_too(details, named):
    with pytest.raises(UsageError):
        details(named=named)


def test_facts_about_a_work_need_a_page_that_states_them(details):
    with pytest.raises(UsageError, match=r"--vouched-by URL: --backbone, --mask$"):
        details("b-2", vouched_by=None, backbone="qwen2.5", mask="causal")

    assert details("b-2", vouched_by=None).section == "b-2"
