"""One file of settings. Everything an office may choose comes from the environment (docs/reference/settings.md)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from ongikar.environ import (
    data_dir,
    database,
    env,
    env_bool,
    env_choice,
    env_hour,
    env_hours,
    env_int,
    env_json,
    env_numbers,
    env_pattern,
    host_and_port,
    kept_secret,
    site_url,
)

DATA_DIR = data_dir()
DEMO = env_bool("ONGIKAR_DEMO", default=False)
DEBUG = env_bool("ONGIKAR_DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY") or kept_secret(DATA_DIR / "secret-key")

# The address citizens reach, as printed in letters and QR codes; empty: letters carry the phone instead.
SITE_URL = site_url("SITE_URL")
# Where this program's source lies, offered to everybody who uses it over a network (AGPL, section 13).
SOURCE_URL = env("SOURCE_URL")
BIND = host_and_port("ONGIKAR_BIND", "127.0.0.1:8000")
_site_host = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = [
    *([_site_host] if _site_host else []),
    *filter(None, (host.strip() for host in env("ALLOWED_HOSTS").split(","))),
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
SECURE = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
# The one machine whose word is taken for who asks and whether by https: the proxy in front, where there is one.
TRUSTED_PROXY = env("ONGIKAR_TRUSTED_PROXY", "127.0.0.1" if SECURE else "")

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
    "ongikar.grievances",
    "ongikar.notices",
    "ongikar.figures",
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
    "ongikar.doors.browser.knows_browsers",
    "ongikar.doors.holding.holds_files",
    "ongikar.ui.middleware.not_too_large",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ongikar.ui.middleware.expected_failures",
    "ongikar.doors.guessing.brakes_guessing",
    "ongikar.doors.room.leaves_room",
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

FORM_RENDERER = "ongikar.ui.rendering.Uncut"

AUTH_USER_MODEL = "offices.Account"
AUTHENTICATION_BACKENDS = ["ongikar.offices.sign_in.PostingBackend"]
PASSWORD_HASHERS = ["ongikar.offices.passwords.ModestArgon2"]
PASSWORD_MIN_LENGTH = 10
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:work"
LOGOUT_REDIRECT_URL = "desk:sign_in"

SESSION_ENGINE = "ongikar.offices.sessions"
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
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]
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
# So many bytes of files a day from one line, and from one officer; past them the words are taken, the files come later.
FILES_LINE_BYTES = env_int("ONGIKAR_FILES_LINE_BYTES", 500 * 1024**2, least=1024**2)
FILES_OFFICER_BYTES = env_int("ONGIKAR_FILES_OFFICER_BYTES", 2 * 1024**3, least=1024**2)
# Services for which many apply at once just now, as for a training: each has room of its own on every line.
FILES_WINDOWS = frozenset(code.strip() for code in env("ONGIKAR_FILES_WINDOWS").split(",") if code.strip())
FILES_WINDOW_BYTES = env_int("ONGIKAR_FILES_WINDOW_BYTES", 2 * 1024**3, least=1024**2)
FILE_MAX_BYTES = env_int("ONGIKAR_FILE_MAX_BYTES", 5 * 1024**2, least=1024**2)
FILES_MAX_COUNT = env_int("ONGIKAR_FILES_MAX_COUNT", 10, least=1)
TEXT_MAX_BYTES = 10 * 1024**2  # all that is typed or pasted into one form; a charter may be as large
REQUEST_MAX_BYTES = FILE_MAX_BYTES * FILES_MAX_COUNT + TEXT_MAX_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = TEXT_MAX_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # more than a form takes: the form itself says how many that is
# Files of a form that was given back lie here until it is sent again (docs/decisions/held-files.md).
HELD_DIR = Path(env("ONGIKAR_HELD", str(DATA_DIR / "held")))
HELD_SECONDS = 30 * 60
HELD_FORM_BYTES, HELD_OFFICE_BYTES = 20 * 1024**2, 200 * 1024**2
PRINTED_DIR, PRINTED_BYTES = DATA_DIR / "printed", 200 * 1024**2  # PDFs of editions, made once (ui.printed)
FILE_UPLOAD_PERMISSIONS = 0o600
HEARTBEAT_FILE = DATA_DIR / "heartbeat"  # the ticker writes its last round here; the desk shows it
CLOCK_WATCHED = not DEMO  # a clock that leaps is not believed (docs/decisions/wrong-clock.md)
MACHINE_FILE = DATA_DIR / "machine.json"  # what was finished on this machine; no archive carries it
BACKUPS_DIR = Path(env("ONGIKAR_BACKUPS") or DATA_DIR / "backups")
BACKUP_AT = env_hour("ONGIKAR_BACKUP_AT", "02:30")  # Dhaka's clock; empty: no nightly backup
BACKUP_KEEP = env_int("ONGIKAR_BACKUP_KEEP", 14, least=1)
NIGHTLY_FILE = DATA_DIR / "nightly.json"  # the ticker notes its last nightly backup here; the desk shows it

# E-mail: the carrier is "smtp" when a host is named, else letters are written to files.
# The demo never has a host: it must not write to the addresses of the charter it shows.
EMAIL_HOST = env("EMAIL_HOST") if not DEMO else ""
EMAIL_PORT = env_int("EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=EMAIL_PORT == 587)
EMAIL_USE_SSL = env_bool("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", EMAIL_HOST_USER or "ongikar@localhost")
OUTBOX_DIR = Path(env("ONGIKAR_OUTBOX", str(DATA_DIR / "outbox")))

# Short messages: any HTTP gateway, described by where, how, with which fields and what its answers say
# (docs/guide/sms.md); or a folder from which a modem's program sends. The demo has neither.
SMS_URL = env("SMS_URL") if not DEMO else ""
SMS_METHOD = env_choice("SMS_METHOD", ("POST", "GET"))
SMS_FIELDS = env_json("SMS_FIELDS", {"to": "{to}", "message": "{text}"})
SMS_HEADERS = env_json("SMS_HEADERS", {})
SMS_SUCCESS = env_pattern("SMS_SUCCESS", r"(?i)success|sent|accepted")
SMS_REFUSED = env_pattern("SMS_REFUSED", r"(?i)invalid|rejected|error")
SMS_NO_BALANCE = env_pattern("SMS_NO_BALANCE", r"(?i)balance|credit")
# What the gateway tells later: where it may report to (the secret is part of the address), or where it can be asked.
SMS_ID = env_pattern("SMS_ID", "")
SMS_REPORT_SECRET = env("SMS_REPORT_SECRET") if not DEMO else ""
SMS_REPORT_FIELDS = env_json("SMS_REPORT_FIELDS", {"id": "id", "status": "status"})
SMS_STATUS_URL = env("SMS_STATUS_URL") if not DEMO else ""
SMS_DELIVERED = env_pattern("SMS_DELIVERED", r"(?i)\bdeliv")
SMS_UNDELIVERED = env_pattern("SMS_UNDELIVERED", r"(?i)undeliv|not.?deliv|fail|reject|expire")
SMS_TIMEOUT = env_int("SMS_TIMEOUT", 15, least=1)
SMS_DROP = Path(env("SMS_DROP")).resolve() if env("SMS_DROP") and not DEMO else None
# The hours in which messages go out (domain: quiet from 21:00 to 08:00).
SMS_HOURS = env_hours("ONGIKAR_SMS_HOURS", "08:00-21:00")

# Whether a post is told of its new cases by e-mail. Only an address that was confirmed is written to (notices.post).
TELL_POSTS = env_bool("ONGIKAR_TELL_POSTS", default=False)

# When letters that nobody waits for go out to applicants, and how many a minute (a moved date; a receipt goes at once).
SENDING_HOURS = env_hours("ONGIKAR_SENDING_HOURS", "09:00-20:00")
BULK_PER_MINUTE = env_int("ONGIKAR_BULK_PER_MINUTE", 30, least=1)

# Policies the charter and the guideline leave open, each with its source (docs/reference/settings.md).
OWN_TARGET_DAYS = env_int("ONGIKAR_OWN_TARGET_DAYS", 3, least=1)
OWN_TARGET_DAYS_VISIT = env_int("ONGIKAR_OWN_TARGET_DAYS_VISIT", 5, least=1)
REPORT_YEAR_STARTS = env_int("ONGIKAR_REPORT_YEAR_STARTS", 7, least=1)
NO_REPLY_DAYS = env_int("ONGIKAR_NO_REPLY_DAYS", 30, least=1)
# Past so many filings in so many minutes from one line, or for one phone, the form asks whether this is another one.
FILINGS_MINUTES = env_int("ONGIKAR_FILINGS_MINUTES", 60, least=1)
FILINGS_LINE = env_int("ONGIKAR_FILINGS_LINE", 30, least=1)
FILINGS_PHONE = env_int("ONGIKAR_FILINGS_PHONE", 5, least=1)
# Past so many first receipts a day to one address that was typed on the web, or of one office, a person tells instead.
RECEIPTS_ADDRESS = env_int("ONGIKAR_RECEIPTS_ADDRESS", 5, least=1)
RECEIPTS_OFFICE = env_int("ONGIKAR_RECEIPTS_OFFICE", 1000, least=1)
OUTSIDE_LIST_DAY = env_choice("ONGIKAR_OUTSIDE_LIST_DAY", ("sunday", "monday", "tuesday", "wednesday", "thursday"))
ANSWER_LINK_DAYS = env_int("ONGIKAR_ANSWER_LINK_DAYS", 90, least=1)
INVITATION_DAYS = env_int("ONGIKAR_INVITATION_DAYS", 7, least=1)
# The complainant's own reminder of a grievance: once in so many days. The guideline has no word for it: a practice.
REMINDER_DAYS = env_int("ONGIKAR_REMINDER_DAYS", 7, least=1)
# For how many days a number stays on the blacklist (8). The guideline names no length: a practice.
BLACKLIST_DAYS = env_int("ONGIKAR_BLACKLIST_DAYS", 180, least=1)
RETENTION_YEARS = env_int("ONGIKAR_RETENTION_YEARS", 5, least=1)
# So many working days before a date its post is warned, 0 being the day itself; the head too from so few days on.
# The guideline knows no warnings: a practice.
WARN_DAYS = env_numbers("ONGIKAR_WARN_DAYS", "5,1,0")
WARN_HEAD_DAYS = env_int("ONGIKAR_WARN_HEAD_DAYS", 1)
# After the date of a grievance those on duty are told again every so many working days; 0: of the lapse alone.
WARN_OVERDUE_DAYS = env_int("ONGIKAR_WARN_OVERDUE_DAYS", 1)
# Whether an officer may tell the applicant beforehand that the date will be missed, with reason and a new date.
INTERIM_REPLY = env_bool("ONGIKAR_INTERIM_REPLY", default=False)
# Two readings of the holiday lists; the gazettes have not been read.
APRIL_13_2026 = env_choice("ONGIKAR_APRIL_13_2026", ("hill_districts", "national"))
BUDDHA_PURNIMA_2023 = env_choice("ONGIKAR_BUDDHA_PURNIMA_2023", ("may_4", "may_5"))
# What comes after office hours; the General Clauses Act (s.9) speaks of days alone.
AFTER_HOURS = env_choice("ONGIKAR_AFTER_HOURS", ("next_opening", "same_day"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "time=%(asctime)s level=%(levelname)s logger=%(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "ongikar.ops.logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_secrets"]},
    },
    # A full queue of four threads is every busy minute, and nothing an operator could do about.
    "loggers": {"waitress.queue": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env_choice("ONGIKAR_LOG", ("WARNING", "INFO", "DEBUG", "ERROR"))},
}
