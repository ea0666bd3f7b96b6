"""A module for each screen; the addresses of each stand at its end, and all of them in `homeward.web.urls`."""
