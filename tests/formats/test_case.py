import json
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.actions.dna.identify import answer_collection, identify_file
from homeward.actions.dna.kinship import answer_file
from homeward.errors import HomewardError, InvalidCase, UnknownAllele
from homeward.evidence.dna.frequency import RareAlleleRule
from homeward.formats.case import Reader, load_json, read_collection
from tests.actions import FAMILY, MARKER, as_bytes, collection, each_kind, father_and_son

FILES = each_kind() | {"dvi": collection()}
RULE = RareAlleleRule()
ODD: list[Any] = [None, True, False, 0, -1, 1, 3, 2.5, 1e308, -1e308, 5e-324, 10**30, 10**400, 1e-10, 0.999999]
ODD += ["", "x", "7/8", "a/b/c", "/", "NaN", "inf", "\ud800", "\x00", "silent", "U", "F", "custom", "dawid", "stepwise"]
ODD += [[], [[]], {}, [1], ["x"], {"a": 1}, {"a": None}, [None], [[1], [1, 2]], {"7/8": "7/8"}]


def read(case: Any) -> Any:
    """Ask whatever the file asks; the answer is strict JSON."""
    data = case if isinstance(case, bytes) else as_bytes(case)
    is_collection = isinstance(case, dict) and case.get("kind") == "dvi"
    answer = answer_collection(identify_file(data, rule=RULE)) if is_collection else answer_file(data, RULE)
    return json.loads(json.dumps(answer, allow_nan=False))


def check_sentence(error: HomewardError) -> None:
    assert 0 < len(str(error).strip()) < 2000


def changed(case: Any, *where: Any, to: Any) -> Any:
    """Give a copy in which one value is another."""
    copy = deepcopy(case)
    place = copy
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = to
    return copy


def places(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the path of every value of a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, item in items for path in ((*above, key), *places(item, (*above, key)))]


def damage(case: Any, random: Random) -> Any:
    """Drop, rename, repeat, move or retype one to three values."""
    copy = deepcopy(case)
    for _ in range(random.choice((1, 1, 2, 3))):
        *above, key = random.choice(places(copy))
        home = copy
        for step in above:
            home = home[step]
        kind = random.random()
        if kind < 0.2:
            del home[key]
        elif kind < 0.3 and isinstance(home, dict):
            home[random.choice(("x", "", f"{key} ", "id", "markers", "kind"))] = home.pop(key)
        elif kind < 0.4 and isinstance(home, list):
            home.append(deepcopy(home[key]))
        elif kind < 0.5:
            other = copy
            for step in random.choice(places(copy)):
                other = other[step]
            home[key] = deepcopy(other)
        else:
            home[key] = deepcopy(random.choice(ODD))
        if not places(copy):
            break
    return copy


# ── damaged files ──


@pytest.mark.parametrize("kind", FILES)
def test_the_undamaged_file_is_answered(kind):
    assert read(FILES[kind])


@settings(max_examples=700, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**9))
def test_a_damaged_case_is_answered_or_refused_with_one_sentence(kind, seed):
    case = damage(FILES[kind], Random(seed))
    if "kind" not in case:
        case["kind"] = kind
    try:
        read(case)
    except HomewardError as error:
        check_sentence(error)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**9))
def test_a_file_with_flipped_bytes_is_answered_or_refused(kind, seed):
    random, data = Random(seed), bytearray(as_bytes(FILES[kind]))
    for _ in range(random.choice((1, 1, 2, 5))):
        place = random.randrange(len(data))
        data[place] = random.choice((data[place] ^ 1 << random.randrange(8), *b'"{}[],:0\x00\xff'))
    for ask in (
        lambda: answer_file(bytes(data), RULE),
        lambda: read_collection(Reader(load_json(bytes(data)), "case"), RULE),
    ):
        try:
            ask()
        except HomewardError as error:
            check_sentence(error)


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_any_bytes_are_refused_with_one_sentence(data):
    with pytest.raises(InvalidCase):
        answer_file(data, RULE)


