patients <- local({
  used <- c("time", "status", "age", "sex", "ph.ecog", "inst")
  rows <- stats::na.omit(survival::lung[used])
  rows$sex <- factor(rows$sex, 1:2, c("male", "female"))
  rows
})
Surv <- survival::Surv
strata <- survival::strata
new <- patients[c(3, 60, 141), ]
times <- c(2000, 100, 365, 0, 310)

service_of <- function(fit) {
  file <- tempfile(fileext = ".rds")
  saveRDS(fit, file)
  start_service(c(S3_MODEL_URI = paste0("file://", file)))
}
# In a batch and row by row.
answers_of <- function(service, query, rows = new) {
  records <- lapply(seq_len(nrow(rows)), \(i) {
    lapply(as.list(rows[i, ]), plain_cell)
  })
  said <- \(body) {
    answer_http(
      unclass(lambdaruntime::to_json(body)),
      query = query,
      service = service
    )$problem$predictions
  }
  batch <- said(records)
  single <- lapply(records, \(record) said(record)[[1]])
  expect_identical(as.list(batch), single)
  batch
}
survival_of <- function(answers) {
  unname(t(vapply(answers, \(a) unlist(a$survival), numeric(length(times)))))
}
median_of <- function(answers) {
  vapply(answers, \(a) if (is.null(a$median)) NA else a$median, 0)
}
at_times <- function(fit, rows = new) {
  curves <- survival::survfit(fit, rows)
  said <- summary(curves, times = times, extend = TRUE)
  list(
    median = unname(stats::quantile(curves, 0.5)$quantile[, 1]),
    survival = unname(t(said$surv))[, match(times, said$time)]
  )
}
expect_curves <- function(fit, rows = new) {
  answers <- answers_of(
    service_of(fit),
    list(times = paste(times, collapse = ",")),
    rows
  )
  said <- at_times(fit, rows)
  expect_equal(survival_of(answers), said$survival, tolerance = 1e-12)
  expect_identical(median_of(answers), said$median)
}

at_times_of_one <- function(fit, row) {
  said <- summary(survival::survfit(fit, row), times = times, extend = TRUE)
  said$surv[match(times, said$time)]
}

saved_service <- function(fit, data) {
  file <- save_model(fit, "m", data, dir = tempfile())
  start_service(c(S3_MODEL_URI = paste0("file://", file)))
}

test_that("a coxph answers with the linear predictor, or the risk", {
  fit <- survival::coxph(Surv(time, status) ~ age + sex + ph.ecog, patients)
  service <- service_of(fit)
  said <- \(type) unname(stats::predict(fit, new, type = type))
  expect_equal(as.vector(answers_of(service, NULL)), said("lp"))
  expect_equal(
    as.vector(answers_of(service, list(type = "risk"))),
    said("risk")
  )
})

test_that("a coxph that holds its rows gives the curves of survfit()", {
  cox <- \(...) survival::coxph(..., data = patients, x = TRUE)
  expect_curves(cox(Surv(time, status) ~ age + sex + ph.ecog))
  expect_curves(cox(Surv(time, status) ~ log(age) * sex, ties = "breslow"))
  expect_curves(cox(Surv(time / 10, time, status) ~ age + sex))
  weighted <- survival::coxph(
    Surv(time, status) ~ age + sex,
    patients,
    weights = inst,
    model = TRUE
  )
  expect_curves(weighted)
})

test_that("a coxph with an offset gives the curves of survfit()", {
  fit <- survival::coxph(
    Surv(time, status) ~ age + offset(ph.ecog / 2),
    patients,
    model = TRUE
  )
  expect_curves(fit)
})

test_that("standard errors of a coxph are those of predict()", {
  fit <- survival::coxph(Surv(time, status) ~ age + sex, patients, x = TRUE)
  answers <- answers_of(service_of(fit), list(se = "true"))
  said <- stats::predict(fit, new, se.fit = TRUE)
  expect_equal(vapply(answers, `[[`, 0, "value"), unname(said$fit))
  expect_equal(vapply(answers, `[[`, 0, "se"), unname(said$se.fit))
})

test_that("a coxph without its rows says how to get survival at times", {
  fit <- survival::coxph(Surv(time, status) ~ age + sex, patients)
  service <- service_of(fit)
  expect_named(service$catalogue$models[[1]]$choices, "type")
  answer <- answer_http("{}", query = list(times = "1"), service = service)
  expect_identical(answer$statusCode, 400L)
  expect_match(answer$problem$detail, "x = TRUE")
})

test_that("weights are looked for by name, so x = TRUE is not enough with them", {
  fit <- survival::coxph(
    Surv(time, status) ~ age,
    patients,
    weights = inst,
    x = TRUE
  )
  expect_named(model_choices(fit), "type")
})

test_that("a stratified coxph that is saved has the curve of each stratum", {
  fit <- survival::coxph(
    Surv(time, status) ~ age + strata(sex),
    patients,
    x = TRUE
  )
  file <- save_model(
    fit,
    "m",
    patients,
    dir = tempfile(),
    inputs = c("age", "sex"),
    choose = list(times = times),
    proof = FALSE
  )
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file)))
  answers <- answers_of(service, NULL, new[c("age", "sex")])
  said <- lapply(1:3, \(i) at_times_of_one(fit, new[i, ]))
  expect_equal(survival_of(answers), do.call(rbind, said))
})

