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
#' @return `list(task)` with task `"regression"` or, of a survival model,
#'   `"survival"`; `list(task, outcomes)` with the names of several outcomes;
#'   `list(task, quantiles)` with the probabilities of a fit that always answers
#'   quantiles, `list(task, times)` of one that always answers with survival at times;
#'   `list(task = "forecast", interval)` of a time series, whose rows are steps in time,
#'   and whether its bounds are known; or `list(task, levels)` with `"binary"` or
#'   `"classification"` and the labels.
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
#' @return A named list of the allowed values, the default first: `type`, `interval`,
#'   or an argument of the fit's own, such as `s`. `se = "true"`: a request may ask for
#'   standard errors. `times` (of a survival model) and `quantiles` are
#'   [free_numbers()]. A request for anything else is refused.
#' @export
model_choices <- function(fit) UseMethod("model_choices")

#' The calls of predict() that an answer stands for
#'
#' What a reader of the card may check an answer with, and what [save_model()] compares
#' the answers with before it writes the file.
#'
#' @param fit A fitted model.
#' @return R code with `fit` and `newdata`, named for what it gives: `value` (a number
#'   per row, or a column per outcome), `label`, `probabilities` (rows by labels) or
#'   `probability` (of the second label). Where a request may choose them, `survival`
#'   and `median` with `times`, and `quantiles` with `quantiles` in the code: a matrix
#'   of rows by times, a number per row, a matrix of rows by quantiles.
#' @export
model_calls <- function(fit) UseMethod("model_calls")

#' @export
model_calls.default <- function(fit) character()

#' Predict all rows at once
#'
#' @param fit A fitted model.
#' @param rows A data frame of the columns of [model_inputs()].
#' @param options `list(type, interval, level, ...)`, as [model_choices()] allows.
#' @return For regression a number per row, with an interval a matrix with the columns
#'   value, lower and upper, and of several outcomes a matrix with a column for each;
#'   with standard errors one with the columns value and se, at times
#'   `list(median, survival)` with a matrix of rows by times (a median that is never
#'   reached is `NA`), at quantiles a matrix of rows by quantiles; for a forecast
#'   `list(time, values)`, a time per step and a matrix with the columns value, lower
#'   and upper, or value alone;
#'   for classification a matrix of probabilities, rows by labels, or the labels (a
#'   factor or text), or both as `list(label, probabilities)`. A row that the method
#'   drops may be missing where the names say which are there. Anything else is refused.
#' @export
model_predict <- function(fit, rows, options) UseMethod("model_predict")

# Why a fit cannot what others of its kind can: a sentence for each option that it does
# not have.
model_lacks <- function(fit) UseMethod("model_lacks")

#' @export
model_lacks.default <- function(fit) character()

# The fit with what each request would work out again, once its packages are loaded.
made_ready <- function(fit) UseMethod("made_ready")

#' @export
made_ready.default <- function(fit) fit

# For a kind of the user's own that leaves some of these out.

#' @export
model_packages.default <- function(fit) character()

#' @export
model_inputs.default <- function(fit) {
  terms <- tryCatch(terms(fit), error = \(e) NULL)
  if (!inherits(terms, "terms")) {
    refuse_kind(fit)
  }
  fields <- if (is.list(fit)) unclass(fit)
  inputs_from_terms(terms, fields$xlevels, fields$model)
}

#' @export
model_outcome.default <- function(fit) list(task = "regression")

#' @export
model_choices.default <- function(fit) list()

# The names of the columns alone, of a fit whose types only `data` tells.
column_names <- function(fit, data) UseMethod("column_names")

#' @export
column_names.default <- function(fit, data) {
  fit <- inner_fit(fit)
  terms <- tryCatch(delete.response(terms(fit)), error = \(e) NULL)
  if (is.null(terms)) {
    refuse_kind(fit)
  }
  used <- unlist(lapply(evaluated_variables(terms, list()), all.vars))
  intersect(used, names(data))
}

# A fit with all that is asked of it at every request, worked out once.
new_model <- function(fit, name, sha256) {
  size <- as.numeric(utils::object.size(fit))
  fit <- as_kind(fit, name)
  load_packages(fit, name)
  inputs <- model_inputs(fit)
  attach_packages(inner_fit(fit))
  fit <- made_ready(fit)
  outcome <- model_outcome(fit)
  list(
    name = name,
    version = substr(sha256, 1, 12),
    sha256 = sha256,
    fit = fit,
    size = size,
    plan = new_plan(inputs, model_policy(fit)),
    choices = model_choices(fit),
    lacks = model_lacks(fit),
    calls = answer_calls(fit),
    task = outcome$task,
    levels = outcome$levels,
    outcomes = outcome$outcomes,
    times = outcome$times,
    interval = outcome$interval,
    quantiles = outcome$quantiles,
    chosen = chosen_shape(fit)
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
    require_package(package, name)
  }
}

require_package <- function(package, name) {
  if (!requireNamespace(package, quietly = TRUE)) {
    refuse_package(package, list(uri = name))
  }
}

# Functions that a formula may call without naming their package: predict() finds
# them only where it is attached, as it was where the model was fitted.
formula_packages <- c(ns = "splines", bs = "splines", strata = "survival")

attach_packages <- function(fit) {
  terms <- tryCatch(terms(fit), error = \(e) NULL)
  used <- intersect(all.names(attr(terms, "predvars")), names(formula_packages))
  for (package in unique(formula_packages[used])) {
    require_package(package, "of this formula")
    if (!paste0("package:", package) %in% search()) attachNamespace(package)
  }
}

# The fit as its own library made it.
inner_fit <- function(fit) {
  while (inherits(fit, c("prepared_model", "foreign_fit", "forecast_fit"))) {
    fit <- fit$fit
  }
  fit
}
