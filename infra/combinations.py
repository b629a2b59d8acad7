"""Settings that are right one by one and cannot work together."""

from collections import Counter
from collections.abc import Iterator

from .settings import Settings


def combination_problems(settings: Settings) -> list[str]:
    """A sentence for each, naming the keys and their values."""
    checks = (_snap_start, _concurrency, _models, _ensembles, _auth, _web_page)
    return [problem for check in checks for problem in check(settings)]


# Helpers ----


def _snap_start(settings: Settings) -> Iterator[str]:
    if not settings.snap_start:
        return
    if settings.provisioned_concurrency:
        yield (
            f"snap_start is true and provisioned_concurrency is {settings.provisioned_concurrency},"
            " but Lambda does one or the other: leave one of them out."
        )
    if settings.base != "al2023":
        yield f'snap_start is true and base is "{settings.base}", but must be "al2023".'
    if settings.tmp > 512:
        yield f"snap_start is true and tmp is {settings.tmp}, but must be 512."


def _concurrency(settings: Settings) -> Iterator[str]:
    reserved, provisioned = settings.reserved_concurrency, settings.provisioned_concurrency
    if reserved is None:
        return
    if provisioned and provisioned > reserved:
        yield (
            f"provisioned_concurrency is {provisioned} and reserved_concurrency is {reserved},"
            f" but the first must be at most the second."
        )
    for ensemble in settings.ensembles:
        needed = len(ensemble.members) + 1
        if reserved < needed:
            yield (
                f"reserved_concurrency is {reserved}, but must be {needed} or more: the ensemble"
                f' "{ensemble.name}" calls its {len(ensemble.members)} members at once and waits.'
            )


def _models(settings: Settings) -> Iterator[str]:
    if settings.model_sha256 and not settings.model_uri:
        yield "model_sha256 is given without model_uri, whose digest it must be: give both."
    if settings.model_uri and not settings.model_sha256:
        yield (
            f'model_uri is "{settings.model_uri}" and model_sha256 is missing: it must be what'
            " sha256sum prints for that file."
        )
    for key in ("models", "default_model"):
        if settings.model_uri and getattr(settings, key):
            yield f"{key} is for models/dist, but model_uri is given: leave one of them out."
    served = (*(settings.models or ()), *(ensemble.name for ensemble in settings.ensemble))
    if settings.models and settings.default_model and settings.default_model not in served:
        yield (
            f'default_model is "{settings.default_model}", but must be one of those that are'
            f" served: {', '.join(served)}."
        )


def _ensembles(settings: Settings) -> Iterator[str]:
    names = Counter(ensemble.name for ensemble in settings.ensemble)
    for name in (name for name, count in names.items() if count > 1):
        yield f'ensemble.name is "{name}" more than once, but each must have a name of its own.'
    for ensemble in settings.ensemble:
        for member, count in Counter(ensemble.members).items():
            if count > 1:
                yield f'ensemble "{ensemble.name}": members has "{member}" more than once.'
            if member in names:
                yield (
                    f'ensemble "{ensemble.name}": members has "{member}", which is an ensemble,'
                    " but must have models only."
                )
            if settings.models and member not in settings.models:
                yield (
                    f'ensemble "{ensemble.name}": members has "{member}", but must be of models:'
                    f" {', '.join(settings.models)}."
                )


def _auth(settings: Settings) -> Iterator[str]:
    if settings.auth == "jwt" and settings.jwt is None:
        yield 'auth is "jwt", but the table [jwt] with issuer and audience is missing.'
    if settings.auth != "jwt" and settings.jwt is not None:
        yield f'auth is "{settings.auth}", but must be "jwt" where the table [jwt] is given.'


def _web_page(settings: Settings) -> Iterator[str]:
    page = settings.web_page
    if page.enabled and settings.auth == "iam":
        yield (
            'web_page.enabled is true and auth is "iam", which a browser cannot do: auth must be'
            ' "jwt" or "none".'
        )
    if page.domain and not page.certificate:
        yield (
            f'web_page.domain is "{page.domain}" and web_page.certificate is missing: it must be'
            " the ARN of that domain's certificate in us-east-1."
        )
    if page.certificate and not page.domain:
        yield "web_page.certificate is given without web_page.domain, whose it must be: give both."
