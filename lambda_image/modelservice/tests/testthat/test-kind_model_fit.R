test_that("a parsnip fit of a formula has the columns of its engine's terms", {
  engine <- stats::lm(pay ~ log(age) + group, crowd)
  fit <- a_model_fit(engine, preproc = list(y_var = "pay"))
  inputs <- model_inputs(as_kind(fit, "m"))
  expect_identical(vapply(inputs, `[[`, "", "type"), c("number", "factor"))
  expect_identical(
    unname(predicted(fit, crowd)),
    unname(stats::predict(engine, crowd))
  )
})

test_that("a formula for an engine of a matrix is made into one as parsnip does", {
  formula <- pay ~ age + group
  frame <- stats::model.frame(formula, crowd)
  x <- stats::model.matrix(formula, crowd)[, -1]
  engine <- glmnet::glmnet(x, crowd$pay, lambda = 0.01)
  pred <- list(
    numeric = pred_of(
      newx = quote(organize_glmnet_pre_pred(new_data, object)),
      type = "response",
      s = quote(object$spec$args$penalty),
      post = \(x, object) unname(x[, 1])
    )
  )
  terms <- attr(frame, "terms")
  options <- list(indicators = "traditional", remove_intercept = TRUE)
  fit <- a_model_fit(
    engine,
    pred,
    engine = "glmnet",
    libs = "glmnet",
    preproc = list(
      terms = terms,
      xlevels = stats::.getXlevels(terms, frame),
      options = options
    ),
    interface = "matrix"
  )
  fit$spec$args$penalty <- structure(~0.01, class = c("quosure", "formula"))
  expected <- unname(stats::predict(engine, x, s = 0.01)[, 1])
  expect_identical(predicted(fit, crowd), expected)
  expect_identical(predicted(fit, crowd[2, ]), expected[2])
})

test_that("a ranger without votes answers labels, and no intervals it cannot have", {
  engine <- ranger::ranger(
    group ~ age + size,
    crowd,
    num.trees = 1,
    num.threads = 1
  )
  label <- pred_of(data = quote(new_data), post = \(results, object) {
    results$predictions
  })
  fit <- a_model_fit(
    engine,
    list(class = label, prob = label, conf_int = label),
    engine = "ranger",
    libs = "ranger",
    lvl = levels(crowd$group)
  )
  expect_identical(names(as_kind(fit, "m")$calls), "class")
  expect_identical(
    as.character(predicted(fit, crowd)),
    as.character(stats::predict(engine, crowd)$predictions)
  )
})

test_that("a ranger has intervals where it kept which rows were in the bag", {
  ask <- list(
    numeric = pred_of(
      data = quote(new_data),
      seed = 1,
      post = \(results, object) {
        results$predictions
      }
    ),
    conf_int = list(
      func = c(fun = "ranger_confint"),
      args = list(object = quote(object), new_data = quote(new_data), seed = 1)
    )
  )
  grow <- \(keep) {
    ranger::ranger(
      pay ~ age + size,
      crowd,
      num.trees = 300,
      keep.inbag = keep,
      num.threads = 1
    )
  }
  served <- \(engine) {
    a_model_fit(engine, ask, engine = "ranger", libs = "ranger")
  }
  expect_identical(names(as_kind(served(grow(FALSE)), "m")$calls), "numeric")
  engine <- grow(TRUE)
  # ranger draws by lot to calibrate the errors.
  set.seed(1)
  said <- predicted(
    served(engine),
    crowd,
    interval = "confidence",
    level = 0.9
  )
  expect_identical(
    said[, "value"],
    stats::predict(engine, crowd)$predictions
  )
  set.seed(1)
  error <- stats::predict(engine, crowd, type = "se", seed = 1)$se
  expect_equal(said[, "upper"] - said[, "value"], stats::qnorm(0.95) * error)
})

test_that("a function that nobody has is refused by its name and its engine", {
  pred <- list(
    numeric = pred_of(newdata = quote(new_data), post = \(x, object) polish(x))
  )
  fit <- a_model_fit(stats::lm(pay ~ age, crowd), pred)
  expect_match(
    conditionMessage(init_error_of(as_kind(fit, "m"))),
    "the engine lm of linear_reg\\(\\) calls `polish\\(\\)`"
  )
})

test_that("a function of a package that no prediction loads is refused likewise", {
  pred <- list(numeric = pred_of(post = \(x, object) dplyr::mutate(x, a = 1)))
  fit <- a_model_fit(stats::lm(pay ~ age, crowd), pred)
  expect_match(
    conditionMessage(init_error_of(as_kind(fit, "m"))),
    "calls `mutate\\(\\)`"
  )
})

test_that("the package of a function is one that the model needs", {
  pred <- list(numeric = pred_of(func = c(pkg = "kernlab", fun = "predict")))
  fit <- a_model_fit(stats::lm(pay ~ age, crowd), pred)
  expect_identical(model_packages(as_kind(fit, "m")), "kernlab")
})