# ── the document ──


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"3", "not a JSON object"),
        (b'{"kind": ', "not JSON"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": {"b": 1, "c": 2, "b": 3}}', "stands twice"),
        (b'{"theta": NaN}', "NaN"),
        (b'{"theta": -Infinity}', "Infinity"),
        (b'{"theta": ' + b"9" * 5000 + b"}", "number"),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "not JSON"),
        (b'\xff\xfe{"a": 1}', "UTF-8"),
        ('{"kind": "kinship_lr"}'.encode("utf-16"), "UTF-8"),
        (b'{"kind": "horoscope"}', "horoscope"),
        (b"{}", "names no kind"),
        (b'{"cases": []}', "names no kind"),
        (b'{"cases": {}}', "list"),
    ],
)
def test_what_is_no_document_of_ours_is_refused_by_name(data, says):
    with pytest.raises(InvalidCase, match=says):
        answer_file(data, RULE)


def test_a_byte_order_mark_before_a_case_does_no_harm():
    assert read(b"\xef\xbb\xbf" + as_bytes(father_and_son())) == read(father_and_son())


def test_lists_nested_to_any_depth_are_refused():
    for depth in range(900, 1000, 7):
        text = as_bytes(father_and_son()).replace(b'"theta": 0.0', b'"theta": ' + b"[" * depth + b"]" * depth)
        with pytest.raises(InvalidCase):
            answer_file(text, RULE)


# ── one family ──

ONE = ("cases", 0)


@pytest.mark.parametrize(
    ("where", "to"),
    [
        ((*ONE, "theta"), 10**400),
        ((*ONE, "theta"), "0.1"),
        ((*ONE, "theta"), True),
        ((*ONE, "theta"), [0.1]),
        ((*ONE, "theta"), -0.1),
        ((*ONE, "theta"), 1.0),
        ((*ONE, "markers", 0, "freqs"), [-0.05, 0.25, 0.8]),
        ((*ONE, "markers", 0, "freqs"), [0.5, 0.5]),
        ((*ONE, "markers", 0, "freqs"), [0.2, 0.2, 0.2]),
        ((*ONE, "markers", 0, "freqs"), ["a", 0.2, 0.8]),
        ((*ONE, "markers", 0, "freqs"), [10**400, 0, 0]),
        ((*ONE, "markers", 0, "freqs"), []),
        ((*ONE, "markers", 0, "alleles"), ["7", "7", "9"]),
        ((*ONE, "markers", 0, "alleles"), ["7", "", "9"]),
        ((*ONE, "markers", 0, "alleles"), [True, "8", "9"]),
        ((*ONE, "markers", 0, "alleles"), "789"),
        ((*ONE, "markers", 0, "chromosome"), "Y"),
        ((*ONE, "markers", 0, "name"), None),
        ((*ONE, "markers", 0, "mutation"), {"model": "sideways"}),
        ((*ONE, "markers", 0, "mutation"), {"model": "equal", "male": {"rate": -0.1}}),
        ((*ONE, "markers", 0, "mutation"), {"model": "equal", "male": {"rate": 2}}),
        ((*ONE, "markers", 0, "mutation"), {"model": "equal", "male": {"rate": "low"}}),
        ((*ONE, "markers", 0, "mutation"), {"model": "equal", "stabilization": "XX"}),
        ((*ONE, "markers", 0, "mutation"), {"model": "custom", "male": {"rate": 0.1}}),
        ((*ONE, "markers", 0, "mutation"), {"model": "custom", "male": {"matrix": [[1, 0, 0], [0, 1], [0, 0, 1]]}}),
        ((*ONE, "markers", 0, "mutation"), {"model": "custom", "male": {"matrix": [[1, 2, 3], 4, 5]}}),
        ((*ONE, "markers", 0, "mutation"), ["equal"]),
        ((*ONE, "markers"), [MARKER, MARKER]),
        ((*ONE, "markers"), {"L1": MARKER}),
        ((*ONE, "markers"), [1]),
        ((*ONE, "genotypes", "SON", "L1"), "7/8/9"),
        ((*ONE, "genotypes", "SON", "L1"), "7/"),
        ((*ONE, "genotypes", "SON", "L1"), 7),
        ((*ONE, "genotypes", "SON", "L1"), ["7", "8"]),
        ((*ONE, "genotypes", "SON"), "7/8"),
        ((*ONE, "genotypes", "nobody listed"), {"L1": "7/8"}),
        ((*ONE, "denominator"), "cousin"),
        ((*ONE, "denominator"), ["stranger"]),
        ((*ONE, "hypotheses"), {}),
        ((*ONE, "hypotheses"), []),
        ((*ONE, "hypotheses", "father"), "FA, MO"),
        ((*ONE, "hypotheses", "father"), [["SON", "SON", "MO", "M"], ["MO", None, None, "F"]]),
        ((*ONE, "hypotheses", "father"), [["A", "B", "C", "M"], ["B", "A", "C", "M"], ["C", None, None, "F"]]),
        ((*ONE, "hypotheses", "father"), [*FAMILY, FAMILY[0]]),
        ((*ONE, "hypotheses", "father"), [["FA", None, None]]),
        ((*ONE, "hypotheses", "father"), [["FA", None, None, "man"]]),
        ((*ONE, "hypotheses", "father"), [[1.5, None, None, "M"]]),
        ((*ONE, "hypotheses", "father"), [["SON", "FA", None, "M"], ["FA", None, None, "M"]]),
        ((*ONE, "hypotheses", "father"), [["SON", "MO", "FA", "M"], ["FA", None, None, "M"], ["MO", None, None, "F"]]),
        ((*ONE, "twins"), [["SON"]]),
        ((*ONE, "twins"), [["SON", "FA"]]),
        ((*ONE, "twins"), [["SON", "nobody"]]),
        ((*ONE, "twins"), [["SON", "BOY"], ["BOY", "SON"]]),
        ((*ONE, "twins"), "SON and BOY"),
        ((*ONE, "twins"), ["SON", "BOY"]),
        ((*ONE, "dropout"), {"SON": 1.0}),
        ((*ONE, "dropout"), {"SON": -0.1}),
        ((*ONE, "dropout"), 0.1),
        ((*ONE, "linked_pair"), ["L1", "L2"]),
        ((*ONE, "linked_pair"), ["L1", "L1"]),
        ((*ONE, "linked_pair"), "L1"),
        (("cases",), [1]),
        (("cases",), "all"),
        (("kind",), ["kinship_lr"]),
        (("kind",), "linked_pairs"),
    ],
    ids=lambda value: json.dumps(value)[:50] if not isinstance(value, int) else "a number",
)
def test_a_family_that_cannot_be_meant_is_refused(where, to):
    with pytest.raises(HomewardError) as refusal:
        read(changed(father_and_son(), *where, to=to))
    assert 0 < len(str(refusal.value)) < 400


