import csv
import io
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.actions.workspace.desk import approve
from homeward.actions.workspace.laboratory.families import view_families, view_family
from homeward.actions.workspace.laboratory.samples import all_samples
from homeward.actions.workspace.pairs import all_cases
from homeward.actions.workspace.rights import Role
from homeward.actions.workspace.things import all_things
from homeward.reports.pedigree_drawing import draw_legend
from homeward.reports.wording import Words
from homeward.web.configuring import HERE
from tests.actions.workspace.laboratory import PEOPLE, all_entered, bags, data
from tests.actions.workspace.sample import acts, last, make, seat
from tests.web.conftest import BROWSER
from tests.web.reviewing import HOSTILE, copied, form_of

_HELD = {role for roles in PEOPLE.values() for role in roles}
OTHERS = {role.name.lower(): (role,) for role in Role if role not in _HELD}
ALLELES = re.compile(rb"(?<![\w/])\d{1,2}(?:\.\d)?/\d{1,2}(?:\.\d)?(?![\w/])")  # as genotypes are written


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("families") / "w"
    with (made := make(folder, PEOPLE | OTHERS | {"tom": (Role.CASEWORKER,)}, tom="2")).store:
        return folder, all_entered(made)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("before") / "w"
    with (made := make(folder, PEOPLE)).store:
        bags(made)
    return folder


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


@pytest.fixture
def sought(base):
    return base[1]


@pytest.fixture
def families(workspace):
    [lena] = seat(workspace, "lena")
    return {one.id: family_id for family_id, one in view_families(lena).items()}


@pytest.fixture
def samples(workspace):
    [lena] = seat(workspace, "lena")
    return {one.code: sample_id for sample_id, one in all_samples(lena).items() if one.code}


def text(page, status=200):
    assert page.status_code == status, page.content
    return page.content.decode()


def words(page, status=200):
    return " ".join(re.sub(r"<[^>]+>", " ", text(page, status)).split())


def sent(browser, path, action, file=None, **said):
    """Fill the form of a page and send it."""
    hidden = form_of(browser.get(path, **BROWSER), action) | said
    body = hidden if file is None else hidden | {"file": SimpleUploadedFile("frequencies.csv", file)}
    return browser.post(action, body, **BROWSER), hidden


def kinds(workspace):
    return [act.kind for act in acts(workspace)]


# ── families ──


def test_families_stand_in_the_order_in_which_people_count(enter, families):
    page = enter("lena").get("/families/", **BROWSER).content.decode()
    assert re.findall(r'<a href="/families/\w{32}/"><bdi>([\w-]+)</bdi>', page) == sorted(families)


def test_the_pedigree_is_a_picture_in_the_standard_symbols_with_a_table_that_says_the_same(enter, families):
    page = text(enter("lena").get(f"/families/{families['F-1']}/", **BROWSER))
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert 'role="img"' in picture
    assert "stroke-dasharray" not in picture
    assert (picture.count('<circle class="d"'), picture.count('<circle class="x"')) == (1, 1)  # mother, daughter
    assert picture.count('<rect class="d"') == 1  # father
    assert "N-1 woman father mother missing" in words(enter("lena").get(f"/families/{families['F-1']}/", **BROWSER))


def test_each_class_of_the_picture_has_a_colour_in_the_style_of_the_page(enter, families):
    style = (HERE / "static" / "homeward" / "families.css").read_text()
    page = text(enter("lena").get(f"/families/{families['F-1']}/", **BROWSER))
    drawn = page[page.index("<svg") : page.rindex("</svg>")] + str(draw_legend(Words("en")).svg)
    used = {one for names in re.findall(r'class="([a-z ]+)"', drawn) for one in names.split()} - {"hw", "muted", "wide"}
    assert all(f".hw .{one}{{" in style for one in used if len(one) == 1)
    assert 'style="' not in page


def test_who_answers_for_files_sees_the_families_who_miss_one_of_them_and_another_team_sees_none(enter, families):
    assert "F-1" in text(enter("anna").get("/families/", **BROWSER))
    assert "F-1" not in text(enter("tom").get("/families/", **BROWSER))
    assert enter("tom").get(f"/families/{families['F-1']}/", **BROWSER).status_code == 404


def test_a_pair_put_before_readers_is_shown_without_its_score_to_whom_may_read_blind(
    enter, families, sought, workspace
):
    anna = enter("anna")
    propose(anna, sought)
    own = words(anna.get(f"/families/{families['F-1']}/", **BROWSER))
    assert "kinship" in own
    assert "table of frequencies frequencies, SHA-256" in own
    laboratory = words(enter("lena").get(f"/families/{families['F-1']}/", **BROWSER))
    assert "Statistics are not shown" in laboratory
    assert "kinship" not in laboratory
    assert "SHA-256" not in laboratory


