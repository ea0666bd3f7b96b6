"""Armenian and Georgian names in four alphabets."""

import pytest

from homeward.records.names.caucasus import name_ids, readings, stem_of_family
from homeward.records.names.sounds import key


def meet(found, sought):
    return bool({key(r.sounds) for r in readings(found)} & {key(r.sounds) for r in readings(sought)})


@pytest.mark.parametrize(
    "spellings",
    [
        "Հայկ Hayk Haik Айк",
        "Պետրոսյան Petrosyan Bedrosian Петросян",
        "Ղազարյան Ghazaryan Казарян",
        "Հակոբյան Hakobyan Hagopian Акопян",
        "Մկրտչյան Mkrtchyan Мкртчян",
        "Վարդանյան Vardanyan Vartanian Варданян",
        "Թումանյան Tumanyan Toumanian Туманян",
        "წიკლაური Tsiklauri Циклаури",
        "ყიფიანი Qipiani Kipiani Кипиани",
        "ჩხეიძე Chkheidze Чхеидзе",
        "კვარაცხელია Kvaratskhelia Кварацхелия",
        "ჯავახიშვილი Javakhishvili Джавахишвили",
    ],
)
def test_one_name_is_read_alike_in_every_alphabet(spellings):
    first, *others = spellings.split()
    assert all(meet(first, other) for other in others)


@pytest.mark.parametrize(
    "spellings",
    [
        "Հովհաննիսյան Hovannisian Оганесян",
        "Մկրտչյան Mgrdichian Мкртчян",
        "Հովհաննես Ohannes Ованнес",
        "Կարապետ Garabed Карапет",
        "მიხეილ Mikheil Михаил",
        "დავით Davit Давид",
    ],
)
def test_names_that_follow_no_rule_share_an_identity(spellings):
    first, *others = spellings.split()
    assert all(name_ids(first) & name_ids(other) for other in others)


def test_a_family_name_is_not_the_given_name_inside_it():
    assert not name_ids("Կարապետյան") & name_ids("Կարապետ")


def test_family_endings_are_cut_in_every_script():
    assert [stem_of_family(name) for name in ("Գրիգորյան", "Giorgadze", "Гелашвили", "Hagopian")] == [
        "գրիգոր", "giorga", "гела", "hagop",
    ]  # fmt: skip
    assert stem_of_family("Дзе") is None


def test_different_names_are_read_differently():
    assert not meet("ბერიძე", "გელაშვილი")
    assert not meet("Պետրոս", "Պողոս")
