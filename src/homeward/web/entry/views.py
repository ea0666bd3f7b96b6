"""The pages of signing in and out."""

from django.contrib.auth import authenticate as find
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from homeward.web.served import leave


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a passphrase."""
    after = request.GET.get("next", "/")
    if request.method == "POST":
        user = find(request, username=request.POST.get("name", ""), password=request.POST.get("passphrase", ""))
        if user is not None:
            login(request, user)
            is_ours = url_has_allowed_host_and_scheme(after, allowed_hosts=None)
            return redirect(after if is_ours else "/")
        says = gettext("No member of this workspace has this name and passphrase.")
        told = {"says": says, "name": request.POST.get("name", "")}
        return render(request, "homeward/sign_in.html", told, status=403)
    return render(request, "homeward/sign_in.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the desk and the session, and let the browser forget what it has seen."""
    leave(request)
    logout(request)
    response = redirect("/sign-in/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
