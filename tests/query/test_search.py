import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.query.search import STOP_WORDS, WEIGHTS, SearchIndex, closest
from unisurvey.text.folding import fold

DOCUMENTS = [
    (
        ("name", "Lumen-o"),
        ("id", "lumen-o"),
        ("title", "Lumen-o: Painting with Łight"),
        ("author", "Zoë Ångström"),
        ("component", "SigLIP 2"),
        ("note", "Shares its tokenizer with Marble."),
    ),
    (
        ("name", "Lumen-o2"),
        ("title", "A Better Lumen"),
        ("author", "Ada Stone"),
        ("component", "Marble VAE"),
    ),
    (
        ("name", "Marble"),
        ("title", "Marble: Understanding Images"),
        ("author", "Zoe Painter"),
    ),
    (("name", "Marble Bench"), ("about", "Reasoning about Marble")),
]
INDEX = SearchIndex(DOCUMENTS)


def found(text):
    return [DOCUMENTS[hit.number][0][1] for hit in INDEX.search(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lumen-o", ["Lumen-o", "Lumen-o2"]),
        ("lumeno", ["Lumen-o", "Lumen-o2"]),
        ("LUMEN O2", ["Lumen-o2"]),
        ("lumen-o2", ["Lumen-o2"]),
        ("marble", ["Marble", "Marble Bench", "Lumen-o2", "Lumen-o"]),
        ("marb", ["Marble", "Marble Bench", "Lumen-o2", "Lumen-o"]),
        ("mrable", ["Marble", "Marble Bench", "Lumen-o2", "Lumen-o"]),
        ("marble bench", ["Marble Bench"]),
        ("marblebench", ["Marble Bench"]),
        ("zoë", ["Marble", "Lumen-o"]),
        ("zoe angstrom", ["Lumen-o"]),
        ("angstorm", ["Lumen-o"]),
        ("light", ["Lumen-o"]),
        ("understnading images", ["Marble"]),
        ("siglip vae", []),
        ("painting stone", []),
        ("siglip marble", ["Lumen-o"]),
        ("qwertz", []),
        ("", []),
        ("?!", []),
    ],
)
def test_records_with_every_word_come_best_first(text, names):
    assert found(text) == names


def test_a_word_that_stands_as_typed_is_not_taken_for_a_misspelling():
    index = SearchIndex([(("name", "Stone"),), (("name", "Store"),)])

    assert [hit.number for hit in index.search("stone")] == [0]
    assert [hit.number for hit in index.search("stoxe")] == [0, 1]


def test_misspellings_are_tried_when_no_record_has_all_words():
    index = SearchIndex(
        [(("name", "Stone"), ("author", "Ada")), (("name", "Store"), ("author", "Bo"))]
    )

    assert [hit.number for hit in index.search("stone bo")] == [1]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("abc", "abd"),  # three letters
        ("qwen2", "qwen3"),  # a digit
        ("abcdefg", "abxxefg"),  # two edits in seven letters
        ("abcdefgh", "xxxdefgh"),  # three in eight
    ],
)
def test_what_is_too_far_is_no_misspelling(word, near):
    assert SearchIndex([(("name", near),)]).search(word) == []


def test_a_hit_says_where_each_word_was_found():
    (hit,) = INDEX.search("siglip marble")

    assert [(place.field, place.text) for place in hit.found] == [
        ("component", "SigLIP 2"),
        ("note", "Shares its tokenizer with Marble."),
    ]
    assert hit.score == 5 + 1.5


def test_exact_beats_beginning_beats_misspelt_and_a_whole_name_counts_double():
    index = SearchIndex(
        [(("title", "Marble works"),), (("title", "Marbles"),), (("name", "Marble"),)]
    )

    scores = {hit.number: hit.score for hit in index.search("marble")}
    misspelt = {hit.number: hit.score for hit in index.search("marbel")}

    assert scores == {0: 6, 1: pytest.approx(4.2), 2: 20}
    assert misspelt == {0: pytest.approx(2.4), 2: pytest.approx(4)}


def test_words_that_are_nowhere_are_told():
    assert INDEX.lacking("marble qwertz painting xyz") == ["qwertz", "xyz"]


def test_names_are_close_that_resemble_a_text():
    names = [texts[0][1] for texts in DOCUMENTS]

    assert names[closest("marbel bench", names)[0]] == "Marble Bench"
    assert closest("qwertz", names) == closest("", names) == []


def test_small_words_count_only_where_nothing_else_is_asked():
    assert found("the painting with a siglip") == ["Lumen-o"]
    assert found("with") == ["Lumen-o"]
    assert INDEX.lacking("with the qwertz") == ["qwertz"]


@given(st.sampled_from(DOCUMENTS), st.lists(st.sampled_from(sorted(STOP_WORDS))))
def test_small_words_change_no_other_question(document, small):
    name = document[0][1]

    assert [hit.number for hit in INDEX.search(" ".join([*small, "qwertz"]))] == []
    assert found(" ".join([*small, "marble", *small])) == found("marble")
    assert name in found(name)


@given(st.text(max_size=20))
def test_any_text_can_be_searched(text):
    hits = INDEX.search(text)

    assert len({hit.number for hit in hits}) == len(hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@given(st.sampled_from(DOCUMENTS), st.data())
def test_every_word_of_a_record_finds_it(document, data):
    words = " ".join(text for _, text in document).split()
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))

    hits = [DOCUMENTS[hit.number] for hit in INDEX.search(" ".join(chosen))]

    assert document in hits


WORDS = st.sampled_from(
    ["Show", "show-o", "Token", "tokens", "Łódź", "Unified", "unify", "α", "ILLUME+"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(
    documents=st.lists(
        st.lists(st.tuples(st.sampled_from([*WEIGHTS]), TEXTS), max_size=5),
        min_size=1,
        max_size=6,
    ),
    query=st.one_of(TEXTS, WORDS.map(lambda word: word[:3])),
)
def test_a_word_counts_as_the_best_field_that_has_it(documents, query):
    index = SearchIndex([(("name", "x"), *texts) for texts in documents])
    known = {
        word for texts in index.documents for each in texts for word in split(each)
    }

    for hit in index.search(query):
        for found in hit.found:
            assert found.words <= known
            assert any(word in found.words for word in split((found.field, found.text)))
            held = {
                word: WEIGHTS[each[0]]
                for each in sorted(index.documents[hit.number], key=weight)
                for word in split(each)
            }
            best = max(held[word] for word in found.words if word in held)
            assert 0.4 * best <= found.score <= best


def split(each):
    """Return the words of a text by which its document is found."""
    field, text = each
    words = fold(text).split()
    return [*words, "".join(words)] if field in {"name", "id", "key"} else words


def weight(each):
    return WEIGHTS[each[0]]
