"""The settings of Django: set once in a process, before any page is loaded.

Accounts and sessions live in a small database of their own beside the store; it holds no word about anybody on a list.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings

HERE = Path(__file__).parent
LANGUAGES = (("en", "English"), ("uk", "Українська"), ("ru", "Русский"), ("ar", "العربية"))
IDLE_SECONDS, MOST_SECONDS = 600, 8 * 3600  # ASVS 5.0, 7.3.1 and 7.3.2; notes on security, 5.1
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
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # a refused page is an entry, not a line in a log


def _values(setting: Setting) -> dict[str, object]:
    prefix = "__Host-" if setting.is_secure else ""
    cookie = {"SECURE": setting.is_secure, "HTTPONLY": True, "SAMESITE": "Strict"}
    cookies = {f"{kind}_COOKIE_{name}": value for kind in ("SESSION", "CSRF") for name, value in cookie.items()}
    return {
        **cookies,
        **_language(setting.is_secure),
        **_parts(),
        "TEMPLATES": [_templates()],
        "DEBUG": False,
        "SECRET_KEY": setting.secret,
        "ALLOWED_HOSTS": list(setting.hosts),
        "ROOT_URLCONF": "homeward.web.urls",
        "WSGI_APPLICATION": None,
        "AUTHENTICATION_BACKENDS": ["homeward.web.entry.backend.ByPassphrase"],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(setting.accounts)}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [str(HERE / "static")],
        "LOGIN_URL": "/sign-in/",
        "LOGIN_REDIRECT_URL": "/",
        "SESSION_COOKIE_NAME": f"{prefix}session",
        "SESSION_COOKIE_AGE": MOST_SECONDS,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": f"{prefix}token",
        "CSRF_FAILURE_VIEW": "homeward.web.guards.no_token",
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _MOST_UPLOAD_BYTES,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
        "SILENCED_SYSTEM_CHECKS": ["security.W004", "security.W008"],
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
            "django.contrib.messages.middleware.MessageMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
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
