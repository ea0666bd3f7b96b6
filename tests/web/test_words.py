"""Do the catalogues say everything that the pages say, in each language, with the same places to fill?"""

import pytest

from tests.web.catalogue import LANGUAGES, compiled, kept, path_of, places, said_by_the_pages, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_pages_is_said_in_each_language(language):
    catalogue = kept(language)
    said = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0])
        for message in said_by_the_pages()
        if message.id
    }
    lacking = [key for key in said if (found := catalogue.get(key[1], key[0])) is None or not all(texts(found))]
    assert not sorted(map(str, lacking))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_places_and_counts_in_all_forms(language):
    catalogue = kept(language)
    for message in catalogue:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        wanted = places(" ".join(ids))
        if len(ids) > 1:
            assert len(texts(message)) == catalogue.num_plurals, message.id
        for text in texts(message):
            assert set(places(text)) <= set(wanted), message.id
            if len(ids) == 1:
                assert places(text) == wanted, message.id
            assert "<script" not in text.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language):
    assert path_of(language, "mo").read_bytes() == compiled(kept(language))
