"""cdk-nag's AwsSolutions rules: no finding is left, and each acknowledged one has its reason."""

import json
from pathlib import Path

import aws_cdk as cdk
import pytest
from cdk_nag import AwsSolutionsChecks

from infra.app import build_app

SHA = "5e" * 32


def findings(project: Path, out: Path, settings: dict[str, str]) -> list[str]:
    app = build_app(project, settings, out)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    try:
        app.synth()
    except RuntimeError as error:
        assert "ValidationFailed" in str(error)  # noqa: PT017
    (report,) = (
        report
        for report in json.loads((out / "validation-report.json").read_text())["pluginReports"]
        if report["pluginName"] == "AwsSolutions"
    )
    return [violation["ruleName"] for violation in report["violations"]]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"alarm_email": "me@example.org", "auth": "none", "cors_origins": "https://example.org"},
        {"rollout": "all_at_once", "base": "al2023", "snap_start": "true"},
        {"model_uri": "s3://b/v1/catalogue.json", "model_sha256": SHA},
        {"auth": "jwt", "jwt.issuer": "https://example.org/", "jwt.audience": "r-models"},
        {"web_page.enabled": "true", "auth": "none"},
    ],
    ids=str,
)
def test_no_finding_is_left(project: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    assert findings(project, tmp_path / "out", settings) == []
