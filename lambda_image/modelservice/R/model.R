# What this package wants to know of a fitted model: four generics, and a short
# file a kind (kind_*.R) that answers them.

#' The columns that a fit wants of a row
#'
#' @param fit A fitted model.
#' @return A list of [input_column()]s.
#' @export
model_inputs <- function(fit) UseMethod("model_inputs")

#' What a fit predicts
#'
#' @param fit A fitted model.
#' @return `list(task)` with task `"regression"`, or `list(task, levels)` with
#'   `"binary"` or `"classification"` and the labels.
#' @export
model_outcome <- function(fit) UseMethod("model_outcome")

#' The R packages without which a fit cannot predict
#'
#' @param fit A fitted model.
#' @return A character vector.
#' @export
model_packages <- function(fit) UseMethod("model_packages")

#' Predict all rows at once
#'
#' @param fit A fitted model.
#' @param rows A data frame of the columns of [model_inputs()].
#' @return For regression a number a row; for classification a matrix of
#'   probabilities, rows by labels.
#' @export
model_predict <- function(fit, rows) UseMethod("model_predict")

# A fit with all that is asked of it at every request, worked out once.
new_model <- function(fit, name, sha256) {
  load_packages(fit, name)
  outcome <- model_outcome(fit)
  list(
    name = name,
    version = substr(sha256, 1, 12),
    fit = fit,
    plan = plan_columns(model_inputs(fit)),
    task = outcome$task,
    levels = outcome$levels
  )
}

# Helpers ----

load_packages <- function(fit, name) {
  for (package in model_packages(fit)) {
    if (!requireNamespace(package, quietly = TRUE)) {
      refuse_package(package, list(uri = name))
    }
  }
}
