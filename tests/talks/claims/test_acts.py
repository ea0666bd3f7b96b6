"""What is done by words that are only said, one small sentence for each."""

import pytest

from homeward.talks.claims.acts import act_of, outlet_act
from homeward.talks.claims.speaking.speakers import Speaker

RENN = Speaker("Ilda Renn", "north", is_person=True)
MINISTRY = Speaker("ministry", "north")


@pytest.mark.parametrize(
    ("words", "speaker", "act"),
    [
        ("we will answer this gesture in kind", RENN, "pledged"),
        ("she would return within two weeks", RENN, "pledged"),
        ("it would expel 20 diplomats", MINISTRY, "pledged"),
        ("it would expel 20 diplomats", RENN, "said"),
        ("it would cover 40 people", MINISTRY, "said"),
        ("her country would host a further meeting", RENN, "pledged"),
        ("let them count once, in front of us", RENN, "demanded"),
        ("the government should hand over its registers", RENN, "demanded"),
        ("we need access to all of them", RENN, "demanded"),
        ("this time I want to see his hands", RENN, "said"),
        ("there are no abducted children", RENN, "denied"),
        ("there is no doubt about it", RENN, "said"),
        ("no one was hurt", RENN, "said"),
        ("her government does not hold them", RENN, "denied"),
        ("officers will not be released", RENN, "rejected"),
        ("an extension is not on the table", RENN, "rejected"),
        ("they had been sold in violation of the accord", RENN, "alleged"),
        ("we cannot accept a road for 35 lorries", RENN, "rejected"),
        ("there will be no joint teams", RENN, "rejected"),
        ("there will be no delay", RENN, "said"),
        ("nobody was executed at the bridge", RENN, "denied"),
        ("no truce of 14 days had been signed", RENN, "denied"),
        ("nine of them were moved without their consent", RENN, "alleged"),
        ("the committee would release 35 people", RENN, "pledged"),
        ("I counted seven buses", RENN, "observed"),
        ("40 women came home", RENN, "said"),
        ("we will not bow to this", RENN, "rejected"),
        ("we will never leave anybody behind", RENN, "pledged"),
        ("I can promise them an answer", RENN, "pledged"),
        ("I accuse the South of hiding them", RENN, "alleged"),
        ("we also deny that a ransom was paid", RENN, "denied"),
        ("we hold no pilots", RENN, "denied"),
        ("we have no information about pilots", RENN, "said"),
        ("there had been no second list", RENN, "denied"),
        ("there has been no answer", RENN, "said"),
        ("nothing was being hidden", RENN, "denied"),
        ("it has been agreed that the sick go first", RENN, "agreed"),
        ("the army should first account for twelve medics", RENN, "demanded"),
        ("the other side is hiding twelve pilots", RENN, "alleged"),
        ("twenty of the nurses would be released", RENN, "pledged"),
        ("twenty of the nurses would be released", Speaker("Oren Haldt", None, is_person=True), "said"),
        ("they had turned the offer down", RENN, "rejected"),
        ("the Harbour Group has offered ten beds", RENN, "proposed"),
        ("her office had asked for twelve names", RENN, "said"),
    ],
)
def test_words_that_are_only_said_may_be_an_act_in_themselves(words, speaker, act):
    assert act_of("said", words, speaker, ())[0] == act


def test_what_a_verb_of_acting_governs_keeps_its_act():
    assert act_of("proposed", "we will answer in kind", RENN, ()) == ("proposed", False)


def test_terms_under_an_agreement_are_agreed_though_the_outlet_tells_them():
    assert outlet_act("Under the deal each side will free 40 people") == ("agreed", True)
    assert outlet_act("Under the bridge each side keeps 40 people") == ("reported", False)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("the envoy put forward a truce", "proposed"),
        ("the envoy recommended a shared list", "proposed"),
        ("a scheme was submitted on Monday", "proposed"),
        ("relatives pressed for the names", "demanded"),
        ("the families pleaded for an answer", "demanded"),
        ("the office appealed for calm", "demanded"),
        ("the South gave its word that they would come", "pledged"),
        ("the minister assured them that nobody would be left", "pledged"),
        ("both delegations accepted", "agreed"),
        ("the parties hammered out a list", "agreed"),
        ("the South spurned the list", "rejected"),
        ("the North brushed the matter aside", "rejected"),
        ("the North turned the bargain down", "rejected"),
        ("the council ruled any pause out", "rejected"),
        ("the governor dismissed the proposal", "rejected"),
        ("the governor dismissed the story", "denied"),
        ("the staff called the figure a lie", "denied"),
        ("the staff repudiated the statement", "denied"),
        ("each side is to free 40 people", "agreed"),
        ("we will go back with 30 tonnes", "pledged"),
        ("40 people crossed", "reported"),
    ],
)
def test_what_an_outlet_tells_is_the_act_of_its_verb(words, act):
    assert outlet_act(words)[0] == act
