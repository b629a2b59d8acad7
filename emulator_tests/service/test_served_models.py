"""Seven models behind one service: what each answers, and what it says of itself."""

import json
from typing import Any

import pytest

from ..fixtures import MakeModels, ServeModels
from ..support.assertions import assert_problem
from ..support.boston import PRICE
from ..support.cards import NAMES, card, example
from ..support.client import Client
from ..support.r_session import ask_r

# The houses at the end, and the model, in R.
HOUSES = "rows <- utils::tail(MASS::Boston, 200)[-14]"


def predict(gateway: Client, name: str, body: object, query: str = "") -> list[Any]:
    answer = gateway.post(f"/models/{name}/predict{query}", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["model"] == name
    predictions: list[Any] = answer.json()["predictions"]
    return predictions


# The numbers ----


def test_the_forest_prices_the_first_house(gateway: Client) -> None:
    (price,) = predict(gateway, "boston_forest", example("boston_forest"))
    assert round(price, 4) == PRICE


@pytest.mark.parametrize("rank", [1, "1"])
def test_the_best_applicant_of_a_first_rank_college_is_admitted(
    gateway: Client, rank: object
) -> None:
    (answer,) = predict(gateway, "admission", {"gre": 800, "gpa": 4, "rank": rank})
    assert answer["label"] == "admitted" and 0.65 < answer["probability"] < 0.8


@pytest.mark.parametrize("rank", [4, "4"])
def test_the_best_applicant_of_a_fourth_rank_college_is_rejected(
    gateway: Client, rank: object
) -> None:
    (answer,) = predict(gateway, "admission", {"gre": 800, "gpa": 4, "rank": rank})
    assert answer["label"] == "rejected" and 0.55 < answer["probability"] < 0.75


def test_the_last_iris_is_a_virginica(gateway: Client) -> None:
    (answer,) = predict(gateway, "iris", iris(5.9, 3, 5.1, 1.8))
    assert answer["label"] == "virginica" and answer["probability"] > 0.9
    assert set(answer["probabilities"]) == {"setosa", "versicolor", "virginica"}
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-12)


def test_an_iris_with_a_length_that_was_not_measured_is_answered(gateway: Client) -> None:
    (answer,) = predict(gateway, "iris", iris(5.4, 3, None, 0.2))
    (filled,) = predict(gateway, "iris", iris(5.4, 3, 4.35, 0.2))
    assert answer == filled


@pytest.mark.parametrize(
    ("name", "package"),
    [("boston_forest", "randomForest"), ("boston_linear", "stats"), ("boston_svm", "e1071")],
)
def test_a_batch_is_predicted_as_r_itself_does(gateway: Client, name: str, package: str) -> None:
    expected = f"as.vector(predict({fit(name)}, rows))"
    columns, prices = ask_r(
        f"loadNamespace('{package}'); {HOUSES}; list(as.list(rows), {expected})"
    )
    assert predict(gateway, name, {"inputs": columns}) == pytest.approx(prices, abs=1e-11)


@pytest.mark.parametrize("interval", ["prediction", "confidence"])
def test_an_interval_is_the_one_that_r_gives(gateway: Client, interval: str) -> None:
    p = f"predict({fit('boston_linear')}, rows, interval = '{interval}', level = 0.9)"
    columns, *expected = ask_r(f"{HOUSES}; p <- {p}; list(as.list(rows), p[, 1], p[, 2], p[, 3])")
    query = f"?interval={interval}&level=0.9"
    answered = predict(gateway, "boston_linear", {"inputs": columns}, query)
    for name, values in zip(("value", "lower", "upper"), expected, strict=True):
        assert [row[name] for row in answered] == pytest.approx(values, abs=1e-10)


def test_the_level_of_an_interval_is_95_percent_unless_told(gateway: Client) -> None:
    house = example("boston_linear")
    told = predict(gateway, "boston_linear", house, "?interval=prediction&level=0.95")
    assert predict(gateway, "boston_linear", house, "?interval=prediction") == told


def test_a_direct_invocation_names_its_model(gateway: Client, worker: Any) -> None:
    event = {"model": "iris", "instances": [example("iris")]}
    answer = worker.invoke(event).body
    assert answer["model"] == "iris"
    assert answer["predictions"] == predict(gateway, "iris", example("iris"))


