# What this package asks of a fitted model: generics, and a short file per kind
# (kind_*.R) that answers them.

#' The columns that a fit requires of a row
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

#' What a request may choose
#'
#' @param fit A fitted model.
#' @return A named list of the allowed values, the default first: `type`,
#'   `interval`. A request for anything else is refused.
#' @export
model_choices <- function(fit) UseMethod("model_choices")

#' Predict all rows at once
#'
#' @param fit A fitted model.
#' @param rows A data frame of the columns of [model_inputs()].
#' @param options `list(type, interval, level)`, as [model_choices()] allows.
#' @return For regression one number per row, or with an interval a matrix with the
#'   columns `value`, `lower` and `upper`; for classification a matrix of
#'   probabilities, rows by labels, or, of a fit without any, a factor.
#' @export
model_predict <- function(fit, rows, options) UseMethod("model_predict")

# A fit with all that is asked of it at every request, worked out once.
new_model <- function(fit, name, sha256) {
  load_packages(fit, name)
  outcome <- model_outcome(fit)
  list(
    name = name,
    version = substr(sha256, 1, 12),
    sha256 = sha256,
    fit = fit,
    size = as.numeric(utils::object.size(fit)),
    plan = new_plan(model_inputs(fit), model_policy(fit)),
    choices = model_choices(fit),
    task = outcome$task,
    levels = outcome$levels
  )
}

# What to do with null and with a level that the training data did not have:
# "error", or "impute" (the fit gets NA and fills it in).
model_policy <- function(fit) {
  policy <- if (inherits(fit, "prepared_model")) fit$policy
  if (is.null(policy)) list(null = "error", unseen = "error") else policy
}

# Helpers ----

load_packages <- function(fit, name) {
  for (package in model_packages(fit)) {
    if (!requireNamespace(package, quietly = TRUE)) {
      refuse_package(package, list(uri = name))
    }
  }
}
