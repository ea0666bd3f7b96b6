"""Settings of a workspace: from where a decision may stand, who must take part, what one person may do alone.

They stand in a plain file to be read and edited, and take effect when two people have signed them: what counts is what
the ledger holds. Each proposal carries those of its day, so later settings never change an old decision.
"""

import json
from dataclasses import dataclass, fields
from datetime import timedelta

from homeward.actions.workspace.folding.record_text import plain_of, value_of
from homeward.errors import InvalidInput
from homeward.review.act import Rules
from homeward.review.basis import Thresholds

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The defaults are those of practice; docs/models/review.md says whose."""

    posterior_established: float = 0.9995  # at least, and nothing unexplained
    posterior_probable: float = 0.95
    excluded_log10_lr: float = -4.0  # all weights together, at most
    n_signatures: int = 2  # under a decision
    board_quorum: int = 3  # members who vote
    lease_minutes: int = 240  # of a reading
    import_alone_rows: int = 100  # a longer list takes two people
    propose_from: float = 0.5  # probability from which a pair is put before readers
    files_hour: int = 60  # one person opens in an hour, refused attempts counted; more needs a reason
    files_day: int = 300  # in 24 hours; more needs a reason
    files_stop_hour: int = 120  # in an hour; more is refused, whatever the reason
    lists_minute: int = 30  # times one person looks at a list in a minute
    glass_minutes: int = 30  # for which a broken glass opens a file
    exports_day: int = 5  # one person makes in 24 hours
    export_most_lines: int = 1000  # of one export

    def __post_init__(self) -> None:
        counts = [value for field in fields(self) if type(value := getattr(self, field.name)) is int]
        if max(counts) > _LARGEST:
            raise InvalidInput(f"settings: {max(counts):,} is no count of anything here; {_LARGEST:,} is the largest")
        if not 0.0 < self.propose_from <= 1.0 or self.import_alone_rows < 0 or self.n_signatures < 2:
            raise InvalidInput("settings: propose_from is a probability, import_alone_rows a count, n_signatures 2 up")
        limits = (self.files_hour, self.files_day, self.lists_minute, self.glass_minutes, self.exports_day)
        if min(*limits, self.export_most_lines) < 1 or self.files_stop_hour < self.files_hour:
            raise InvalidInput("settings: limits are counts from 1, and files_stop_hour is at least files_hour")
        _ = self.thresholds, self.rules  # which check the others

    @property
    def thresholds(self) -> Thresholds:
        """Give from where a basis carries an outcome."""
        return Thresholds(self.posterior_established, self.posterior_probable, self.excluded_log10_lr)

    @property
    def rules(self) -> Rules:
        """Give who must take part."""
        lease = timedelta(minutes=self.lease_minutes)
        return Rules(n_signatures=self.n_signatures, quorum=self.board_quorum, lease=lease)


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Read what two people sign as it stands there: 2.9 people or "3" of them are not rounded to something."""
    told = dict(pairs)
    kinds = {field.name: field.type for field in fields(Settings)}
    for name, value in pairs:
        allowed = (int,) if kinds.get(name) is int else (int, float)
        is_infinite = name == "excluded_log10_lr" and value == "-inf"
        if name in kinds and type(value) not in allowed and not is_infinite:
            raise InvalidInput(f"settings: {name} is a number, and a whole one where people or things are counted")
    if len(told) < len(pairs):
        raise InvalidInput("settings: one of them stands there twice")
    return told


def write_settings(settings: Settings) -> str:
    """Write settings as a file that people can read."""
    return json.dumps(plain_of(settings), indent=4) + "\n"


def read_settings(text: str) -> Settings:
    """Read settings; what the file leaves out has its default.

    raises    InvalidInput where it is no JSON, or holds what is no setting, or the same one twice
    """
    try:
        value = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"the settings are not JSON: {error}") from None
    settings: Settings = value_of(Settings, value)
    return settings
