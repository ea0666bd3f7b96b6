"""Support of a matter: documents, documents that do not derive, origins."""

from homeward.talks.claims.document import document_of
from homeward.talks.claims.extraction import propose_claims
from homeward.talks.origins.derivation import Derivation
from homeward.talks.origins.drift import Drift
from homeward.talks.origins.independence import is_comparable, propose_matters, support_of


def claim(name: str, text: str):
    return propose_claims(document_of(name, text))[0]


HOME = "The Red Bridge Society said 165 prisoners came home."
A, B, C = (
    claim("a", HOME),
    claim("b", "Some 165 prisoners were freed."),
    claim("c", "In all 163 prisoners crossed the bridge."),
)


def test_a_copy_adds_a_document_and_no_support():
    support = support_of((A, B, C), (Derivation(A, B, Drift("same")),))
    assert (support.documents, support.documents_not_derived, support.origins) == (3, 2, 2)
    assert support.derived_only == (B.id,)


def test_without_derivation_every_document_counts():
    support = support_of((A, B, C), ())
    assert (support.documents, support.documents_not_derived, support.origins) == (3, 3, 3)


def test_two_witnesses_of_one_utterance_are_two_documents_and_one_origin():
    other = claim("b", HOME)
    support = support_of((A, other), ())
    assert (support.documents_not_derived, support.origins) == (2, 1)


def test_shares_of_different_wholes_are_never_one_matter():
    fleet, bombers = claim("a", "It lost 34% of the missile fleet."), claim("b", "It lost 34% of strategic bombers.")
    assert not is_comparable(fleet, bombers)
    assert len(propose_matters((fleet, bombers), ())) == 2


def test_equal_figures_in_like_words_are_proposed_as_one_matter():
    other = claim("d", "The society said 165 prisoners came home safely.")
    assert propose_matters((A, other, C), ()) == ((A, other), (C,))