def test_a_marker_linked_with_itself_is_refused():
    case = each_kind()["linked_pairs"]
    name = case["cases"][0]["markers"][0]["name"]
    with pytest.raises(HomewardError, match="linked_pair"):
        read(changed(case, *ONE, "linked_pair", to=[name, name]))


def test_an_allele_without_a_frequency_is_refused_unless_a_rule_is_given():
    case = changed(father_and_son(), *ONE, "genotypes", "SON", "L1", to="7/12")
    with pytest.raises(UnknownAllele, match="12"):
        answer_file(as_bytes(case), None)
    assert "allele 12 added" in str(answer_file(as_bytes(case), RULE))


@pytest.mark.parametrize("freqs", [[0.0, 0.2, 0.8], [1e-101, 0.2, 0.8]], ids=str)
def test_an_observed_allele_of_frequency_nothing_is_refused_too_where_no_rule_is_given(freqs):
    case = changed(father_and_son(), *ONE, "markers", 0, "freqs", to=freqs)
    with pytest.raises(UnknownAllele, match="7"):
        answer_file(as_bytes(case), None)
    families = changed(collection(), "markers", 0, "freqs", to=freqs)
    with pytest.raises(UnknownAllele, match="7"):
        read_collection(Reader(families, "case"), None)


def test_ids_may_be_numbers():
    rows = [[1, None, None, "M"], [2, None, None, "F"], [3, 1, 2, "M"]]
    case = {
        "id": 7,
        "markers": [MARKER],
        "hypotheses": {"father": rows, "stranger": [[1, None, None, "M"], [3, None, None, "M"]]},
    }
    case |= {"genotypes": {"1": {"L1": "7/8"}, "3": {"L1": "7/7"}}}
    answer = read({"kind": "kinship_lr", "cases": [case]})["cases"][0]
    assert answer["id"] == "7"
    assert answer["answer"]["log10_lr_total"]["father/stranger"] == pytest.approx(1.0)


