"""How the tables came to be: one module for each change of their form, in `versions`, run by `store.migration`."""
