"""`homeward power`: what a family's donors can prove, and whom to ask next."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.table import Table

from homeward.actions.dna.power import PowerQuestion, people_of, power_file
from homeward.cli.console import AsJson, err, mistakes_shown, out, rare_rule, read_bytes, write_json
from homeward.cli.dna.identify import Listed
from homeward.cli.dna.kinship import CaseFile, Rare
from homeward.identify.prior import Prior

Relatives = Annotated[
    int, typer.Option("--relatives", min=1, max=6, help="How many more relatives of one family to ask.")
]
Samples = Annotated[
    int, typer.Option("--samples", min=0, help="How many more samples to plan for the whole collection.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of the draws of profiles not yet typed.")]


def power(
    case: CaseFile,
    as_json: AsJson = False,
    relatives: Relatives = 2,
    samples: Samples = 20,
    listed: Listed = 0.5,
    seed: Seed = 1,
    rare: Rare = 0.001,
) -> None:
    """Say what each family's donors can prove, whom to ask next, and how many people that makes identifiable."""
    with mistakes_shown():
        question = PowerQuestion(relatives, samples, seed, Prior("open", listed=listed))
        with err.status("weighing families", spinner="line"):
            answer = power_file(read_bytes(case), question, rare_rule(rare))
        if as_json:
            write_json(answer)
            return
        table = Table(
            "family", "missing", "expected log10 LR", "chance to pass", "excludes strangers", "ask next", "then"
        )
        for person in people_of(answer):
            table.add_row(*_row(person))
        out.print(table)
        _show_collection(answer)


def _row(person: Mapping[str, object]) -> tuple[str, ...]:
    head = str(person["family"]), str(person["missing"])
    true, advice = person.get("log10_lr_if_true"), person.get("whom_to_ask")
    if not isinstance(true, Mapping) or not isinstance(advice, Mapping):
        return (*head, "", "", "", str(person.get("impossible", "")), "")
    best = advice["together"][-1] if advice["together"] else None
    asked = ", ".join(best["relatives"]) if best else "nobody left to ask"
    then = f"{best['chance_to_pass']:.3f}" if best else ""
    chance, excluded = person["chance_to_pass_if_true"], person["exclusion_probability_total"]
    return (*head, f"{true['mean']:.2f}", f"{chance:.3f}", f"{excluded:.6f}", asked, then)


def _show_collection(answer: Mapping[str, object]) -> None:
    whole = answer.get("collection")
    if not isinstance(whole, Mapping):
        return
    out.print(f"identifiable now: {whole['identifiable_now']:.2f} of {whole['missing_persons']} missing persons")
    for step in whole["next_samples"]:
        names = ", ".join(step["relatives"])
        out.print(
            f"after {step['samples_so_far']} more samples ({names}): {step['identifiable_then']:.2f}", markup=False
        )