def test_a_marker_nobody_lists_is_left_out_and_said():
    case = changed(father_and_son(), *ONE, "genotypes", "SON", to={"L1": "7/7", "L9": "8/8"})
    assert read(case)["cases"][0]["notes"] == ["L9: typed, but not among the case's markers; left out"]


@pytest.mark.parametrize("allele", ["nan", "NaN", "inf", "1e400", "²", "9..3"])
def test_an_allele_that_is_no_repeat_number_is_refused_by_a_stepwise_model(allele):
    marker = MARKER | {"alleles": ["7", "8", allele], "mutation": {"model": "stepwise", "male": {"rate": 0.002}}}
    with pytest.raises(HomewardError, match="repeat number"):
        read(changed(father_and_son(), *ONE, "markers", to=[marker]))


@pytest.mark.parametrize("value", [1e308, 5e-324])
def test_rates_and_theta_at_the_edge_of_numbers_are_answered_or_refused(value):
    for where in ((*ONE, "theta"), (*ONE, "markers", 0, "mutation")):
        mutation = {"model": "stepwise", "male": {"rate": 0.002, "range": value}}
        try:
            read(changed(father_and_son(), *where, to=value if where[-1] == "theta" else mutation))
        except HomewardError as error:
            check_sentence(error)


# ── a collection ──


@pytest.mark.parametrize(
    ("where", "to"),
    [
        (("found", 1, "id"), "R1"),
        (("found", 0, "id"), None),
        (("found", 0, "sex"), "male"),
        (("found", 0, "dropout"), 1.0),
        (("found", 0, "dropin"), 0.1),
        (("found", 0, "genotypes", "L1"), "7/8/9"),
        (("found", 0), "R1"),
        (("found",), {"R1": {}}),
        (("families", 1, "id"), "F1"),
        (("families", 1, "missing"), ["S2", "S2"]),
        (("families", 1, "missing"), ["M2"]),
        (("families", 1, "missing"), ["P9"]),
        (("families", 1, "missing"), "S2"),
        (("families", 1, "pedigree"), FAMILY),
        (("families", 1, "genotypes", "X9"), {"L1": "7/7"}),
        (("families", 1, "twins"), "S2"),
        (("families",), None),
        (("claims", 0, "found"), "R9"),
        (("claims", 0, "missing"), "nobody"),
        (("claims", 0, "reliability"), 1.0),
        (("claims", 0, "reliability"), "high"),
        (("claims",), {"R1": "SON"}),
        (("weights", 0, "log10_lr"), "much"),
        (("weights", 0, "missing"), "nobody"),
        (("prior", "kind"), "pious"),
        (("prior", "listed"), 0.0),
        (("prior", "listed"), 2),
        (("prior",), "open"),
        (("parts_per_person",), "two"),
        (("markers", 0, "freqs"), [1, 2, 3]),
    ],
    ids=lambda value: json.dumps(value)[:50],
)
def test_a_collection_that_cannot_be_meant_is_refused(where, to):
    with pytest.raises(HomewardError) as refusal:
        read(changed(collection(), *where, to=to))
    assert 0 < len(str(refusal.value)) < 400


def test_two_families_of_one_id_and_different_people_are_refused():
    people = [["P3", None, None, "M"], ["M3", None, None, "F"], ["S3", "P3", "M3", "M"]]
    case = changed(collection(), "families", 1, to={"id": "F1", "pedigree": people, "missing": ["S3"], "genotypes": {}})
    with pytest.raises(InvalidCase, match="F1"):
        read(case)


