from homeward.records.names.cyrillic import readings


def sounds(token: str) -> list[str]:
    return [reading.sounds for reading in readings(token)]


def test_e_after_a_vowel_or_sign_begins_with_a_glide():
    assert sounds("Гордеев") == ["hordeiev"]
    assert sounds("Юрьев") == ["iuriev"]


def test_a_soft_o_is_read_with_and_without_its_dots():
    assert sounds("Аксёнов") == ["aksionov", "aksenov"]
    assert sounds("Ковальов") == ["kovalov", "kovalev"]


def test_letters_of_the_neighbours_are_read():
    assert sounds("Қожахмет") == ["koZahmet"]
    assert sounds("Ҷамшед") == ["dZamSed"]


def test_belarusian_spelling_by_ear_is_also_read_as_its_neighbours_spell():
    assert "medvedev" in {reading.sounds for reading in readings("Мядзведзеў")}
    assert "stepanav" in {reading.sounds for reading in readings("Сцяпанаў")}
