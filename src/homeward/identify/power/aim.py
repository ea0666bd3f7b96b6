"""What counts as enough, and how much may be asked for it."""

from dataclasses import dataclass
from math import log10

from homeward.errors import InvalidInput
from homeward.identify.prior import Prior

DEFAULT_THRESHOLD = 6.0  # posterior 0.9995 for one of 500 listed with q = 1/2: log10(1999 * 500)
_FEWEST_DRAWS = 8  # two for each of four batches


@dataclass(frozen=True, slots=True)
class Aim:
    """What counts as enough, and how much may be asked.

    threshold      log10 LR that a found person must reach; `log10_lr_needed` finds it from a prior
    n_relatives    how many more relatives of one family may be asked
    n_draws        profiles of relatives considered at each marker; more make errors smaller
    """

    threshold: float = DEFAULT_THRESHOLD
    n_relatives: int = 1
    n_draws: int = 100

    def __post_init__(self) -> None:
        if self.n_relatives < 1:
            raise InvalidInput(f"{self.n_relatives} relatives cannot be asked; allow one or more")
        if self.n_draws < _FEWEST_DRAWS:
            raise InvalidInput(f"{self.n_draws} draws are too few to know their error; allow {_FEWEST_DRAWS} or more")


FOR_ONE_FAMILY = Aim()
FOR_A_COLLECTION = Aim(n_relatives=2, n_draws=16)


def log10_lr_needed(prior: Prior, n_missing: int, *, posterior: float = 0.9995) -> float:
    """Give the log10 LR at which one found person reaches a posterior, no rival coming near.

    With w the prior weight of leaving one found person unmatched, N (1 - q) / q for an open list of N,

        posterior = LR / (LR + w), so LR = w posterior / (1 - posterior)

        n_missing    N, everybody on the list
        returns      log10 LR
        raises       InvalidInput for a closed prior, which needs no evidence about one person alone

    >>> round(log10_lr_needed(Prior("open", listed=0.5), 500), 3)
    6.0
    """
    if prior.kind == "closed":
        raise InvalidInput("a closed prior gives no threshold for one person alone; use an open one")
    if not 0.0 < posterior < 1.0:
        raise InvalidInput(f"the posterior {posterior} must lie between 0 and 1")
    return log10(posterior / (1.0 - posterior)) + prior.log10_unmatched(n_missing, 0)
