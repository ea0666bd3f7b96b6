"""Project files of Familias 3 (.fam): frequency tables with mutation models, people, pedigrees, and its DVI part.

The file is a list of lines without names: who reads one line wrong reads everything after it wrong. So each line is
checked to be what its place demands, and at the first that is not, that part of the file ends with a `Problem`; what
stood before is kept. Three parts follow each other: people with pedigrees, the database, and, for disaster victims,
a section [DVI] with unidentified persons and reference families.

Not read, and said so: precomputed probabilities, identical twins, settings of the program. The layout was learnt from
files that Familias 3.2 to 3.3 and the R package pedFamilias wrote, and from that package's description of them.
"""

from homeward.formats.familias.project import FamiliasProject, read_familias

__all__ = ["FamiliasProject", "read_familias"]
