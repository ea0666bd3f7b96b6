"""A second factor that was lost: once two people have reset it, the right passphrase takes it away.

Nobody is let in by a reset alone, and a wrong passphrase leaves it as it is.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext

from homeward.actions.workspace.desk import Desk
from homeward.actions.workspace.oversight.factors import open_reset, use_reset, used_reset
from homeward.web.configuring import RESET_HOURS

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def drop_lost(user: "AbstractBaseUser", desk: Desk) -> None:
    """Take every second factor of a member away whose key is open, where two people have reset it.

    It happens once: a factor that is set afterwards stays.
    """
    theirs = Authenticator.objects.filter(user_id=user.pk)
    if not theirs.exists():
        return
    with transaction.atomic():  # no two at once, and no factor set meanwhile: see the settings of the database
        reset = open_reset(desk, timedelta(hours=RESET_HOURS))
        if reset is not None:
            theirs.delete()
            use_reset(desk, reset)


def tell_reset(request: HttpRequest, desk: Desk) -> None:
    """Say to a member that their second factor was reset, and by whom, whenever they sign in until they set another.

    It may be gone since a program signed in with their passphrase: then they read of it here first.
    """
    reset = used_reset(desk)
    if reset is None:
        return
    says = gettext(
        "Your second factor was reset on %(on)s (UTC): %(asked)s asked for it, %(signed)s signed. Set a new one now; "
        "if you did not want this, tell whoever answers for data protection."
    )
    told = {"asked": reset.by[0], "signed": ", ".join(reset.by[1:])}
    messages.warning(request, says % {"on": date_format(reset.at, "DATETIME_FORMAT"), **told})
