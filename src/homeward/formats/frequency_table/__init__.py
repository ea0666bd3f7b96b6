"""Tables of allele frequencies to markers: `layouts` says which forms are read, `table` what is made of them."""

from homeward.formats.frequency_table.table import FrequencyTable, make_marker, read_frequencies

__all__ = ["FrequencyTable", "make_marker", "read_frequencies"]
