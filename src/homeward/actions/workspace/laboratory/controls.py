"""Contamination: is a profile that of somebody who works here, or of a known contaminant?

The list is kept for the laboratory alone, under codes. An exact likeness and a near one (a marker or two off, as a bad
typing or a mixture would have it) are said, and the result is held. A brother or sister differs at most markers.
"""

from collections.abc import Mapping

from homeward.actions.workspace.desk import Desk, Draft, Kept, authorise, keep
from homeward.actions.workspace.folding.genetic import CONTROLS_ID, Controls
from homeward.actions.workspace.folding.record_text import write_record
from homeward.errors import InvalidInput
from homeward.evidence.dna.profile import Profile, parse_genotype, write_genotype
from homeward.formats.sample_checks import is_same_profile, sort_profile
from homeward.formats.str_table import read_samples

_ENOUGH_MARKERS = 6  # of both profiles, before a near likeness is said
_NEAR = 0.1  # share of the markers of both that may differ; full siblings differ at about 0.6 of them


def keep_controls(desk: Desk, data: bytes, *, act_id: str | None = None) -> Kept:
    """Replace the list of staff and known contaminants by a table of profiles; a second scientist signs.

    raises    Refused; InvalidInput where no profile could be read
    """
    granted = authorise(desk, "enter laboratory result")
    table = read_samples(data)
    if not table.samples:
        raise InvalidInput("no profile of a control could be read")
    profiles = {
        one.id: {name: write_genotype(genotype) for name, genotype in one.genotypes.items()} for one in table.samples
    }
    draft = Draft(kind="controls kept", texts={CONTROLS_ID: write_record(Controls(profiles))})
    return keep(desk, granted, [draft], says=f"a list of {len(profiles)} controls", act_id=act_id)


def like_controls(profile: Profile, controls: Controls) -> str | None:
    """Say which controls a profile is like; None where it is like none, or there is no profile."""
    mine = sort_profile(profile)
    for code, texts in sorted(controls.profiles.items()):
        theirs = sort_profile(_read(texts))
        if is_same_profile(mine, theirs):
            return f"the profile is that of control {code!r}: contamination?"
        common = mine.keys() & theirs.keys()
        n_off = sum(mine[marker] != theirs[marker] for marker in common)
        if len(common) >= _ENOUGH_MARKERS and n_off <= max(1.0, _NEAR * len(common)):
            return (
                f"the profile is like that of control {code!r} but for {n_off} of {len(common)} markers: contamination?"
            )
    return None


def _read(texts: Mapping[str, str]) -> Profile:
    read = ((marker, parse_genotype(text)) for marker, text in texts.items())
    return {marker: genotype for marker, genotype in read if genotype}
