"""Make the report of an identification: one page, with what to sample next where that would help."""

import numpy as np

from homeward import __version__
from homeward.actions.dna.identify import Identified
from homeward.errors import InvalidCase
from homeward.identify.power import Advice, Aim, FamilyPower, family_power, log10_lr_needed, whom_to_ask
from homeward.identify.prior import Prior
from homeward.reports.case_section import Outlook
from homeward.reports.identification_page import Edition, render_identification

_MOST_ADVICE = 40  # undecided cases for which relatives to ask are worked out
_DECIDED = 0.9995
_WORTH_ASKING = 0.01


def report_page(identified: Identified, *, made_at: str, language: str = "en") -> str:
    """Render the report.

    made_at     date and time to print
    language    "en", "uk" or "ru"
    returns     one self-contained HTML page
    raises      InvalidInput for a language that is not there
    """
    edition = Edition(identified.case.id, made_at, __version__, language, tuple(identified.case.notes))
    return render_identification(
        identified.identification,
        identified.comparison,
        edition,
        claims=identified.claims,
        outlooks=_outlooks(identified),
    )


def _outlooks(identified: Identified) -> dict[str, Outlook]:
    """Work out whom to ask for missing people who are near, but not at, a decision; the likeliest first."""
    identification = identified.identification
    missing = identified.collection.missing
    best = identification.posterior.max(axis=0, initial=0.0)
    near = [k for k in np.argsort(-best, kind="stable").tolist() if _WORTH_ASKING <= best[k] < _DECIDED]
    prior = identification.prior if identification.prior.kind in ("open", "weight") else Prior("open")
    needed = log10_lr_needed(prior, len(missing))
    outlooks: dict[str, Outlook] = {}
    for k in near[:_MOST_ADVICE]:
        family = identified.collection.families[missing[k].family]
        try:
            power: FamilyPower = family_power(family, identified.collection.panel, missing[k].id)
            aim = Aim(threshold=needed, n_draws=100)
            advice: Advice = whom_to_ask(
                family, identified.collection.panel, missing[k].id, rng=np.random.default_rng(k), aim=aim
            )
        except InvalidCase:
            continue  # a family that contradicts itself is among the page's problems
        outlooks[missing[k].id] = Outlook(power, advice)
    return outlooks
