import os
import subprocess
import sys
import threading
from collections.abc import Callable

import numpy as np
import pytest

from homeward import _jit
from homeward._jit import Kernel, jit
from homeward.identify import _kernels


def add_up(values: np.ndarray, out: np.ndarray) -> int:
    """Add numbers up."""
    for i in range(len(values)):
        out[0] += values[i]
    return len(values)


def run(code: str, **environment: str) -> str:
    whole = {**os.environ, **environment}
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=whole)
    return answer.stdout.strip()


def inputs() -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(5)
    tables = rng.normal(0.0, 1.5, (6, 40)).astype(np.float32)
    tables[2, 7:12] = -np.inf
    tables[:, 0] = 0.0
    columns = rng.integers(0, 40, (9, 7)).astype(np.int32)
    rests = np.abs(rng.normal(3.0, 1.0, (6, 2))).astype(np.float32)
    return tables, columns, rests


def answer_of(kernel: Callable[..., int]) -> tuple[int, list[int], list[int], np.ndarray]:
    tables, columns, rests = inputs()
    rows, who, weak = np.full(30, -1, np.int32), np.full(30, -1, np.int32), np.zeros(9)
    n = kernel(tables, columns, rests, 1, 8, np.array([0.5, -4.0], np.float32), rows, who, weak)
    return n, rows.tolist(), who.tolist(), weak


def test_a_kernel_keeps_its_name_and_its_docstring():
    kernel = jit(add_up)
    assert (kernel.__name__, kernel.__doc__) == ("add_up", "Add numbers up.")


def test_a_kernel_is_not_compiled_before_its_first_call(monkeypatch):
    calls = []
    monkeypatch.setattr(_jit, "_compile", calls.append)
    kernel = jit(add_up)
    assert not calls
    kernel(np.ones(2), np.zeros(1))
    kernel(np.ones(2), np.zeros(1))
    assert calls == [add_up]


def test_many_threads_at_once_compile_a_kernel_once(monkeypatch):
    calls, gate = [], threading.Barrier(4)
    monkeypatch.setattr(_jit, "_compile", calls.append)
    kernel = jit(add_up)

    def work():
        gate.wait()
        kernel(np.ones(2), np.zeros(1))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1


def test_without_compilation_asked_for_the_same_function_runs_as_python(monkeypatch):
    monkeypatch.setenv("HOMEWARD_NO_JIT", "1")
    assert _jit._compile(add_up) is None
    out = np.zeros(1)
    assert (jit(add_up)(np.arange(4.0), out), out[0]) == (4, 6.0)


def test_without_numba_the_same_function_runs_as_python(monkeypatch):
    monkeypatch.delenv("HOMEWARD_NO_JIT", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    assert _jit._compile(add_up) is None


@pytest.mark.parametrize("value", ["0", "", "true"])
def test_only_the_value_one_turns_compilation_off(monkeypatch, value):
    monkeypatch.setenv("HOMEWARD_NO_JIT", value)
    monkeypatch.setitem(sys.modules, "numba", type(sys)("numba"))
    sys.modules["numba"].njit = lambda **options: lambda function: ("compiled", sorted(options.items()))  # type: ignore[attr-defined]
    kind, options = _jit._compile(add_up)  # type: ignore[misc]
    assert kind == "compiled"
    assert dict(options) == {"cache": True, "nogil": True, "fastmath": False, "error_model": "numpy"}


def test_a_plain_kernel_divides_by_nothing_in_silence_as_a_compiled_one_does():
    kernel = jit(lambda values, out: np.divide(values, 0.0, out=out))
    out = np.zeros(2)
    kernel.python(np.array([1.0, -1.0]), out)
    assert out.tolist() == [np.inf, -np.inf]


def test_compiled_and_plain_screening_loops_write_the_same():
    plain, compiled = answer_of(_kernels.scan.python), answer_of(_kernels.scan)
    assert plain[:3] == compiled[:3]
    assert plain[3] == pytest.approx(compiled[3], rel=1e-5)


def test_a_full_list_is_counted_on_but_not_written_past():
    tables, columns, rests = inputs()
    rows, who = np.full(3, -1, np.int32), np.full(3, -1, np.int32)
    limits = np.array([0.5, -4.0], np.float32)
    n = _kernels.scan(tables, columns, rests, 0, 9, limits, rows, who, np.zeros(9))
    assert n > 3
    assert (rows >= 0).all()
    assert isinstance(_kernels.scan, Kernel)


def test_an_answer_is_the_same_with_compilation_turned_off():
    code = """
import numpy as np
import homeward as hw
from homeward.evidence.dna.profile import as_individual
from homeward.identify.trials.scenario import Plan, invented_markers, simulate_collection
case = simulate_collection(invented_markers(4), np.random.default_rng(3), Plan(families=9, remains=8))
found = [as_individual(sample) for sample in case.found]
done = hw.screen(case.families, found, hw.Panel(case.markers), least_log10=0.0)
print(done.found.tolist(), done.missing.tolist(), done.log10_lr.round(9).tolist(), done.weak.round(4).tolist())
"""
    assert run(code, HOMEWARD_NO_JIT="1") == run(code, HOMEWARD_NO_JIT="0")