def test_the_view_of_a_family_holds_no_genotype(workspace, families):
    [lena] = seat(workspace, "lena")
    seen = view_family(lena, families["F-1"])
    assert not ALLELES.search(repr(replace(seen, results={})).encode())
    assert not ALLELES.search(str(seen.n_markers).encode())


def test_the_page_of_a_family_does_not_say_which_sample_is_whose(enter, families, workspace):
    [lena] = seat(workspace, "lena")
    for name in ("anna", "lena"):
        page = text(enter(name).get(f"/families/{families['F-1']}/", **BROWSER))
        assert not any(sample_id in page for sample_id in all_samples(lena))


# ── genotypes ──


def alleles():
    """Every genotype that the laboratory's files hold, as it is written."""
    rows = [row for name in ("results", "families", "controls") for row in csv.reader(io.StringIO(data(name).decode()))]
    return {cell.encode() for row in rows for cell in row if ALLELES.fullmatch(cell.encode())}


def test_no_page_of_anybody_but_the_laboratory_holds_an_allele(enter, families, samples, sought, workspace):
    assert len(alleles()) > 30
    propose(enter("anna"), sought)
    [anna] = seat(workspace, "anna")
    things = [one.id for one in all_things(anna)]
    paths = ["/families/", "/families/samples/", "/families/propose/", "/remains/"]
    paths += [f"/families/{one}/" for one in families.values()]
    paths += [f"/families/samples/{one}/{end}" for one in samples.values() for end in ("", "profile/")]
    paths += [f"/remains/{one}/" for one in things]
    for name in ("anna", "boris", "dina", "fadi", *OTHERS):
        browser = enter(name)
        for path in paths:
            page = browser.get(path, **BROWSER)
            assert page.status_code in (200, 404)
            assert not any(re.search(rb"(?<![\w/])" + one + rb"(?![\w/])", page.content) for one in alleles()), (
                name,
                path,
            )
            if "samples" in path:
                assert page.status_code == 404


def test_the_laboratory_opens_the_genotypes_of_one_sample_and_that_is_an_entry(enter, samples, workspace):
    browser = enter("lena")
    assert not ALLELES.search(browser.get(f"/families/samples/{samples['T-1']}/", **BROWSER).content)
    page = browser.get(f"/families/samples/{samples['T-1']}/profile/", **BROWSER)
    assert len(ALLELES.findall(page.content)) >= 16
    assert (last(workspace).kind, last(workspace).subjects) == ("profile viewed", (samples["T-1"],))


def test_nobody_but_the_laboratory_opens_its_pages(enter, samples, workspace):
    for name in ("anna", "boris", "adjudicator"):
        browser = enter(name)
        assert browser.get("/families/samples/", **BROWSER).status_code == 404
        assert last(workspace).kind == "refused"
        assert browser.post("/families/enter/results/", {"act_id": "a" * 32}, **BROWSER).status_code == 404
    assert enter("lena").get(f"/families/samples/{'0' * 32}/", **BROWSER).status_code == 404


# ── files that come in ──


def entered(browser, what, file, **said):
    told = {} if what == "controls" else {"laboratory": "North", "on": "2026-05-03", "kit": ""}
    return sent(browser, "/families/samples/", f"/families/enter/{what}/", file, **{**told, **said})


def test_a_file_waits_for_a_second_scientist_and_its_account_stands_on_a_page(workspace, enter, empty, tmp_path):
    with copied(empty, tmp_path / "w2") as made:
        browser = enter("lena")
        answer, hidden = entered(browser, "results", data("results") + b"T-77" + b",M" + b",9/9" * 16 + b"\n")
        assert answer.status_code == 302
        page = words(browser.get(answer.headers["Location"], **BROWSER))
        assert "This waits for a second person." in page
        assert "no sample has this id or code" in page
        assert "1 results held" in page
        again = {
            **hidden,
            "laboratory": "North",
            "on": "2026-05-03",
            "file": SimpleUploadedFile("r.csv", data("results")),
        }
        before = kinds(made).count("second asked")
        assert browser.post("/families/enter/results/", again, **BROWSER).status_code == 302
        assert kinds(made).count("second asked") == before == 1
        second = enter("luka")
        [address] = re.findall(r'action="(/approve/\w+/)"', text(second.get("/", **BROWSER)))
        second.post(address, **BROWSER)
        assert kinds(made).count("result entered") == 3


def test_families_and_controls_come_in_by_the_same_door(workspace, enter, empty, tmp_path):
    with copied(empty, tmp_path / "w2") as made:
        browser = enter("lena")
        for what in ("families", "controls"):
            answer, hidden = entered(browser, what, data(what))
            assert answer.status_code == 302
            approve(seat(made, "luka")[0], hidden["act_id"])
        assert kinds(made).count("family entered") == 3
        assert kinds(made).count("controls kept") == 1