def test_the_curve_of_a_patient_is_the_one_that_r_gives(gateway: Client) -> None:
    patient = example("lung_survival")
    (answer,) = predict(gateway, "lung_survival", patient)
    assert list(answer["survival"]) == ["90", "180", "365", "730"]
    curve, median = ask_r(
        f"""fit <- {fit("lung_survival")}$fit
        rows <- data.frame(age = 68, sex = "male", ecog = 0, karnofsky = 90, weight_loss = 15)
        curve <- survival::survfit(fit, rows)
        list(summary(curve, times = c(90, 180, 365, 730))$surv, quantile(curve, 0.5)$quantile)"""
    )
    assert patient == {"age": 68, "sex": "male", "ecog": 0, "karnofsky": 90, "weight_loss": 15}
    assert list(answer["survival"].values()) == pytest.approx(curve, abs=1e-11)
    assert answer["median"] == median


def test_a_request_may_ask_for_other_times(gateway: Client) -> None:
    path = "/models/lung_survival/predict?times=1000,5"
    answer = gateway.post(path, json=example("lung_survival"), headers={"Accept": "text/csv"})
    header, line = answer.text.splitlines()
    assert header == "median,survival_1000,survival_5"
    median, late, early = map(float, line.split(","))
    assert median > 300 and late < 0.2 and early > 0.9


def test_the_quantiles_of_a_price_are_those_that_r_gives(gateway: Client) -> None:
    columns, expected = ask_r(
        f"library(survival); {HOUSES}; p <- predict({fit('boston_quantiles')}$fit, rows,"
        " type = 'quantile', p = c(0.1, 0.25, 0.5, 0.75, 0.9));"
        " list(as.list(rows), lapply(seq_len(nrow(p)), \\(i) unname(p[i, ])))"
    )
    answers = predict(gateway, "boston_quantiles", {"inputs": columns})
    assert list(answers[0]["quantiles"]) == ["0.1", "0.25", "0.5", "0.75", "0.9"]
    for answer, row in zip(answers, expected, strict=True):
        assert list(answer["quantiles"].values()) == pytest.approx(row, abs=1e-10)


# What the service says of itself ----


def test_the_index_leads_to_everything(gateway: Client) -> None:
    index = gateway.get("/").json()
    assert index["default"] == "boston_forest"
    links = {link for name, link in index["links"].items() if name != "predict"}
    assert {gateway.get(link).status_code for link in links} == {200}


def test_the_list_of_models_is_that_of_the_catalogue(gateway: Client) -> None:
    models = gateway.get("/models").json()["models"]
    assert [model["name"] for model in models] == NAMES
    assert [model["name"] for model in models if model["default"]] == ["boston_forest"]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_is_what_the_catalogue_says_without_its_file_and_golden_rows(
    gateway: Client, name: str
) -> None:
    answered = gateway.get(f"/models/{name}").json()
    # Golden rows are for the start of the service alone.
    hidden = ("artifact", "golden")
    known = {key: value for key, value in card(name).items() if key not in hidden}
    assert answered.pop("version") == known["sha256"][:12]
    assert answered == known


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_card_is_answered(gateway: Client, name: str) -> None:
    assert len(predict(gateway, name, gateway.get(f"/models/{name}").json()["example"])) == 1


def test_a_model_that_is_not_there_is_a_problem(gateway: Client) -> None:
    assert_problem(gateway.get("/models/nobody"), 404, detail="GET /models lists")
    assert_problem(gateway.post("/models/nobody/predict", json=[{}]), 404)


# Failures ----


def test_a_failure_of_a_model_says_nothing_of_itself(
    make_models: MakeModels, serve_models: ServeModels
) -> None:
    code = """
    modelservice::save_model(
      list(), name = "broken", data = cars, inputs = "speed",
      predict = function(fit, rows) if (any(rows$speed > 50)) stop("the secret") else rows$speed
    )"""
    client, _ = serve_models(make_models(broken=code))
    assert predict(client, "broken", {"speed": 7}) == [7]
    body = assert_problem(client.post("/predict", json={"speed": 51}), 500)
    assert "secret" not in json.dumps(body)
    assert predict(client, "broken", {"speed": 8}) == [8]


# Helpers ----


def fit(name: str) -> str:
    return f'readRDS(file.path(dist, "{name}", "model.rds"))'


def iris(*lengths: float | None) -> dict[str, float | None]:
    return dict(zip(card("iris")["example"], lengths, strict=True))
