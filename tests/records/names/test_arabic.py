"""Arabic and Persian names: articles, bound names, and what only the letters tell apart."""

import pytest

from homeward.records.names.arabic import join_compounds, letters, name_ids, readings, skeleton, strip_article


@pytest.mark.parametrize(
    "spellings",
    [
        "محمد Muhammad Mohamed Mohammed Мухаммед Мохаммад",
        "قاسم Qasim Kassem Qassem Касем Касим",
        "يوسف Yusuf Youssef Yousef Юсуф",
        "عثمان Uthman Osman Othman Усман",
        "المصري al-Masri Elmasry Almasri аль-Масри",
        "الشامي ash-Shami al-Shami аш-Шами",
    ],
)
def test_one_name_keeps_its_identity_in_every_spelling(spellings):
    first, *others = spellings.split()
    assert all(name_ids(first) & name_ids(other) for other in others)


@pytest.mark.parametrize(
    "spellings",
    [
        ("عبد الكريم", "Abd al-Karim", "Abdelkarim", "Abdul Kareem", "Абдулкарим"),
        ("عبد الرحمن", "Abd ar-Rahman", "Abdurrahman", "Abderrahmane", "Абдуррахман"),
        ("نور الدين", "Nur al-Din", "Noureddine", "Nuruddin", "Нуреддин"),
        ("صلاح الدين", "Salah al-Din", "Salaheddine", "Салах ад-Дин"),
    ],
)
def test_bound_names_are_one_name_however_they_are_joined(spellings):
    assert len({name_ids(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("found", "sought"),
    [
        ("راشد", "رشيد"),
        ("راشد", "Rashīd"),
        ("حسن", "Ḥassān"),
        ("باسم", "Basīm"),
        ("سالم", "Salīm"),
        ("عمر", "Amr"),
        ("سعيد", "Saad"),
        ("جميل", "جمال"),
        ("عبد الله", "Abd al-Ilah"),
        ("عبد الرحمن", "Abd al-Rahim"),
        ("صلاح الدين", "Salih"),
        ("كريم", "عبد الكريم"),
        ("أحمد", "Hamid"),
    ],
)
def test_near_names_stay_different(found, sought):
    assert name_ids(found)
    assert name_ids(sought)
    assert not name_ids(found) & name_ids(sought)


def test_an_ambiguous_spelling_may_be_either_name():
    assert name_ids("Rashid") == name_ids("راشد") | name_ids("رشيد")


def test_double_letters_for_a_long_vowel_settle_an_ambiguous_spelling():
    assert name_ids("Rasheed") == name_ids("رشيد")


def test_a_name_that_only_ends_like_a_bound_one_is_not_bound():
    assert not any("+din" in name for name in name_ids("Aydin"))


def test_compounds_are_joined_and_sons_left_out():
    tokens = ("Abu", "Bakr", "ibn", "Abd", "al", "Karim", "Nur", "ed-Din", "Al", "Kahtani")
    assert join_compounds(tokens) == ("Abu Bakr", "Abd al Karim", "Nur ed-Din", "Al Kahtani")
    assert join_compounds("نور الدين كريم عبد الله شاهين".split()) == ("نور الدين", "كريم", "عبد الله", "شاهين")


def test_an_unfinished_compound_is_kept():
    assert join_compounds(("Ahmad", "Abd")) == ("Ahmad", "Abd")


def test_letters_are_written_one_way():
    assert letters("إِبْرَاهِيم") == letters("ابراهیم")


def test_the_article_vanishes_in_every_script():
    assert [strip_article(token) for token in ("ash-Shami", "эль-Масри", "الأحمد")] == ["shami", "масри", "أحمد"]
    assert strip_article("الله") == "الله"


@pytest.mark.parametrize(("written", "spoken"), [("خلدان", "haldan"), ("قحطان", "kahtan"), ("مالكي", "maliki")])
def test_an_unlisted_word_is_read_by_the_usual_patterns(written, spoken):
    assert spoken in [reading.sounds for reading in readings(written)]


def test_skeletons_forget_vowels_and_articles():
    assert skeleton("almasri") == skeleton("masri") == "msr"
    assert skeleton("karim") == "krm"
