import pytest
from hypothesis import given
from hypothesis.strategies import text

from homeward.records.effects import MOST_WORDS, read_effects, read_marks


@pytest.mark.parametrize(
    "same",
    [
        ("шрам на лівій руці", "Scar, left arm", "рубец на левой руке", "left arm: scar"),
        ("тату на правому плечі: орел", "татуировка, орёл, правое плечо", "tattoo of an eagle on the right shoulder"),
        ("опік на шиї", "ожог шеи", "burn on the neck"),
        ("шрам 5 см на животі", "шрам на животе", "scar, belly"),
    ],
)
def test_a_mark_is_the_same_in_three_languages(same):
    assert len({read_marks(written) for written in same}) == 1


def test_a_lion_is_no_left_side():
    assert "=lion" in read_marks("тату на левой руке: лев")
    assert "tattoo/arm/left" in read_marks("тату на левой руке: лев")
    assert "tattoo/arm/left" not in read_marks("тату на руке: лев")


def test_two_marks_in_one_sentence_keep_their_places():
    words = read_marks("шрам на лівій руці, татуювання на правій нозі")
    assert {"scar/arm/left", "tattoo/leg/right"} <= set(words)
    assert not {"scar/leg", "scar/arm/right", "tattoo/arm"} & set(words)


@pytest.mark.parametrize("written", ["немає", "особых примет нет", "no marks", "без прикмет", "-", "???"])
def test_where_nothing_is_said_there_are_no_words(written):
    assert read_marks(written) is None
    assert read_effects(written) is None


@pytest.mark.parametrize(
    "same",
    [
        ("чорні берці, годинник Casio", "чёрные берцы; часы Casio", "black boots, watch Casio"),
        ("каблучка золота з написом О.П. 14.03.2010", "золотое кольцо, надпись О. П., 14-03-2010"),
        ("срібний ланцюжок з хрестиком", "серебряная цепочка с крестиком"),
    ],
)
def test_a_thing_is_the_same_in_three_languages(same):
    assert len({read_effects(written) for written in same}) == 1


def test_a_number_and_a_word_that_no_table_knows_are_kept():
    assert "papers/123456" in read_effects("військовий квиток 123456")
    assert read_effects("талісман") == read_effects("талисман") == ("=~TLSMN",)


@given(text(max_size=60))
def test_no_text_is_an_exception_and_every_step_has_the_one_before(written):
    for read in (read_marks, read_effects):
        words = read(written) or ()
        assert len(words) <= MOST_WORDS
        assert len(set(words)) == len(words)
        assert all(word.rpartition("/")[0] in ("", *words) for word in words)
