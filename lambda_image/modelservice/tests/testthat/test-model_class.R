test_that("a class has its package by the registrations of what is installed", {
  expect_identical(class_package("loess"), "stats")
  expect_identical(class_package("lda"), "MASS")
  expect_null(class_package("of nobody"))
})

test_that("the index is read where there is one, and says what a scan says", {
  file <- tempfile()
  write_class_index(file)
  pairs <- \(index) paste(index$class, index$package)
  expect_setequal(pairs(read_class_index(file)), pairs(scan_classes()))
})

test_that("a parent's method answers only where it is known to be right", {
  fit <- stats::lm(pay ~ age, people)
  expect_s3_class(as_kind(structure(fit, class = c("aov", "lm")), "m"), "lm")
  error <- init_error_of(as_kind(
    structure(fit, class = c("speedlm", "lm")),
    "m"
  ))
  expect_match(
    conditionMessage(error),
    "speedlm/lm, for which no installed package"
  )
  # MASS has a predict() method for this one, which is not nlme's.
  quasi <- structure(list(), class = c("glmmPQL", "lme"))
  expect_s3_class(as_kind(quasi, "m"), "foreign_fit")
})

test_that("whose method answers is worked out at the start, not at a request", {
  fit <- MASS::lqs(pay ~ age, people)
  saved <- prepared_model(
    fit,
    list(number("age")),
    outcome = list(task = "regression")
  )
  model <- new_model(saved, "m", strrep("a", 64))
  expect_s3_class(model$fit$kind, "foreign_fit")
  expect_identical(kind_inside(model$fit), model$fit$kind)
})
