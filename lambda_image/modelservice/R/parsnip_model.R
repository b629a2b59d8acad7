# A model_fit as its code expects it, and the rows as its engine does.

# With the arguments of its specification as values, where they are still code, and a
# booster that is read once.
readable_model <- function(model) {
  model$fit <- unbundled(model$fit)
  model$spec$args <- lapply(model$spec$args, plain_value)
  if (is_booster(model)) {
    model$fit <- read_booster(model$fit)
  }
  model
}

is_booster <- function(model) identical(model$spec$engine, "xgboost")

# An argument may stand as a quosure, which is a formula of one side.
plain_value <- function(x) {
  if (!inherits(x, c("quosure", "formula"))) {
    return(x)
  }
  code <- quosure_code(x)
  if (is.symbol(code) || is.call(code)) {
    tryCatch(eval(code, attr(x, ".Environment")), error = \(e) NULL)
  } else {
    code
  }
}

# rlang has a method of `[[` that complains.
quosure_code <- function(x) {
  parts <- unclass(x)
  if (length(parts) == 2) parts[[2]]
}

# What the engine was fitted on: the columns that parsnip gave it, in its interface.
engine_data <- function(model, data) {
  if (!is.null(model$preproc$terms)) {
    data <- terms_data(model$preproc, data)
  }
  taken <- model$preproc$x_var
  if (is.null(taken)) {
    taken <- model$preproc$x_names
  }
  if (!is.null(taken) && all(taken %in% names(data))) {
    data <- data[taken]
  }
  interface <- model$spec$method$fit$interface
  if (identical(interface, "matrix")) as.matrix(data) else data
}

# Helpers ----

# As parsnip's fit() of a formula made a matrix of the columns for an engine that takes
# one.
terms_data <- function(preproc, data) {
  terms <- stats::delete.response(preproc$terms)
  frame <- stats::model.frame(
    terms,
    data,
    na.action = stats::na.pass,
    xlev = preproc$xlevels
  )
  indicators <- preproc$options$indicators
  if (identical(indicators, "none")) {
    return(frame)
  }
  if (identical(indicators, "one_hot")) {
    frame <- one_hot_frame(frame)
  }
  matrix <- stats::model.matrix(terms, frame, preproc$options$contrasts)
  columns <- matrix_columns(matrix)
  if (isTRUE(preproc$options$remove_intercept)) {
    columns[["(Intercept)"]] <- NULL
  }
  as_rows(columns, nrow(frame))
}