@pytest.mark.parametrize("value", [1e308, -1e308, 400.0, 0.0])
def test_other_evidence_of_any_size_gives_probabilities(value):
    try:
        answer = read(changed(collection(), "weights", 0, "log10_lr", to=value))["answer"]
    except HomewardError as error:
        check_sentence(error)
        return
    shares = answer["joint"]["marginal_posterior"]["R1"]
    assert sum(shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "prior",
    [{"kind": "weight", "weight": w} for w in (1e308, 1e50, 1e-50, 5e-324)]
    + [{"kind": "open", "listed": q} for q in (1e-320, 1e-9, 1.0 - 1e-9, 0.9999999999999999)],
    ids=lambda prior: str(max(prior.values(), key=lambda v: isinstance(v, float))),
)
def test_a_prior_of_any_size_gives_probabilities_or_is_refused(prior):
    try:
        answer = read(changed(collection(), "prior", to=prior))["answer"]
    except HomewardError as error:
        check_sentence(error)
        return
    assert sum(answer["joint"]["marginal_posterior"]["R1"].values()) == pytest.approx(1.0)


def test_a_line_of_twelve_hundred_generations_is_answered_or_refused():
    rows: list[list[str | None]] = [["p0", None, None, "M"], ["m0", None, None, "F"]]
    for k in range(1, 1200):
        rows += [[f"p{k}", f"p{k - 1}", f"m{k - 1}", "M"], [f"m{k}", None, None, "F"]]
    family = {"id": "long", "pedigree": rows, "genotypes": {"p0": {"L1": "7/8"}}, "missing": ["p1199"]}
    case = {"kind": "dvi", "markers": [MARKER], "families": [family], "found": collection()["found"]}
    try:
        read(case)
    except HomewardError as error:
        check_sentence(error)


def test_what_a_case_says_is_what_is_read():
    case = read_collection(Reader(collection(), "case file"), None)
    assert [sample.id for sample in case.found] == ["R1", "R2"]
    assert (case.found[0].dropout, case.found[0].is_part, case.found[1].sex) == (0.1, True, "U")
    assert [(f.id, f.missing, f.party, f.unavailable) for f in case.families] == [
        ("F1", ("SON", "BOY"), None, ("MO",)),
        ("F2", ("S2",), "North", ()),
    ]
    assert [(c.found, c.missing, c.reliability, c.source) for c in case.claims] == [("R1", "SON", 0.7, "list of May")]
    assert (dict(case.pair_log10), dict(case.truth)) == ({("R1", "BOY"): 0.5}, {"R1": "SON", "R2": None})
    assert (case.prior.kind, case.prior.listed) == ("open", 0.5)  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["9,3", "9.30", "09.3".lstrip("0")])
def test_one_allele_has_one_spelling(written):
    marker = MARKER | {"alleles": ["8", "9.3"], "freqs": [0.5, 0.5]}
    case = collection() | {"markers": [marker]}
    for family in case["families"]:
        family["genotypes"] = {person: {"L1": "8/8"} for person in family["genotypes"]}
    case["found"] = [{"id": "R1", "sex": "M", "genotypes": {"L1": f"8/{written}"}}]
    read = read_collection(Reader(load_json(as_bytes(case | {"claims": [], "weights": []})), "case"), RULE)
    assert read.found[0].genotypes["L1"] == ("8", "9.3")
    assert read.markers[0].alleles == ("8", "9.3")


@pytest.mark.parametrize(("place", "value"), [("part", "no"), ("part", 1), ("ignore_sex", "yes")])
def test_a_yes_or_no_is_never_guessed_from_a_word(place, value):
    case = collection()
    (case["found"][0] if place == "part" else case)[place] = value
    with pytest.raises(InvalidCase, match="true or false"):
        read_collection(Reader(load_json(as_bytes(case)), "case"), RULE)


def test_a_weight_beyond_any_evidence_is_refused():
    case = collection() | {"weights": [{"found": "R1", "missing": "BOY", "log10_lr": 1e99}]}
    with pytest.raises(InvalidCase, match="beyond"):
        read_collection(Reader(load_json(as_bytes(case)), "case"), RULE)
