"""Django: one uploader a process, made when it is first needed. Run: ``gunicorn django_app:application``

In a project the function `uploader` goes to a module of its own, and `MPARTICLE_*` to the settings. Nothing has to be
closed: the end of the process delivers for up to two seconds, and what is left waits in the outbox.
"""

import functools
import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

import mparticle_facade as mparticle

settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY=os.environ.get("SECRET_KEY", "for tests only")
)
django.setup()


@functools.cache
def uploader() -> mparticle.Uploader:
    return mparticle.Uploader(mparticle.Configuration.from_env(), outbox=os.environ.get("OUTBOX"))


def bought(_: HttpRequest, customer_id: str) -> HttpResponse:
    batch = mparticle.Batch("development")
    batch.user_identities = mparticle.UserIdentities(customer_id=customer_id)
    batch.add_event(mparticle.AppEvent("Bought", "transaction"))
    uploader().upload(batch)
    return HttpResponse(status=204)


urlpatterns = [path("bought/<customer_id>", bought)]
application = get_wsgi_application()
