"""What is made of many documents at once: proposed conflicts beside each other, and limits that are told."""

from homeward.actions.talks.claims import Given, answer_claims, claim_documents

NORTH = b"VELDEN, 19 March 2031 (Meridian) - The tracing office said 168 people had returned."
SOUTH = b"KARST, 19 March 2031 (Delta) - The Red Bridge Society said 165 people came home."


def test_figures_of_texts_that_do_not_copy_each_other_stand_beside_each_other_as_proposed():
    answer = answer_claims(claim_documents((Given("a", NORTH), Given("b", SOUTH))))
    [flag] = [flag for flag in answer["flags"] if flag["what"] == "proposed conflict"]
    assert flag["claims"] == ["a01", "b01"]
    [tracked] = answer["tracked_figures"]
    assert tracked["reading"].startswith("proposed: 168, 165")
    assert [(one["low"], one["by"]) for one in tracked["series"]] == [
        (168, "tracing office"),
        (165, "Red Bridge Society"),
    ]


def test_small_documents_are_compared_whole():
    assert claim_documents((Given("a", NORTH), Given("b", SOUTH))).problems == ()


def test_what_the_comparison_leaves_out_is_told():
    many = b"The office said 40 people came home on 3 May. " * 601
    told = [problem.says for problem in claim_documents((Given("a", NORTH), Given("b", many))).problems]
    assert told == [
        "matters and conflicts are proposed among the first 600 of 602 claims",
        "derivation is looked for in its first 400 of 601 sentences",
        "contradictions are looked for among its first 600 of 601 claims",
    ]
