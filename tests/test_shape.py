"""Does the package keep the arrows and sizes of the house style, so that nobody has to argue about them?

A rule takes one parsed module and yields its complaints, each with the line it speaks of. Two questions need the whole
package: import cycles, and the number of modules in a folder. The last part feeds every rule a bad snippet, so that a
rule which has stopped biting is noticed.

What the rules do not see: names, the quality of the words, arguments that ought to be passed by keyword.
"""

import ast
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "homeward"

# Left to right: a module imports only from its left; neighbours in one place never import each other.
ARROWS = (
    ("errors", "_jit"),
    ("records", "ledger"),
    ("evidence",),
    ("identify",),
    ("review",),
    ("exchange",),
    ("talks",),
    ("reports",),
    ("blind",),
    ("formats",),
    ("store",),
    ("actions",),
    ("web",),
    ("cli", "scale"),
)
PLACE = {part: place for place, parts in enumerate(ARROWS) for part in parts}
CORE = frozenset(part for part in PLACE if PLACE[part] <= PLACE["blind"])

MOST_CODE_LINES_IN_MODULE = 400
MOST_CODE_LINES_IN_FUNCTION = 50
MOST_BRANCHES = 10
MOST_ARGUMENTS = 6
MOST_METHODS = 12
MOST_MODULES_IN_FOLDER = 14

SHAPELESS_NAMES = frozenset({"base", "common", "helper", "helpers", "misc", "util", "utils"})
OUTSIDE_WORLD = frozenset(
    "glob http os pathlib random secrets shutil socket sqlite3 ssl subprocess tempfile time urllib".split()
)
SEEDED_RANDOMNESS = frozenset({"BitGenerator", "Generator", "PCG64", "PCG64DXSM", "Philox", "SeedSequence"})
BUILT_IN_ERRORS = frozenset(
    "ArithmeticError BaseException Exception IndexError KeyError LookupError RuntimeError TypeError ValueError".split()
)
SLOW_LIBRARIES = ("jinja2", "numba", "polars", "python_calamine", "rich", "scipy", "typer")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Complaint = tuple[int, str]


@dataclass(frozen=True)
class Module:
    """One source file, parsed when first asked."""

    name: str  # "homeward.evidence.dna.profile"
    source: str
    is_package: bool = False  # an __init__.py

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def part(self) -> str:
        """The place in the arrows: "evidence"; nothing for the package itself and its __main__."""
        part = self.name.removeprefix("homeward").removeprefix(".").partition(".")[0]
        return "" if part == "__main__" else part

    @property
    def is_kernels(self) -> bool:
        return self.name.endswith("._kernels")

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        return tuple(node for node in ast.walk(self.tree) if isinstance(node, Function))

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        return tuple(node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """Lines with a token that is neither comment nor docstring."""
        words = [docstring_of(node) for node in (self.tree, *self.functions, *self.classes)]
        silent = {line for node in words if node for line in range(node.lineno, node.end_lineno + 1)}
        layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
        tokens = tokenize.generate_tokens(StringIO(self.source).readline)
        spans = (range(token.start[0], token.end[0] + 1) for token in tokens if token.type not in layout)
        return frozenset(line for span in spans for line in span) - silent


@dataclass(frozen=True)
class Import:
    """One imported name, in full: `from homeward.errors import HomewardError` is homeward.errors.HomewardError."""

    target: str
    line: int
    is_hidden: bool  # inside a function
    is_for_types_only: bool  # under `if TYPE_CHECKING`


def read_module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), path.read_text(encoding="utf-8"), is_package)


def docstring_of(node: ast.Module | ast.ClassDef | Function) -> ast.Expr | None:
    first = node.body[0] if node.body else None
    return first if isinstance(first, ast.Expr) and ast.get_docstring(node) is not None else None