def test_a_file_that_cannot_be_read_is_said_on_the_page_and_what_was_typed_stays(enter, workspace):
    before = kinds(workspace).count("second asked")
    answer, _ = entered(enter("lena"), "results", b"nothing,here\n1,2\n", laboratory='North <script>alert(1)</script>"')
    page = text(answer, 422)
    assert "no profile could be read" in page
    assert "North &lt;script&gt;alert(1)&lt;/script&gt;&quot;" in page
    assert "<script>alert" not in page
    assert text(entered(enter("lena"), "results", b"", on="soon")[0], 422)
    assert enter("lena").post("/families/enter/results/", {"act_id": "a" * 32}, **BROWSER).status_code == 422
    assert kinds(workspace).count("second asked") == before


def test_an_account_is_shown_to_whom_it_was_given_and_to_nobody_else(enter, workspace):
    browser = enter("lena")
    answer, _ = entered(browser, "controls", data("controls"))
    assert browser.get(answer.headers["Location"], **BROWSER).status_code == 200
    assert enter("luka").get(answer.headers["Location"], **BROWSER).status_code == 404


# ── one sample ──


def test_what_is_held_is_said_with_its_reason(enter, samples):
    browser = enter("lena")
    first, other = data("results").decode().splitlines()[1:3]
    swapped = data("results").decode().splitlines()[0] + "\n" + ",".join(["T-1", *other.split(",")[1:]]) + "\n"
    assert first != other
    answer, _ = entered(browser, "results", swapped.encode())
    assert "1 results held" in words(browser.get(answer.headers["Location"], **BROWSER))
    page = words(browser.get(f"/families/samples/{samples['T-1']}/", **BROWSER))
    assert "Held This came and was not taken." in page
    assert "it differs from an earlier profile at" in page
    assert "it differs from an earlier profile at" in words(browser.get("/families/samples/", **BROWSER))


def test_a_result_without_a_profile_and_one_taken_back_wait_for_a_second_scientist(enter, samples, workspace):
    browser, path = enter("lena"), f"/families/samples/{samples['T-2']}/"
    told = {"result": "no profile", "laboratory": "North", "on": "2026-05-03", "kit": "", "remaining": HOSTILE}
    answer, hidden = sent(browser, path, f"{path}result/", **told)
    assert answer.status_code == 302
    assert "This waits for a second person." in text(browser.get(path, **BROWSER))
    approve(seat(workspace, "luka")[0], hidden["act_id"])
    page = text(browser.get(path, **BROWSER))
    assert "<script>alert" not in page
    assert "\u202e" not in page
    which = re.findall(r'<option value="(\w{32})"', page)[-1]
    answer, hidden = sent(browser, path, f"{path}withdraw/", which=which, because="tube exchanged")
    approve(seat(workspace, "luka")[0], hidden["act_id"])
    assert "tube exchanged" in text(browser.get(path, **BROWSER))
    assert text(sent(browser, path, f"{path}result/", **told | {"result": "buried"})[0], 422)
    assert text(sent(browser, path, f"{path}withdraw/", which="0" * 32, because="x")[0], 422)


# ── proposals ──


def propose(browser, sought, **said):
    told = {"found": "remains", "sought": sought, "listed": "0.5", "least": "", "reopen": ""} | said
    hidden = dict(re.findall(r'name="(act_id)" value="(\w+)"', text(browser.get("/families/propose/", **BROWSER))))
    file = SimpleUploadedFile("frequencies.csv", data("frequencies"))
    return browser.post("/families/propose/", told | hidden | {"file": file}, **BROWSER), told | hidden


def test_who_may_puts_probable_pairs_before_readers_by_dna_once(enter, sought, workspace):
    browser = enter("anna")
    answer, told = propose(browser, sought)
    assert "2 pairs put before readers" in words(browser.get(answer.headers["Location"], **BROWSER)).replace(
        "2p", "2 p"
    )
    again = told | {"file": SimpleUploadedFile("frequencies.csv", data("frequencies"))}
    assert browser.post("/families/propose/", again, **BROWSER).status_code == 302
    assert len(all_cases(seat(workspace, "anna")[0])) == 2


def test_known_pairs_are_read_again_when_a_second_person_has_signed_and_are_asked_for_once(enter, sought, workspace):
    browser = enter("anna")
    propose(browser, sought)
    before = kinds(workspace).count("second asked")
    answer, told = propose(browser, sought, reopen="a sample came")
    assert "This waits for a second person." in words(browser.get(answer.headers["Location"], **BROWSER))
    again = told | {"file": SimpleUploadedFile("frequencies.csv", data("frequencies"))}
    browser.post("/families/propose/", again, **BROWSER)
    assert kinds(workspace).count("second asked") == before + 1


def test_who_proposes_nothing_sees_no_form_and_a_wrong_number_is_said(enter, sought):
    assert enter("boris").get("/families/propose/", **BROWSER).status_code == 404
    page = text(propose(enter("anna"), sought, listed="seven")[0], 422)
    assert "A probability is a number from 0 to 1." in page
    assert 'value="seven"' in page
