"""Every setting, read from the environment once; nonsense fails loudly at start."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from thutuc.config.cotton import TEMPLATE_BUILTINS, TEMPLATE_LOADERS
from thutuc.config.environment import Environment

env = Environment()

SOURCE = Path(__file__).resolve().parents[1]
ROOT = SOURCE.parents[1]
HOME = Path(env.str("THUTUC_HOME", default=str(ROOT / "var"))).expanduser().resolve()
"""Embedded database, files and logs live here (THUTUC_HOME)."""

DEBUG = env.bool("THUTUC_DEBUG", default=False)
PORT = env.int("PORT", default=8000)
if not 0 < PORT < 65536:
    raise ImproperlyConfigured(f"PORT must be a number from 1 to 65535, not {PORT}")
SITE_URL = env.str("THUTUC_SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("THUTUC_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("THUTUC_ORIGINS", default=[SITE_URL])


def _secret_key() -> str:
    """From THUTUC_SECRET_KEY, else made once and kept in THUTUC_HOME with owner-only rights."""
    given = env.str("THUTUC_SECRET_KEY", default="")
    if given:
        if len(given) < 32:
            raise ImproperlyConfigured("THUTUC_SECRET_KEY needs at least 32 characters")
        return given
    from thutuc.config.home import kept_secret

    return kept_secret(HOME)


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("THUTUC_OLD_SECRET_KEYS", default=[])
"""Keys of before: sessions made under them hold, and the codes on printed notice sheets are still known as ours."""

PROVINCE_NAME = env.str("THUTUC_PROVINCE_NAME", default="Tỉnh An Lạc")
PROVINCE_CODE = env.str("THUTUC_PROVINCE_CODE", default="H99")
SITE = {
    "name": env.str("THUTUC_SITE_NAME", default="Cổng dịch vụ công"),
    "province_name": PROVINCE_NAME,
    "authority": env.str("THUTUC_AUTHORITY", default="Ủy ban nhân dân tỉnh An Lạc"),
    "address": env.str("THUTUC_ADDRESS", default="Trung tâm Phục vụ hành chính công tỉnh, số 2 đường Hòa Bình"),
    "phone": env.str("THUTUC_PHONE", default="1900 1234"),
    "phone_hours": env.str("THUTUC_PHONE_HOURS", default="7:00–17:00, thứ Hai đến thứ Sáu"),
    "email": env.str("THUTUC_EMAIL", default="kstthc@anlac.example"),
    "national_portal": env.str("THUTUC_NATIONAL_PORTAL", default="https://dichvucong.gov.vn"),
}
AS_OF = env.str("THUTUC_AS_OF", default="")
"""A training site may be run as of another day (YYYY-MM-DD); read by thutuc.web.clock only."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "thutuc.db",
    "thutuc.web",
    "thutuc.journal",
    "thutuc.organisations",
    "thutuc.accounts",
    "thutuc.worktime",
    "thutuc.files",
    "thutuc.notifications",
    "thutuc.legislation",
    "thutuc.catalogue",
    "thutuc.disclosure",
    "thutuc.dossiers",
    "thutuc.feedback",
    "thutuc.review",
    "thutuc.oversight",
    "thutuc.reporting",
    "thutuc.portal",
    "thutuc.desk",
    "thutuc.exchange",
    "thutuc.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
"""Ours before allauth: its pages are replaced by those in accounts/templates."""

MIDDLEWARE = [
    "thutuc.web.middleware.RequestLog",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thutuc.web.middleware.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thutuc.web.middleware.LanguageFromPath",
    "thutuc.web.middleware.PrivatePages",
    "thutuc.web.limits.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "thutuc.accounts.middleware.CurrentActor",
    "thutuc.web.limits.RateLimits",
    "thutuc.web.middleware.Answers",
]

ROOT_URLCONF = "thutuc.config.urls"
WSGI_APPLICATION = "thutuc.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "OPTIONS": {
            "loaders": TEMPLATE_LOADERS,
            "builtins": TEMPLATE_BUILTINS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "thutuc.web.context.site",
                "thutuc.desk.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "thutuc.web.formrenderer.Renderer"

DATABASE_URL = env.str("DATABASE_URL", default="")
if DATABASE_URL:
    _database = env.postgres("DATABASE_URL")
else:
    from thutuc.config.home import embedded_database

    _database = embedded_database(HOME)