test_that("tt() is refused by its name", {
  fit <- survival::coxph(
    Surv(time, status) ~ tt(age),
    patients,
    tt = \(x, t, ...) x * log(t)
  )
  expect_match(conditionMessage(init_error_of(service_of(fit))), "tt\\(\\)")
})

test_that("wrong rows of a coxph are those of any model", {
  fit <- survival::coxph(Surv(time, status) ~ age + sex, patients)
  answer <- answer_http(
    '[{"age":null,"sex":"other"},{"sex":1}]',
    service = service_of(fit)
  )
  codes <- vapply(answer$problem$errors, `[[`, "", "code")
  expect_setequal(codes, c("null", "unknown_level", "missing", "wrong_type"))
})

test_that("a survreg answers with times, quantiles and survival, whatever its law", {
  for (dist in c(
    "weibull",
    "exponential",
    "rayleigh",
    "lognormal",
    "loglogistic",
    "gaussian",
    "logistic"
  )) {
    fit <- survival::survreg(
      Surv(time, status) ~ age + sex,
      patients,
      dist = dist
    )
    service <- service_of(fit)
    expect_equal(
      as.vector(answers_of(service, NULL)),
      unname(stats::predict(fit, new))
    )
    quantiles <- answers_of(service, list(quantiles = "0.1,0.5"))
    expect_equal(
      unname(t(vapply(quantiles, \(a) unlist(a$quantiles), c(0, 0)))),
      unname(stats::predict(fit, new, type = "quantile", p = c(0.1, 0.5)))
    )
    answers <- answers_of(service, list(times = paste(times, collapse = ",")))
    lp <- stats::predict(fit, new, type = "lp")
    by_r <- outer(lp, times, \(lp, t) {
      survival::psurvreg(t, lp, fit$scale, dist)
    })
    expect_equal(survival_of(answers), unname(1 - by_r))
    expect_equal(
      median_of(answers),
      vapply(quantiles, \(a) a$quantiles[["0.5"]], 0)
    )
  }
})

test_that("the survival of a law of the user's own is one less its distribution", {
  own <- survival::survreg.distributions$weibull
  own$name <- "mine"
  fit <- survival::survreg(Surv(time, status) ~ age + sex, patients, dist = own)
  same <- survival::survreg(Surv(time, status) ~ age + sex, patients)
  query <- list(times = paste(times, collapse = ","))
  expect_equal(
    survival_of(answers_of(service_of(fit), query)),
    survival_of(answers_of(service_of(same), query))
  )
})

test_that("a survreg with a scale per stratum says why it has no quantiles", {
  fit <- survival::survreg(
    Surv(time, status) ~ age + strata(sex),
    patients,
    model = TRUE
  )
  expect_match(model_lacks(fit)[["quantiles"]], "strata\\(\\)")
  expect_named(model_choices(fit), c("type", "se"))
})

test_that("standard errors of a survreg are those of predict()", {
  fit <- survival::survreg(Surv(time, status) ~ age + sex, patients)
  answers <- answers_of(service_of(fit), list(se = "true"))
  said <- stats::predict(fit, new, se.fit = TRUE)
  expect_equal(vapply(answers, `[[`, 0, "value"), unname(said$fit))
  expect_equal(vapply(answers, `[[`, 0, "se"), unname(said$se.fit))
})

test_that("survival models are saved with times, proven by the library's own calls", {
  cox <- survival::coxph(Surv(time, status) ~ age + sex, patients, x = TRUE)
  law <- survival::survreg(Surv(time, status) ~ age + sex, patients)
  for (fit in list(cox, law)) {
    dir <- tempfile()
    save_model(fit, "m", patients, dir = dir, choose = list(times = c(90, 365)))
    card <- lambdaruntime::parse_json(readBin(
      file.path(dir, "model.json"),
      "raw",
      1e6
    ))
    expect_identical(card$task, "survival")
    expect_named(card$golden$predictions[[1]]$survival, c("90", "365"))
    expect_match(card$predict_call$survival, "c(90, 365)", fixed = TRUE)
    catalogue <- file.path(dir, "catalogue.json")
    content <- list(models = list(c(card, list(artifact = "model.rds"))))
    writeLines(unclass(lambdaruntime::to_json(content)), catalogue)
    expect_no_error(start_service(c(
      S3_MODEL_URI = paste0("file://", catalogue)
    )))
  }
})

test_that("a survival forest answers at times of its own, or of the request", {
  fit <- ranger::ranger(
    Surv(time, status) ~ age + ph.ecog,
    transform(patients, age = age + 0.3),
    num.trees = 5,
    seed = 1
  )
  model <- saved_service(fit, patients[c("time", "status", "age", "ph.ecog")])
  answers <- answers_of(
    model,
    list(times = paste(times, collapse = ",")),
    new[c("age", "ph.ecog")]
  )
  said <- stats::predict(fit, new)
  expect_identical(survival_of(answers)[, 4], c(1, 1, 1))
  last <- ncol(said$survival)
  expect_identical(survival_of(answers)[, 1], said$survival[, last])
  at <- max(which(said$unique.death.times <= 310))
  expect_identical(survival_of(answers)[, 5], said$survival[, at])
  expect_length(
    answers_of(model, NULL, new[c("age", "ph.ecog")])[[1]]$survival,
    5
  )
})
