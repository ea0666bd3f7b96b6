"""What django-allauth asks of us: it has the stages of signing in and the second factors, and nothing else.

No sign-up, no e-mail, no new passphrase for who forgot theirs: a member comes into a workspace by an act of two people,
and a lost second factor is reset by two people, too.
"""

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from homeward.store.instance_key import derive_key
from homeward.store.refusals import Damaged
from homeward.web.served import sit, workspace_served

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

_SAID = {
    "mfa/messages/totp_activated.txt": gettext_lazy("The code app is your second factor now."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The code app was taken away."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey was taken away."),
}


class Accounts(DefaultAccountAdapter):
    """Signs in whoever has opened their key, and lets them work once all stages are behind them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy("Too many wrong codes. Wait a quarter of an hour, then try again."),
        "rate_limited": gettext_lazy("Too many wrong codes. Wait a quarter of an hour, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account is made when a member opens their key for the first time."""
        return False

    def get_login_stages(self) -> list[str]:
        """Ask for the second factor, and for nothing else."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def login(self, request: HttpRequest, user: "AbstractBaseUser") -> None:
        """Let work begin: here, and nowhere before, all that was asked for was given."""
        super().login(request, user)
        sit(request)

    def post_login(self, request: HttpRequest, user: "AbstractBaseUser", **how: Any) -> HttpResponse:
        """Lead to the page that was asked for."""
        return redirect(how["redirect_url"] or "/")

    def get_reauthentication_methods(self, user: object) -> list[dict[str, str]]:
        """Ask for the passphrase again, which opens the key again."""
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:
        """Say what became of a second factor, in our words."""
        if message_template in _SAID:
            messages.success(request, _SAID[message_template])

    def send_notification_mail(self, *_: object, **__: object) -> None:
        """Send nothing: there are no addresses, and this machine may have no network."""


class SecondFactors(DefaultMFAAdapter):
    """Keeps secrets sealed by a key of the instance, and shows authenticators a pseudonym instead of a name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is wrong, too old, or was used before."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw nothing here: the picture has an address of its own, see `factors`."""
        return ""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Say for which host a passkey is."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Homeward"}

    def get_public_key_credential_user_entity(self, user: "AbstractBaseUser") -> dict[str, Any]:
        """Say whose a passkey is: the pseudonym."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.get_username()}

    def generate_authenticator_name(self, user: "AbstractBaseUser", type: Any) -> str:
        """Suggest a name."""
        return gettext("Passkey")

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; raises Damaged where it was sealed by another instance, or altered."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise Damaged(
                "a second factor cannot be opened: the database of accounts is of another workspace"
            ) from None


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(derive_key(workspace_served().instance_key, "second factors")))
