"""service.toml and -c: what is taken, and the sentence for what is not."""

from pathlib import Path

import pytest

from infra.errors import BadSettings
from infra.read_settings import TABLES, read_settings
from infra.settings import Settings, WebPageSettings


def sentences(folder: Path, text: str = "", **context: str) -> list[str]:
    (folder / "service.toml").write_text(text)
    with pytest.raises(BadSettings) as caught:
        read_settings(folder, {key.replace("__", "."): value for key, value in context.items()})
    return caught.value.sentences


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text('auth = "jwt"\nmemory = 512\n')
    settings = read_settings(tmp_path, {"auth": "none", "tags.team": "pricing"})
    assert settings.auth == "none" and settings.memory == 512
    assert settings.tags == {"team": "pricing"}


def test_an_empty_value_on_the_command_line_takes_a_setting_back(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text('alarm_email = "me@example.org"\n')
    assert read_settings(tmp_path, {"alarm_email": ""}).alarm_email is None


def test_a_list_on_the_command_line_has_commas(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {"models": "boston_forest,iris"})
    assert settings.models == ("boston_forest", "iris")


def test_the_keys_of_the_cdk_itself_are_no_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {"@aws-cdk/core:x": True, "aws:cdk:y": 1}) == Settings()
    assert read_settings(tmp_path, {"cli-telemetry": False}) == Settings()


def test_a_file_that_is_not_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, "memory =\n")
    assert sentence == "service.toml is not TOML: Invalid value (at line 1, column 9)."


def test_an_unknown_setting_is_refused_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, "memry = 512")
    assert sentence.startswith('There is no setting "memry"; did you mean "memory"? There are ')
    assert "alarm_email, architecture, auth, base" in sentence


def test_an_unknown_key_of_a_table_is_refused_with_those_of_the_table(tmp_path: Path) -> None:
    text = '[[ensemble]]\nname = "e"\nmembers = ["a", "b"]\ncombin = "mean"'
    assert sentences(tmp_path, text) == [
        'There is no setting "ensemble "e": combin"; did you mean "combine"?'
        " There are combine, members, name, title."
    ]


def test_every_wrong_setting_has_its_sentence(tmp_path: Path) -> None:
    assert sentences(tmp_path, "memory = 64\ntmp = 1") == [
        "memory is 64, but must be 128 to 10240 (MB).",
        "tmp is 1, but must be 512 to 10240 (MB).",
    ]


def test_a_missing_key_of_a_table_is_named(tmp_path: Path) -> None:
    assert sentences(tmp_path, 'auth = "jwt"\n[jwt]\naudience = ["a"]') == [
        "jwt.issuer is missing, but must be an https:// address."
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "9 lives"),
        ("models", "two words"),
        ("default_model", "a/b"),
        ("model_uri", "s3://bucket"),
        ("model_sha256", "abc"),
        ("base", "al3"),
        ("architecture", "riscv"),
        ("memory", "127"),
        ("timeout", "30"),
        ("tmp", "511"),
        ("reserved_concurrency", "0"),
        ("provisioned_concurrency", "0"),
        ("snap_start", "perhaps"),
        ("rollout", "fast"),
        ("auth", "basic"),
        ("jwt", "x"),
        ("cors_origins", "*"),
        ("rate_limit", "0"),
        ("burst_limit", "0"),
        ("log_level", "LOUD"),
        ("log_retention_days", "31"),
        ("log_payloads", "perhaps"),
        ("alarm_email", "me"),
        ("ensemble", "x"),
        ("web_page", "x"),
        ("tags", "x"),
    ],
)
def test_a_bad_value_is_refused_with_what_it_must_be(tmp_path: Path, key: str, value: str) -> None:
    allowed = Settings.model_fields[key].description
    assert f'{key} is "{value}", but must be {allowed}.' in sentences(tmp_path, **{key: value})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("enabled", "perhaps"),
        ("domain", "https://a.org"),
        ("certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/5e"),
    ],
)
def test_a_bad_value_in_a_table_is_refused_with_its_whole_name(
    tmp_path: Path, key: str, value: str
) -> None:
    allowed = WebPageSettings.model_fields[key].description
    given = {f"web_page__{key}": value}
    assert f'web_page.{key} is "{value}", but must be {allowed}.' in sentences(tmp_path, **given)


@pytest.mark.parametrize("table", [Settings, *TABLES.values()])
def test_every_setting_says_what_it_must_be(table: type[Settings]) -> None:
    assert all(field.description for field in table.model_fields.values())
