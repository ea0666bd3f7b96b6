"""The address of every page."""

from django.contrib.staticfiles.views import serve as static_file
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from homeward.web.entry import factors, members, views
from homeward.web.machine import mounted
from homeward.web.screens import (
    audit,
    board,
    calibration,
    comparison,
    day,
    documents,
    families,
    files,
    importing,
    lists,
    papers,
    pledges,
    proposing,
    queue,
    remains,
    rounds,
)
from homeward.web.screens.talks import figures, windows


def _static(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give a file that belongs to the pages; there is nothing of anybody in them."""
    return static_file(request, path, insecure=True)


urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("me/", views.places, name="places"),
    path("me/end-others/", views.end_others, name="end_others"),
    path("me/second-factor/", include(factors.URLS)),
    path("me/again/", views.again, name="account_reauthenticate"),
    path("sign-in/", views.sign_in, name="account_login"),  # a name that django-allauth asks for
    path("members/", members.view, name="members"),
    path("language/", set_language, name="set_language"),
    path("static/<path:path>", _static),
    path("api/1/", include((mounted.URLS, "machine"))),
    *(
        path("", include(screen.URLS))
        for screen in (
            day,
            proposing,
            lists,
            importing,
            files,
            queue,
            comparison,
            board,
            remains,
            families,
            rounds,
            papers,
            pledges,
            documents,
            figures,
            windows,
            audit,
            calibration,
        )
    ),
]
handler404 = "homeward.web.guards.not_found"
handler500 = "homeward.web.guards.failed"
