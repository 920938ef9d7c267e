"""The WSGI application for `ongikar serve` and for gunicorn behind a proxy."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.settings")
application = get_wsgi_application()