def imports(module: Module) -> Iterator[Import]:
    hidden = {id(node) for function in module.functions for node in ast.walk(function)}
    for_types = {
        id(node)
        for choice in ast.walk(module.tree)
        if isinstance(choice, ast.If) and "TYPE_CHECKING" in ast.unparse(choice.test)
        for statement in choice.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(module.tree):
        for target in _targets(module, node):
            yield Import(target, node.lineno, id(node) in hidden, id(node) in for_types)


def _targets(module: Module, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        here = module.name.split(".")
        start = here[: len(here) - node.level + module.is_package] if node.level else []
        yield from (".".join([*start, *filter(None, [node.module]), alias.name]) for alias in node.names)


def called_name(node: ast.AST) -> str:
    """The dotted name that a call calls: "np.random.seed"; nothing for other nodes."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def public_functions(module: Module) -> Iterator[Function]:
    """Functions a reader may call: of the module, and of its public classes."""
    bodies = [module.tree.body, *(node.body for node in module.classes if not node.name.startswith("_"))]
    for body in bodies:
        for node in body:
            if isinstance(node, Function) and (not node.name.startswith("_") or node.name.endswith("__")):
                yield node


def parameters(function: Function) -> list[ast.arg]:
    """All parameters but self and cls."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [*(arg for arg in named if arg.arg not in ("self", "cls")), *filter(None, [given.vararg, given.kwarg])]


def branches(function: Function) -> int:
    """McCabe's number, with each `and`, `or` and comprehension condition as a fork of its own."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += len(node.ifs)
        else:
            forks = ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case
            count += isinstance(node, forks)
    return count


# ── rules: one module in, complaints out ──


def import_only_from_the_left(module: Module) -> Iterator[Complaint]:
    if not module.part:
        return
    if module.part not in PLACE:
        yield 1, f"{module.part} has no place in the arrows"
        return
    for item in imports(module):
        top, _, rest = item.target.partition(".")
        part = rest.partition(".")[0]
        if top != "homeward" or part in (module.part, "__version__"):
            continue
        if part not in PLACE:
            yield item.line, f"{module.part} imports {item.target}, which only __main__ may"
        elif PLACE[part] >= PLACE[module.part]:
            yield item.line, f"{module.part} imports {part}, which is not on its left"


def hide_no_import(module: Module) -> Iterator[Complaint]:
    for item in imports(module):
        if item.is_hidden and item.target.split(".")[0] == "homeward":
            yield item.line, f"import of {item.target} is hidden in a function"


def compile_in_one_place(module: Module) -> Iterator[Complaint]:
    for item in imports(module):
        if item.target.split(".")[0] == "numba" and module.name != "homeward._jit":
            yield item.line, "imports numba; only homeward._jit does"


def name_the_noun(module: Module) -> Iterator[Complaint]:
    for word in module.name.split("."):
        if word.strip("_") in SHAPELESS_NAMES:
            yield 1, f"a module named {word} could hold anything"


def keep_the_core_pure(module: Module) -> Iterator[Complaint]:
    if module.part not in CORE:
        return
    for item in imports(module):
        world = item.target.split(".")[0]
        # The switch that turns compilation off is the one thing the core reads from its environment.
        if world in OUTSIDE_WORLD and (module.name, world) != ("homeward._jit", "os"):
            yield item.line, f"imports {world}, but the core does not see the outside world"
        if item.target.startswith("numpy.random.") and item.target.split(".")[2] not in SEEDED_RANDOMNESS:
            yield item.line, f"imports {item.target}; a generator comes in as an argument"
    for node in ast.walk(module.tree):
        name = called_name(node)
        if name in ("open", "input", "print"):
            yield node.lineno, f"calls {name}"
        elif re.search(r"\bdate(time)?\.(now|utcnow|today)$", name):
            yield node.lineno, f"calls {name}; the time comes in as an argument"
        elif _draws_unseeded(node):
            yield node.lineno, f"calls {name}; a generator comes in as an argument"


def _draws_unseeded(node: ast.AST) -> bool:
    found = re.fullmatch(r"(?:np|numpy)\.random\.(\w+)(\..*)?", called_name(node))
    if not found or found[1] in SEEDED_RANDOMNESS:
        return False
    return found[1] != "default_rng" or not (node.args or node.keywords)


def stay_short(module: Module) -> Iterator[Complaint]:
    if len(module.code_lines) > MOST_CODE_LINES_IN_MODULE:
        yield 1, f"{len(module.code_lines)} code lines; never above {MOST_CODE_LINES_IN_MODULE}"
    for function in module.functions:
        n_lines = len(module.code_lines & set(range(function.lineno, function.end_lineno + 1)))
        if n_lines > MOST_CODE_LINES_IN_FUNCTION:
            says = f"{function.name} has {n_lines} code lines; never above {MOST_CODE_LINES_IN_FUNCTION}"
            yield function.lineno, says


def stay_plain(module: Module) -> Iterator[Complaint]:
    # Kernels take arrays one by one and cannot hand their nested loops to each other; length still limits them.
    for function in () if module.is_kernels else module.functions:
        if branches(function) > MOST_BRANCHES:
            yield function.lineno, f"{function.name} has {branches(function)} branches; never above {MOST_BRANCHES}"
        # every option of a command is an argument of its function, and typer reads them from there
        n_arguments = 0 if module.part == "cli" else len(parameters(function))
        if n_arguments > MOST_ARGUMENTS:
            yield function.lineno, f"{function.name} takes {n_arguments} arguments; never above {MOST_ARGUMENTS}"
    for node in module.classes:
        n_methods = sum(isinstance(item, Function) for item in node.body)
        if n_methods > MOST_METHODS:
            yield node.lineno, f"{node.name} has {n_methods} methods; never above {MOST_METHODS}"


def explain_every_public_name(module: Module) -> Iterator[Complaint]:
    if not docstring_of(module.tree):
        yield 1, "the module does not open with a docstring"
    public_classes = [node for node in module.classes if not node.name.startswith("_")]
    named = [node for node in public_functions(module) if not node.name.startswith("_")]
    for node in [*public_classes, *named]:
        is_stub = any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)
        if not docstring_of(node) and not is_stub:
            yield node.lineno, f"{node.name} has no docstring"


def annotate_every_public_function(module: Module) -> Iterator[Complaint]:
    for function in public_functions(module):
        bare = [parameter.arg for parameter in parameters(function) if parameter.annotation is None]
        bare += ["what it returns"] if function.returns is None else []
        if bare:
            yield function.lineno, f"{function.name} does not give the type of {', '.join(bare)}"


def freeze_data(module: Module) -> Iterator[Complaint]:
    for node in module.classes:
        for decorator in node.decorator_list:
            text = ast.unparse(decorator)
            if re.match(r"(dataclasses\.)?dataclass\b", text) and "frozen=True" not in text:
                yield node.lineno, f"dataclass {node.name} is not frozen"


def raise_our_own_errors(module: Module) -> Iterator[Complaint]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Raise) and node.exc:
            name = called_name(node.exc) or ast.unparse(node.exc)
            if name in BUILT_IN_ERRORS:
                yield node.lineno, f"raises {name}; raise an error of homeward.errors"
        elif isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            if re.search(r"\b(Base)?Exception\b|^everything$", caught):
                yield node.lineno, f"catches {caught}; name what can go wrong"


def leave_nothing_for_later(module: Module) -> Iterator[Complaint]:
    for line, text in enumerate(module.source.splitlines(), start=1):
        for word in re.findall(r"\b(?:TODO|FIXME|XXX)\b", text):  # the rule itself: no module may hold these words
            yield line, f"leaves a {word}"


def keep_kernels_bare(module: Module) -> Iterator[Complaint]:
    if not module.is_kernels:
        return
    kernels = {function.name for function in module.functions}
    kernels |= {item.target.split(".")[-1] for item in imports(module) if item.target.startswith("homeward.")} - {"jit"}
    for function in module.functions:
        if [ast.unparse(decorator) for decorator in function.decorator_list] != ["jit"]:
            yield function.lineno, f"{function.name} is not decorated with jit, and nothing else"
        for node in ast.walk(function):
            if called_name(node) in kernels:
                yield node.lineno, f"kernel {function.name} calls {called_name(node)}; kernels hold loops only"
            elif isinstance(node, ast.Raise | ast.Try):
                yield node.lineno, f"kernel {function.name} handles an error; check before calling it"


RULES: tuple[Callable[[Module], Iterator[Complaint]], ...] = (
    import_only_from_the_left,
    hide_no_import,
    compile_in_one_place,
    name_the_noun,
    keep_the_core_pure,
    stay_short,
    stay_plain,
    explain_every_public_name,
    annotate_every_public_function,
    freeze_data,
    raise_our_own_errors,
    leave_nothing_for_later,
    keep_kernels_bare,
)


# ── questions to the whole package ──


def import_cycle(modules: list[Module]) -> list[str]:
    """One cycle of imports at module level, or nothing; packages count with what their __init__ imports."""
    known = {module.name for module in modules}
    graph = {module.name: set(_loads(module, known)) for module in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def _loads(module: Module, known: set[str]) -> Iterator[str]:
    for item in imports(module):
        if item.is_hidden or item.is_for_types_only or not item.target.startswith("homeward."):
            continue
        words = item.target.split(".")
        found = next(name for name in _prefixes(words) if name in known)
        yield found
        # Importing a module runs the __init__ of its folders too; those the importer stands in are running already.
        inside = set(_prefixes(module.name.split(".")))
        yield from (name for name in _prefixes(found.split(".")) if name in known and name not in inside)


def _prefixes(words: list[str]) -> Iterator[str]:
    return (".".join(words[:n]) for n in range(len(words), 0, -1))


def crowded_folders(modules: list[Module]) -> dict[str, int]:
    """Number of modules of each folder that has too many; __init__ and _kernels do not count."""
    folders = [module.name.rpartition(".")[0] for module in modules if not (module.is_package or module.is_kernels)]
    return {folder: folders.count(folder) for folder in set(folders) if folders.count(folder) > MOST_MODULES_IN_FOLDER}


# ── the package ──

PATHS = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_module_keeps_the_house_style(path):
    module = read_module(path)
    complaints = sorted(complaint for rule in RULES for complaint in rule(module))
    where = path.relative_to(PACKAGE.parents[1])
    assert not complaints, "\n" + "\n".join(f"{where}:{line}: {says}" for line, says in complaints)


def test_no_modules_import_each_other_in_a_circle():
    assert " -> ".join(import_cycle([read_module(path) for path in PATHS])) == ""


def test_no_folder_holds_more_modules_than_one_can_oversee():
    assert crowded_folders([read_module(path) for path in PATHS]) == {}


def test_importing_homeward_loads_nothing_slower_than_numpy():
    program = f"import sys, homeward; print(*sorted(set(sys.modules) & set({SLOW_LIBRARIES!r})))"
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    loaded = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
    assert loaded.strip() == ""


# ── the rules themselves ──


def snippet(source: str, name: str = "homeward.evidence.dates") -> Module:
    return Module(name, source)


def many(n: int, line: str) -> str:
    return "".join(f"{line}\n".replace("#", str(i)) for i in range(n))


IN_KERNELS = "homeward.evidence._kernels"
BAD = [
    (import_only_from_the_left, snippet("from homeward.exchange.plan import Plan"), "which is not on its left"),
    (import_only_from_the_left, snippet("import homeward.talks"), "talks, which is not on its left"),
    (import_only_from_the_left, snippet("from homeward import identify"), "identify, which is not on its left"),
    (import_only_from_the_left, snippet("from ..identify import prior"), "identify, which is not on its left"),
    (import_only_from_the_left, snippet("from homeward import Weight"), "only __main__ may"),
    (import_only_from_the_left, snippet("import homeward"), "only __main__ may"),
    (import_only_from_the_left, snippet("import homeward.ledger", "homeward.records.claim"), "not on its left"),
    (import_only_from_the_left, snippet("import homeward.scale", "homeward.cli.lists"), "not on its left"),
    (import_only_from_the_left, snippet("", "homeward.gadgets"), "gadgets has no place in the arrows"),
    (hide_no_import, snippet("def f():\n    from homeward import errors"), "homeward.errors is hidden"),
    (hide_no_import, snippet("def f():\n    from .names import Name"), "homeward.evidence.names.Name is hidden"),
    (compile_in_one_place, snippet("from numba import njit", IN_KERNELS), "imports numba"),
    (name_the_noun, snippet("", "homeward.evidence.utils"), "utils could hold anything"),
    (name_the_noun, snippet("", "homeward.common.dates"), "common could hold anything"),
    (name_the_noun, snippet("", "homeward.evidence._base"), "_base could hold anything"),
    (keep_the_core_pure, snippet("import os.path"), "imports os"),
    (keep_the_core_pure, snippet("from pathlib import Path", "homeward.blind.sets"), "imports pathlib"),
    (keep_the_core_pure, snippet("def f():\n    import time"), "imports time"),
    (keep_the_core_pure, snippet("import random", "homeward._jit"), "imports random"),
    (keep_the_core_pure, snippet("open('list.csv')"), "calls open"),
    (keep_the_core_pure, snippet("datetime.now(UTC)"), "calls datetime.now"),
    (keep_the_core_pure, snippet("datetime.date.today()"), "calls datetime.date.today"),
    (keep_the_core_pure, snippet("np.random.seed(1)"), "calls np.random.seed"),
    (keep_the_core_pure, snippet("numpy.random.rand(3)"), "calls numpy.random.rand"),
    (keep_the_core_pure, snippet("np.random.default_rng().random()"), "calls np.random.default_rng;"),
    (keep_the_core_pure, snippet("from numpy.random import shuffle"), "imports numpy.random.shuffle"),
    (stay_short, snippet(many(401, "x# = #")), "401 code lines"),
    (stay_short, snippet("def f():\n" + many(50, "    x# = #")), "f has 51 code lines"),
    (stay_short, snippet("class C:\n    def f(self):\n" + many(50, "        x# = #")), "f has 51 code lines"),
    (stay_plain, snippet("def f(x):\n" + many(10, "    if x: pass")), "f has 11 branches"),
    (stay_plain, snippet("def f(x):\n    return " + " or ".join("x" * 11)), "f has 11 branches"),
    (stay_plain, snippet("def f(a, b, c, /, d, *e, g, **h): pass"), "f takes 7 arguments"),
    (stay_plain, snippet("class C:\n" + many(13, "    def f#(self): pass")), "C has 13 methods"),
    (explain_every_public_name, snippet("x = 1"), "does not open with a docstring"),
    (explain_every_public_name, snippet("def weigh(): pass"), "weigh has no docstring"),
    (explain_every_public_name, snippet("class Weight: pass"), "Weight has no docstring"),
    (explain_every_public_name, snippet("class C:\n    def weigh(self): pass"), "weigh has no docstring"),
    (annotate_every_public_function, snippet("def f(x, *y: int) -> int: pass"), "f does not give the type of x"),
    (annotate_every_public_function, snippet("def f(x: int): pass"), "the type of what it returns"),
    (annotate_every_public_function, snippet("class C:\n    def __init__(self, x) -> None: pass"), "the type of x"),
    (freeze_data, snippet("@dataclass\nclass C: pass"), "dataclass C is not frozen"),
    (freeze_data, snippet("@dataclasses.dataclass(slots=True)\nclass C: pass"), "dataclass C is not frozen"),
    (raise_our_own_errors, snippet("raise ValueError('no')"), "raises ValueError"),
    (raise_our_own_errors, snippet("raise RuntimeError"), "raises RuntimeError"),
    (raise_our_own_errors, snippet("try: pass\nexcept Exception: pass"), "catches Exception"),
    (raise_our_own_errors, snippet("try: pass\nexcept (OSError, BaseException): pass"), "BaseException)"),
    (raise_our_own_errors, snippet("try: pass\nexcept: pass"), "catches everything"),
    (leave_nothing_for_later, snippet("x = 1  # TODO: y"), "leaves a TODO"),  # an example that the rule must catch
    (leave_nothing_for_later, snippet('"""FIXME."""'), "leaves a FIXME"),  # another
    (keep_kernels_bare, snippet("@jit\ndef f(x): g(x)\n@jit\ndef g(x): pass", IN_KERNELS), "kernel f calls g"),
    (keep_kernels_bare, snippet("from .names import g\n@jit\ndef f(x): g(x)", IN_KERNELS), "kernel f calls g"),
    (keep_kernels_bare, snippet("@jit\ndef f(x): f(x)", IN_KERNELS), "kernel f calls f"),
    (keep_kernels_bare, snippet("def f(x): pass", IN_KERNELS), "f is not decorated with jit"),
    (keep_kernels_bare, snippet("@jit\ndef f(x):\n    raise InvalidCase", IN_KERNELS), "handles an error"),
]


@pytest.mark.parametrize(("rule", "module", "says"), BAD)
def test_a_rule_catches_a_bad_snippet(rule, module, says):
    assert says in "; ".join(text for _, text in rule(module))


def test_every_rule_is_shown_to_bite():
    assert {rule for rule, _, _ in BAD} == set(RULES)


GOOD = '''"""What a good module looks like; TODOs and ValueErrors are only words here."""

from dataclasses import dataclass

import numpy as np

from homeward.errors import InvalidInput
from homeward.evidence.names import Name
from homeward.records import claim


@dataclass(frozen=True, slots=True)
class Age:
    """An age."""

    days: int  # open(), raise ValueError

    def __post_init__(self) -> None:
        if self.days < 0:
            raise InvalidInput(f"an age of {self.days} days is before birth")


def draw(rng: np.random.Generator, seed: int) -> float:
    """Draw; see datetime.now()."""
    return float(np.random.default_rng(seed).random() + np.random.Generator(np.random.PCG64(seed)).random())


def _private(x):
    return x
'''


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_complains_about_a_good_module(rule):
    assert list(rule(snippet(GOOD))) == []


def test_the_edges_may_see_the_outside_world():
    assert list(keep_the_core_pure(snippet("import os\nopen('list.csv')", "homeward.formats.csv"))) == []


def test_only_length_limits_a_kernel():
    source = "def f(a, b, c, d, e, g, h):\n" + many(11, "    if a: pass")
    assert list(stay_plain(snippet(source, IN_KERNELS))) == []


def test_docstrings_comments_and_blank_lines_are_not_code():
    source = '"""Many\n\nwords."""\n\n# why\nx = """text\nas data"""\n\n\ndef f():\n    "Words."\n    return x  # yes\n'
    assert snippet(source).code_lines == {6, 7, 10, 12}


def test_a_circle_of_imports_is_found():
    modules = [
        snippet("import homeward.evidence.b", "homeward.evidence.a"),
        snippet("from .c import x", "homeward.evidence.b"),
        snippet("from homeward.evidence import a", "homeward.evidence.c"),
    ]
    assert set(import_cycle(modules)) == {"homeward.evidence.a", "homeward.evidence.b", "homeward.evidence.c"}


def test_a_circle_through_an_init_is_found():
    modules = [
        Module("homeward.evidence.dna", "from homeward.evidence.dna.profile import Profile", is_package=True),
        snippet("import homeward.evidence.names", "homeward.evidence.dna.profile"),
        snippet("import homeward.evidence.dna.mutation", "homeward.evidence.names"),
        snippet("", "homeward.evidence.dna.mutation"),
    ]
    assert "homeward.evidence.dna" in import_cycle(modules)


def test_an_import_for_types_alone_makes_no_circle():
    modules = [
        snippet("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .b import B", "homeward.evidence.a"),
        snippet("from .a import A", "homeward.evidence.b"),
    ]
    assert import_cycle(modules) == []


def test_a_crowded_folder_is_found():
    modules = [snippet("", f"homeward.evidence.m{i}") for i in range(15)]
    assert crowded_folders([*modules, snippet("", IN_KERNELS)]) == {"homeward.evidence": 15}
    assert crowded_folders([*modules[1:], snippet("", IN_KERNELS)]) == {}
