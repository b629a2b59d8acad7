"""What can be deployed together, and the sentence for what cannot."""

import itertools
from pathlib import Path

import pytest

from infra.errors import BadSettings

from .conftest import Synthesize
from .project import make_project

JWT = {"jwt__issuer": "https://example.org/", "jwt__audience": "r-models"}
IMAGES = [
    {"base": "al2"},
    {"base": "al2023"},
    {"base": "al2023", "snap_start": "true"},
    {"base": "al2023", "provisioned_concurrency": "2"},
]
PAGE = {"web_page__enabled": "true"}
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/5e"
AUTHS: list[dict[str, str]] = [
    {"auth": "iam"},
    {"auth": "jwt", **JWT},
    {"auth": "jwt", **JWT, **PAGE},
    {"auth": "none"},
    {"auth": "none", **PAGE},
]
ALLOWED = [
    {"architecture": architecture, "rollout": rollout, **image, **auth}
    for architecture, rollout, image, auth in itertools.product(
        ("x86_64", "arm64"),
        ("all_at_once", "canary_10_percent_5_minutes", "linear_10_percent_every_1_minute"),
        IMAGES,
        AUTHS,
    )
]


@pytest.fixture(scope="module")
def without_ensembles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project") / "project")


@pytest.mark.parametrize("settings", ALLOWED, ids=lambda it: "-".join(it.values()))
def test_every_allowed_combination_synthesizes(
    synthesize: Synthesize, without_ensembles: Path, settings: dict[str, str]
) -> None:
    template = synthesize(**settings)
    assert len(template.ids("AWS::StepFunctions::StateMachine")) == 1
    assert len(template.ids("AWS::CloudFront::Distribution")) == ("web_page__enabled" in settings)
    assert not synthesize(without_ensembles, **settings).state_machines


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"base": "al2023", "snap_start": "true", "provisioned_concurrency": "1"},
            "snap_start is true and provisioned_concurrency is 1, but Lambda does one or the"
            " other: leave one of them out.",
        ),
        (
            {"snap_start": "true"},
            'snap_start is true and base is "al2", but must be "al2023".',
        ),
        (
            {"base": "al2023", "snap_start": "true", "tmp": "1024"},
            "snap_start is true and tmp is 1024, but must be 512.",
        ),
        (
            {"provisioned_concurrency": "9", "reserved_concurrency": "8"},
            "provisioned_concurrency is 9 and reserved_concurrency is 8, but the first must be"
            " at most the second.",
        ),
        (
            {"reserved_concurrency": "3"},
            "reserved_concurrency is 3, but must be 4 or more: the ensemble"
            ' "boston_blend" calls its 3 members at once and waits.',
        ),
        (
            {"auth": "jwt"},
            'auth is "jwt", but the table [jwt] with issuer and audience is missing.',
        ),
        (JWT, 'auth is "iam", but must be "jwt" where the table [jwt] is given.'),
        (
            PAGE,
            'web_page.enabled is true and auth is "iam", which a browser cannot do: auth must be'
            ' "jwt" or "none".',
        ),
        (
            {"auth": "none", **PAGE, "web_page__domain": "models.example.org"},
            'web_page.domain is "models.example.org" and web_page.certificate is missing: it must'
            " be the ARN of that domain's certificate in us-east-1.",
        ),
        (
            {"auth": "none", **PAGE, "web_page__certificate": CERTIFICATE},
            "web_page.certificate is given without web_page.domain, whose it must be: give both.",
        ),
        (
            {"model_uri": "s3://bucket/model.rds"},
            'model_uri is "s3://bucket/model.rds" and model_sha256 is missing: it must be what'
            " sha256sum prints for that file.",
        ),
        (
            {"model_sha256": "0" * 64},
            "model_sha256 is given without model_uri, whose digest it must be: give both.",
        ),
        (
            {"models": "boston_forest,boston_svm"},
            'ensemble "boston_blend": members has "boston_linear", but must be of models:'
            " boston_forest, boston_svm.",
        ),
        (
            {"default_model": "iris"},
            'default_model has "iris", but the models in models/dist are boston_forest,'
            " boston_linear, boston_svm: add its folder under models/ and run `make models`, or"
            " leave it out.",
        ),
    ],
)
def test_what_cannot_work_together_is_refused(
    synthesize: Synthesize, settings: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        synthesize(**settings)
    assert caught.value.sentences == [sentence]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (
            '["boston_svm", "boston_svm"]',
            'ensemble "blend": members has "boston_svm" more than once.',
        ),
        (
            '["boston_svm", "blend"]',
            'ensemble "blend": members has "blend", which is an ensemble, but must have models'
            " only.",
        ),
        (
            '["boston_svm", "iris"]',
            'ensemble "blend": members has "iris", but the models in models/dist are boston_svm:'
            " add its folder under models/ and run `make models`, or leave it out.",
        ),
    ],
)
def test_an_ensemble_has_members_that_there_are(
    synthesize: Synthesize, tmp_path: Path, members: str, sentence: str
) -> None:
    text = f'[[ensemble]]\nname = "blend"\nmembers = {members}'
    project = make_project(tmp_path / "project", ["boston_svm"], text)
    with pytest.raises(BadSettings) as caught:
        synthesize(project)
    assert caught.value.sentences == [sentence]


def test_an_ensemble_has_a_name_that_no_model_and_no_other_has(
    synthesize: Synthesize, tmp_path: Path
) -> None:
    ensemble = '[[ensemble]]\nname = "{}"\nmembers = ["boston_forest", "boston_svm"]\n'
    twice = make_project(tmp_path / "twice", settings=2 * ensemble.format("blend"))
    with pytest.raises(BadSettings, match=r'ensemble.name is "blend" more than once'):
        synthesize(twice)
    like_a_model = make_project(tmp_path / "model", settings=ensemble.format("boston_linear"))
    with pytest.raises(BadSettings, match=r'ensemble "boston_linear": name is that of a model'):
        synthesize(like_a_model)
