"""What can a family's donors prove, and whom should we ask next?

`family_power` and `whom_to_ask` look at one missing person, `collection_power` at everybody and at a limited number of
samples to be taken. Everything is about a found person with a complete profile, compared alone; docs/models/power.md
says what that leaves out.
"""

from homeward.identify.power.aim import DEFAULT_THRESHOLD, Aim, log10_lr_needed
from homeward.identify.power.campaign import CollectionPower, NextSamples, Prospect, collection_power
from homeward.identify.power.family import Advice, Asked, FamilyPower, family_power, whom_to_ask
from homeward.identify.power.spread import Spread

__all__ = [
    "DEFAULT_THRESHOLD",
    "Advice",
    "Aim",
    "Asked",
    "CollectionPower",
    "FamilyPower",
    "NextSamples",
    "Prospect",
    "Spread",
    "collection_power",
    "family_power",
    "log10_lr_needed",
    "whom_to_ask",
]
