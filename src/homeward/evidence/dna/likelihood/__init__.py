"""How probable are the profiles of one pedigree, summed exactly over all that was not seen?"""