_POOL = env.int("THUTUC_POOL", default=8)
_options = _database.setdefault("OPTIONS", {})
_options.setdefault("options", "-c statement_timeout=15000 -c jit=off")
if _POOL:
    _options["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10}
    _options.setdefault("prepare_threshold", 5)
else:
    _options["prepare_threshold"] = None
    _database["DISABLE_SERVER_SIDE_CURSORS"] = True
DATABASES = {"default": {**_database, "CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["thutuc.accounts.adapters.sessions.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "thutuc.notifications.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "thutuc"
MFA_ADAPTER = "thutuc.accounts.adapters.SecondStepAdapter"
_FORMS = "thutuc.accounts.forms.signing_in."
ACCOUNT_FORMS = {
    "login": f"{_FORMS}SignIn",
    "reauthenticate": f"{_FORMS}Reauthenticate",
    "change_password": f"{_FORMS}ChangePassword",
    "set_password": f"{_FORMS}SetPassword",
    "reset_password": f"{_FORMS}ResetPassword",
    "reset_password_from_key": f"{_FORMS}ResetPasswordByKey",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}SecondStep",
    "reauthenticate": f"{_FORMS}SecondStepAgain",
    "activate_totp": f"{_FORMS}ActivateApp",
    "add_webauthn": f"{_FORMS}AddKey",
    "edit_webauthn": f"{_FORMS}RenameKey",
}
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("THUTUC_TRUSTED_PROXIES", default=0)

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["thutuc.web.formats"]
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [ROOT / "front" / "dist"] if path.is_dir()]
TYPEFACES = ROOT / "front" / "typefaces"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000

SESSION_ENGINE = "thutuc.accounts.adapters.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thutuc.web.pages.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
"""A proxy ends TLS: a site whose address is https is told so by it, else HSTS and https links would be missing."""
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SITE["email"]

RATE_LIMITS = {
    "pages": env.int("THUTUC_LIMIT_PAGES", default=300),
    "api": env.int("THUTUC_LIMIT_API", default=600),
    "office": env.int("THUTUC_LIMIT_OFFICE_API", default=3000),
}
"""Requests in a minute: of one address on public pages and on the open API, of one key on the office API; 0 is none."""

FILES_MAX_BYTES = env.int("THUTUC_FILES_MAX_MB", default=25) * 1024 * 1024
FILE_POLICIES = {
    "legislation.LegalDocument": "thutuc.legislation.queries.may_read_files",
    "catalogue.PublicationDecision": "thutuc.catalogue.queries.may_read_signed_papers",
    "catalogue.ImportRun": "thutuc.catalogue.queries.may_read_files",
    "dossiers.Notice": "thutuc.dossiers.queries.attached.may_read_files",
    "dossiers.ResultDocument": "thutuc.dossiers.queries.attached.may_read_files",
    "disclosure.PostingPlace": "thutuc.disclosure.queries.places.may_read_photos",
    "disclosure.CheckRound": "thutuc.disclosure.queries.places.may_read_photos",
    "disclosure.PrintOrder": "thutuc.disclosure.queries.printing.may_read_files",
    "disclosure.ComparisonRequest": "thutuc.disclosure.queries.comparisons.may_read_files",
    "dossiers.Component": "thutuc.dossiers.queries.attached.may_read_files",
    "disclosure.NationalEntry": "thutuc.disclosure.queries.comparisons.may_read_files",
    "dossiers.ForeignFile": "thutuc.dossiers.queries.foreign.may_read_files",
    "dossiers.ForeignRun": "thutuc.dossiers.queries.foreign.may_read_files",
}
"""Who may open a file is answered by the package of its owner: model label → function(actor, owner) -> Access."""
SHEET_READER = "thutuc.disclosure.queries.scans.procedure_of"
"""Which procedure a scanned notice sheet shows: function(code) -> procedure code, "" when it shows none or several."""
CLAMD = env.str("THUTUC_CLAMD", default="")
SIGNATURE_ROOTS = env.str("THUTUC_SIGNATURE_ROOTS", default="")
"""A PEM bundle of the authorities whose signatures are trusted; without one, signatures are checked but not trusted."""
SITES_PRIVATE = frozenset(name.lower() for name in env.list("THUTUC_SITES_PRIVATE", default=[]))
"""Hosts of the office's own network that the website check may visit; all others must have public addresses."""
NOTIFICATION_CARRIERS = {
    "email": "thutuc.notifications.adapters.carriers.Email",
    "sms": env.str("THUTUC_SMS_CARRIER", default="thutuc.notifications.adapters.carriers.Console"),
    "zalo": env.str("THUTUC_ZALO_CARRIER", default="thutuc.notifications.adapters.carriers.Console"),
}
"""Classes with `send(message)`; a province with a contract names its own."""
METRICS_TOKEN = env.str("THUTUC_METRICS_TOKEN", default="")

PROCRASTINATE_ON_APP_READY = "thutuc.config.schedule.on_app_ready"
PROCRASTINATE_IMPORT_PATHS: list[str] = []

LOG_FORMAT = env.str("THUTUC_LOG", default="text" if DEBUG else "json")
if LOG_FORMAT not in {"text", "json"}:
    raise ImproperlyConfigured(f"THUTUC_LOG must be text or json, not {LOG_FORMAT}")
LOGGING_CONFIG = "thutuc.config.logging.configure"
LOGGING = {"format": LOG_FORMAT, "level": env.str("THUTUC_LOG_LEVEL", default="INFO")}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if not SECURE else []
