"""The page of what was stated and how it was decided."""

import csv
import io

import pytest

from homeward.actions.workspace.rights import Role
from tests.actions.workspace.sample import acts
from tests.web import reviewing
from tests.web.conftest import BROWSER
from tests.web.reviewing import copied, invented, paired, signed


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibration") / "w"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reviewing, "PEOPLE", reviewing.PEOPLE | {"ada": (Role.AUDITOR,)})
        cases = paired(folder, invented(6), least=0.9995)
    return folder, cases


@pytest.fixture
def workspace(base, tmp_path):
    with copied(base[0], tmp_path / "w") as made:
        yield made


def test_five_signed_decisions_are_a_group_in_picture_table_and_file(base, workspace, enter):
    ada = enter("ada")
    assert b"too few signed decisions" in ada.get("/audit/calibration/", **BROWSER).content
    for case_id in base[1][:5]:
        signed(workspace, case_id)
    page = ada.get("/audit/calibration/", **BROWSER).content.decode()
    assert "<svg" in page
    assert "A decision is not the truth" in page
    answer = ada.get("/audit/calibration/?form=csv", **BROWSER)
    [head, row] = csv.reader(io.StringIO(answer.content.decode()))
    assert dict(zip(head, row, strict=True)) | {"at least": ""} == {
        "stated probability": "1.000",
        "share established": "1.000",
        "decisions": "5",
        "at least": "",
        "at most": "1.000",
    }
    assert answer["Content-Disposition"] == 'attachment; filename="calibration.csv"'
    assert acts(workspace)[-1].kind == "calibration viewed"


def test_a_reader_is_told_nothing_and_that_they_asked_is_an_entry(workspace, enter):
    assert enter("boris").get("/audit/calibration/", **BROWSER).status_code == 404
    assert acts(workspace)[-1].kind == "refused"


def test_the_audit_leads_there(workspace, enter):
    assert b'href="/audit/calibration/"' in enter("ada").get("/audit/", **BROWSER).content
