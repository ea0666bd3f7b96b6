"""The settings of Django: set once in a process, before any page is loaded.

Accounts, second factors and failed attempts to sign in live in a small database of their own beside the store; it holds
no word about anybody on a list. Sessions live in the memory of the process alone, as do the open keys that they lead
to: no copy of a disk holds the token of one.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

HERE = Path(__file__).parent
LANGUAGES = (("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية"))
IDLE_SECONDS, MOST_SECONDS = 600, 8 * 3600  # ASVS 5.0, 7.3.1 and 7.3.2; notes on security, 5.1
RESET_HOURS = 72  # for which a second factor that two people have reset can be left out, once
HALF_SECONDS = 300  # between the passphrase and the second factor
MOST_FAILURES, FAILURE_MINUTES = 5, 15  # of one name from one address; notes on security, 5.3
_MOST_UPLOAD_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What differs from one installation to the next.

    accounts     file of the database of accounts
    secret       signs sessions and tokens; drawn anew for each workspace
    hosts        names under which the pages are asked for
    is_secure    served with TLS, or on the machine itself, which browsers trust as much
    """

    accounts: Path
    secret: str
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    is_secure: bool = True


def configure(setting: Setting) -> None:
    """Set up Django; a second call in the same process is left without effect, as Django wants it."""
    if settings.configured:
        return
    settings.configure(**_values(setting))
    django.setup()
    for name in ("django.request", "axes"):  # a refused page is an entry, not a line in a log
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _values(setting: Setting) -> dict[str, object]:
    prefix = "__Host-" if setting.is_secure else ""
    cookie = {"SECURE": setting.is_secure, "HTTPONLY": True, "SAMESITE": "Strict"}
    cookies = {f"{kind}_COOKIE_{name}": value for kind in ("SESSION", "CSRF") for name, value in cookie.items()}
    return {
        **cookies,
        **_language(setting.is_secure),
        **_parts(),
        **_sign_in(),
        "TEMPLATES": [_templates()],
        "DEBUG": False,
        "SECRET_KEY": setting.secret,
        "ALLOWED_HOSTS": list(setting.hosts),
        "ROOT_URLCONF": "homeward.web.urls",
        "WSGI_APPLICATION": None,
        "DATABASES": {"default": _database(setting.accounts)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [str(HERE / "static")],
        "LOGIN_URL": "/sign-in/",
        "LOGIN_REDIRECT_URL": "/",
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 50_000},  # a session that falls out signs somebody out
            }
        },
        "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
        "SESSION_COOKIE_NAME": f"{prefix}session",
        "SESSION_COOKIE_AGE": MOST_SECONDS,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": f"{prefix}token",
        "CSRF_FAILURE_VIEW": "homeward.web.guards.no_token",
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _MOST_UPLOAD_BYTES,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
        "SILENCED_SYSTEM_CHECKS": ["security.W004", "security.W008", "axes.W002"],  # our own page says "too many"
    }


def _database(path: Path) -> dict[str, object]:
    # IMMEDIATE: what is read in a transaction is still so when it is written, so that no code is used up twice.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # of each thread: to open it takes longer than to ask it
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA secure_delete=ON;",
        },
    }


def _sign_in() -> dict[str, object]:
    return {
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",  # first: who has failed too often costs no Argon2
            "homeward.web.entry.backend.ByPassphrase",
        ],
        "ACCOUNT_ADAPTER": "homeward.web.entry.adapters.Accounts",
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*"],
        "ACCOUNT_LOGIN_TIMEOUT": HALF_SECONDS,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
        # Codes of six digits: of one account, wherever they come from.
        "ACCOUNT_RATE_LIMITS": {"login_failed": f"10/m/ip,{MOST_FAILURES}/{FAILURE_MINUTES}m/key"},
        "MFA_ADAPTER": "homeward.web.entry.adapters.SecondFactors",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_FORMS": {"authenticate": "homeward.web.entry.codes.CodeForm"},
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_TOTP_ISSUER": "Homeward",
        "MFA_TOTP_TOLERANCE": 1,  # telephones without a network: half a minute off; a code still opens once only
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "AXES_FAILURE_LIMIT": MOST_FAILURES,
        "AXES_COOLOFF_TIME": timedelta(minutes=FAILURE_MINUTES),
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],  # together: nobody is locked out by others
        "AXES_USERNAME_CALLABLE": "homeward.web.entry.opening.mark_of_attempt",
        "AXES_CLIENT_IP_CALLABLE": "homeward.web.entry.opening.address_of",
        "AXES_PASSWORD_FORM_FIELD": "passphrase",
        "AXES_SENSITIVE_PARAMETERS": ["name", "next", "csrfmiddlewaretoken"],
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
    }


def _language(is_secure: bool) -> dict[str, object]:
    return {
        "LANGUAGE_CODE": "en",
        "LANGUAGES": list(LANGUAGES),
        "LOCALE_PATHS": [str(HERE / "locale")],
        "LANGUAGE_COOKIE_SECURE": is_secure,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Strict",
        "USE_I18N": True,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_THOUSAND_SEPARATOR": True,
    }


def _parts() -> dict[str, object]:
    return {
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django_htmx",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "axes",
            "homeward.web.entry",
            "homeward.web",
        ],
        "MIDDLEWARE": [
            "homeward.web.guards.Guard",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "homeward.web.guards.OneMoment",
            "homeward.web.guards.Refusals",
        ],
    }


def _templates() -> dict[str, object]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [str(HERE / "templates")],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "homeward.web.pages.every_page",
                "homeward.web.entry.factors.needs_second_factor",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["homeward.web.templatetags.words"],
        },
    }
