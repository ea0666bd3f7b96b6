"""The forms that take a code, so that a code opens once only (ASVS 5.0, 6.5.1).

django-allauth remembers a used code for one period of half a minute, and in a cache; with a tolerance of one period a
code is good for three. The last step of time that was used is kept beside the secret instead.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

_LAST_STEP = "last_step"


class CodeForm(AuthenticateForm):
    """Takes a code of an app, or a spare code."""

    def clean_code(self) -> str:
        """Check a code, and use it up."""
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not use_up(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


def use_up(authenticator: Authenticator, code: str) -> bool:
    """Use up a code of an app: no code of its step of time, or of one before, is taken again.

    returns    False where it was used up before
    """
    secret = decrypt(authenticator.data["secret"])
    with transaction.atomic():  # no two at once: see the settings of the database
        kept = Authenticator.objects.get(pk=authenticator.pk)
        fresh = [step for step in _steps(secret, code) if step > kept.data.get(_LAST_STEP, -1)]
        if not fresh:
            return False
        kept.data[_LAST_STEP] = fresh[0]
        kept.save(update_fields=["data"])
    return True


def _steps(secret: str, code: str) -> list[int]:
    steps = yield_hotp_counters_from_time()
    return [one for one in steps if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, one)))]
