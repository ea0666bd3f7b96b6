import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import homeward

SOURCE = Path(homeward.__file__)
SLOW = ("numba", "scipy", "rich", "typer", "jinja2", "python_calamine", "polars")


def names_for_types() -> dict[str, str]:
    """Name to module, as imported for type checkers."""
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    [block] = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    return {
        alias.asname or alias.name: str(node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_the_public_names_are_those_that_type_checkers_see():
    assert homeward.__all__ == sorted(names_for_types())


@pytest.mark.parametrize("name", sorted(names_for_types()))
def test_every_public_name_is_there_and_is_what_type_checkers_see(name):
    home = importlib.import_module(names_for_types()[name])
    assert getattr(homeward, name) is getattr(home, name)


def test_no_public_name_is_hidden_by_a_part_of_the_package_of_the_same_name():
    parts = {path.stem for path in SOURCE.parent.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert not parts & set(homeward.__all__)


def test_a_public_function_can_be_called_after_the_names_that_it_needs():
    run("import homeward as hw; hw.Collection, hw.Prior, hw.screen; assert callable(hw.who_is_who)")


@pytest.mark.parametrize("name", sorted(names_for_types()))
def test_every_public_name_says_what_it_is(name):
    value = getattr(homeward, name)
    words = inspect.getdoc(value)
    assert words
    assert not words.startswith(f"{name}(")  # what dataclass writes where nobody wrote anything
    assert words.splitlines()[0].endswith((".", ":", "?"))


@pytest.mark.parametrize("name", [name for name in homeward.__all__ if inspect.isfunction(getattr(homeward, name))])
def test_every_public_function_types_all_its_arguments_and_its_answer(name):
    signature = inspect.signature(getattr(homeward, name))
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())


@pytest.mark.parametrize("name", homeward.__all__)
def test_the_guide_has_a_line_for_every_public_name(name):
    guide = SOURCE.parents[2] / "docs" / "guide" / "python.md"
    lines = [line for line in guide.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{name}")]
    assert len([line for line in lines if line[3 + len(name)] in "(`"]) == 1


def test_importing_homeward_loads_numpy_and_nothing_slower():
    loaded = run(f"import sys, homeward; print([m for m in {SLOW!r} if m in sys.modules], 'numpy' in sys.modules)")
    assert loaded == "[] True"


def test_asking_for_a_name_loads_only_its_own_part():
    code = f"import sys, homeward; homeward.Marker; print([m for m in {SLOW!r} if m in sys.modules])"
    assert run(code) == "[]"


def test_a_name_is_looked_up_once():
    assert homeward.Panel is homeward.Panel
    assert "Panel" in vars(homeward)


@pytest.mark.parametrize("name", ["weigh", "marker", "Markers", "evidence_", "__wrapped__"])
def test_a_name_that_is_not_there_is_a_clear_error(name):
    with pytest.raises(AttributeError, match=f"module 'homeward' has no attribute '{name}'"):
        getattr(homeward, name)


def test_a_name_that_is_not_there_cannot_be_imported():
    with pytest.raises(ImportError, match="cannot import name 'nobody'"):
        exec("from homeward import nobody")


def test_the_list_of_names_holds_the_version_too():
    assert set(dir(homeward)) == {*homeward.__all__, "__version__"}
    assert homeward.__version__.count(".") == 2


def test_all_public_names_can_be_imported_at_once():
    space: dict[str, object] = {}
    exec("from homeward import *", space)
    assert set(homeward.__all__) <= set(space)
