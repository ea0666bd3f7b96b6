"""Who somebody is: whoever can open a member's sealed signing key (Argon2id) is that member.

There is no second copy of a password anywhere. An account is a row with the pseudonym of a member and nothing else.
"""

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from homeward.actions.workspace.desk import Channel, Desk, Refused, sit_down
from homeward.web.served import workspace_served

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class ByPassphrase(ModelBackend):
    """Lets a member in who gives the passphrase of their key."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        opened: list[Desk] | None = None,
        channel: Channel = "web",
        **_: object,
    ) -> "AbstractBaseUser | None":
        """Give the account of a member, or nobody; a failed attempt is an entry of the ledger.

        opened    takes the desk with the open key
        """
        if request is None or opened is None or not username or not password:
            return None
        try:
            desk = sit_down(workspace_served(), username, password, channel)
        except Refused:
            return None
        opened.append(desk)
        user, _is_new = get_user_model().objects.get_or_create(username=desk.member.id)
        return user
