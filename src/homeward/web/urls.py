"""The address of every page."""

from django.contrib.staticfiles.views import serve as static_file
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from homeward.web.entry import views
from homeward.web.screens import day


def _static(request: HttpRequest, path: str) -> HttpResponseBase:
    """Give a file that belongs to the pages; there is nothing of anybody in them."""
    return static_file(request, path, insecure=True)


urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("language/", set_language, name="set_language"),
    path("static/<path:path>", _static),
    *(path("", include(screen.URLS)) for screen in (day,)),
]
handler404 = "homeward.web.guards.not_found"
handler500 = "homeward.web.guards.failed"
