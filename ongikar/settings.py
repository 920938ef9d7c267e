"""One file of settings. Everything an office may choose comes from the environment (docs/reference/settings.md)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent


def env(name: str, default: str = "") -> str:
    """The setting `name`; NAME_FILE names a file that holds it (for secrets)."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf8").strip()
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def env_int(name: str, default: int) -> int:
    return int(env(name, str(default)))


def kept_secret(path: Path) -> str:
    """The secret key of this installation, made once and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf8").strip()


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's database settings: one SQLite file in `data`, or PostgreSQL by DATABASE_URL."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "ongikar.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                # FULL: a receipt shown must survive a power cut.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATA_DIR = Path(env("ONGIKAR_DATA", "var")).resolve()
DEMO = env_bool("ONGIKAR_DEMO", default=False)
DEBUG = env_bool("ONGIKAR_DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY") or kept_secret(DATA_DIR / "secret-key")

# The address citizens reach, as printed in letters and QR codes; empty: letters carry the phone instead.
SITE_URL = env("SITE_URL").rstrip("/")
BIND = env("ONGIKAR_BIND", "127.0.0.1:8000")
_site_host = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = [
    *([_site_host] if _site_host else []),
    *filter(None, env("ALLOWED_HOSTS").split(",")),
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
SECURE = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

DATABASES = {"default": database(env("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "ongikar.offices",
    "ongikar.charter",
    "ongikar.cases",
    "ongikar.notices",
    "ongikar.ui",
    "ongikar.doors.public",
    "ongikar.doors.citizen",
    "ongikar.doors.desk",
    "ongikar.ops",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ongikar.ui.middleware.private_and_strict",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ongikar.ui.middleware.expected_failures",
]
ROOT_URLCONF = "ongikar.urls"
WSGI_APPLICATION = "ongikar.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ongikar.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "ongikar.ui.templatetags.parts"],
        },
    }
]

AUTH_USER_MODEL = "offices.Account"
AUTHENTICATION_BACKENDS = ["ongikar.offices.sign_in.PostingBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:work"
LOGOUT_REDIRECT_URL = "desk:sign_in"

SESSION_COOKIE_AGE = 30 * 60  # seconds idle
SESSION_SAVE_EVERY_REQUEST = False  # offices.sign_in renews it once a minute, not at every click
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ongikar.ui.failures.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# No other site is ever told where a reader came from. Under "no-referrer" browsers send forms with
# `Origin: null`, which the check against forged forms refuses: nobody could sign in or ask.
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "bn"
LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Dhaka"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("ONGIKAR_STATIC", str(DATA_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILES_DIR = Path(env("ONGIKAR_FILES", str(DATA_DIR / "files")))
FILE_MAX_BYTES = env_int("ONGIKAR_FILE_MAX_BYTES", 5 * 1024 * 1024)
FILES_MAX_COUNT = env_int("ONGIKAR_FILES_MAX_COUNT", 10)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
HEARTBEAT_FILE = DATA_DIR / "heartbeat"  # the ticker writes its last round here; the desk shows it

# E-mail: the carrier is "smtp" when a host is named, else letters are written to files.
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = env_int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=EMAIL_PORT == 587)
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", EMAIL_HOST_USER or "ongikar@localhost")
OUTBOX_DIR = Path(env("ONGIKAR_OUTBOX", str(DATA_DIR / "outbox")))

# Policies the charter and the guideline leave open, each with its source (docs/reference/settings.md).
OWN_TARGET_DAYS = env_int("ONGIKAR_OWN_TARGET_DAYS", 3)
OWN_TARGET_DAYS_VISIT = env_int("ONGIKAR_OWN_TARGET_DAYS_VISIT", 5)
NO_REPLY_DAYS = env_int("ONGIKAR_NO_REPLY_DAYS", 30)
RETENTION_YEARS = env_int("ONGIKAR_RETENTION_YEARS", 5)
APRIL_13_2026 = env("ONGIKAR_APRIL_13_2026", "hill_districts")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "time=%(asctime)s level=%(levelname)s logger=%(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env("ONGIKAR_LOG", "WARNING")},
}
