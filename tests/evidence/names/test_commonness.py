import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.evidence.names.commonness import Background
from homeward.evidence.names.profile import profile_of
from homeward.evidence.names.weigh import weigh_names

DNA_PROOF = 6.0  # log10 of what a DNA laboratory reports as a match
BACKGROUND = Background()


def test_a_listed_surname_is_commoner_than_an_unlisted_one():
    shares = [BACKGROUND.of_family(name) for name in ("SevCenko", "rudenko", "sokirko")]
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == 3


def test_a_given_name_borne_as_a_surname_is_as_common_as_the_given_name():
    assert BACKGROUND.of_family("given:Микола") == BACKGROUND.of_given("Микола")


def test_names_of_other_cultures_have_shares_of_their_own():
    assert BACKGROUND.of_family("arabic:karim") > BACKGROUND.of_family("sokirko")


@given(st.text(max_size=12))
def test_every_share_is_a_chance(value):
    assert 0.0 < BACKGROUND.of_family(value) < 0.5
    assert 0.0 < BACKGROUND.of_given(value) < 0.5


def test_counts_of_a_study_replace_our_classes():
    study = Background(surnames={"sokirko": 0.01}, given={"Микола": 0.2})
    assert study.of_family("sokirko") == 0.01
    assert study.of_given("Микола") == 0.2


@pytest.mark.parametrize(
    "written", ["Сокирко Устим Вуколович", "王建国", "Ratushniak Bazhen Vukolovych", "Zorayr Tumasyan"]
)
def test_no_name_alone_weighs_as_much_as_dna(written):
    assert weigh_names(profile_of(written), profile_of(written)).log10_lr < DNA_PROOF


@given(st.floats(1e-6, 0.1), st.floats(1e-6, 0.1))
def test_a_rarer_surname_never_weighs_less(one, other):
    rare, common = sorted((one, other))
    same = profile_of("Сокирко Остап")
    weights = [weigh_names(same, same, Background(surnames={"sokirko": share})).log10_lr for share in (rare, common)]
    assert weights[0] >= weights[1] - 1e-12


@given(st.floats(0.0, 0.1), st.floats(0.0, 0.1))
def test_more_relatives_among_the_compared_never_raise_a_weight(one, other):
    few, many = sorted((one, other))
    found, sought = profile_of("Сокирко Остап Лукич"), profile_of("Сокирко Гліб Лукич")
    weights = [weigh_names(found, sought, Background(relative_weight=w)).log10_lr for w in (few, many)]
    assert weights[0] >= weights[1] - 1e-12
