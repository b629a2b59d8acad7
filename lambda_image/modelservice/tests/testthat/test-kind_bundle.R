situate_workflow <- function(object) {
  res <- bundle::swap_element(object, "fit", "fit")
  res <- bundle::swap_element(res, "pre", "mold", "blueprint", "recipe")
  structure(res, class = "workflow")
}

situate_model <- function(object) {
  res <- bundle::swap_element(object, "fit")
  structure(res, class = c("_lm", "model_fit"))
}

test_that("a bundle answers as what is in it, however deep", {
  whole <- formula_workflow(pay ~ age + group, intercept = TRUE)
  packed <- whole
  packed$fit$fit <- bundle_of(whole$fit$fit, "bundled_model_fit", situate_model)
  fit <- bundle_of(packed, "bundled_workflow", situate_workflow)
  expect_identical(predicted(fit, crowd), predicted(whole, crowd))
  expect_match(model_calls(as_kind(fit, "m")), "bundle::unbundle\\(fit\\)")
})

test_that("the bytes of a booster are what is read", {
  bytes <- structure(
    list(object = as.raw(1:3), situate = identity),
    class = c("bundled_xgb.Booster", "bundle")
  )
  expect_identical(unbundled(bytes), as.raw(1:3))
})

test_that("a bundle that only its own package opens is refused by its class", {
  keras <- bundle_of(
    list(),
    "bundled_keras",
    \(object) keras::unserialize_model(object)
  )
  expect_match(
    conditionMessage(init_error_of(as_kind(keras, "m"))),
    "a bundle of class bundled_keras, which only its own package can open"
  )
})
