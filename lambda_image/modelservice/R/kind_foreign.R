# A fit of no kind that has a file here, but whose class has a predict() method in an
# installed package: `predict(fit, newdata)` answers, and the columns are found where
# most fits keep them.
#
# `inputs` and `outcome` are what save_model() has learnt from `data`, where it was given.
foreign_fit <- function(fit, package, inputs = NULL, outcome = NULL) {
  structure(
    class = "foreign_fit",
    list(fit = fit, package = package, inputs = inputs, outcome = outcome)
  )
}

#' @export
model_packages.foreign_fit <- function(fit) fit$package

#' @export
model_inputs.foreign_fit <- function(fit) {
  if (is.null(fit$inputs)) model_inputs.default(fit$fit) else fit$inputs
}

# What it answers is seen from one answer: labels, several numbers, or one.
#' @export
model_outcome.foreign_fit <- function(fit) {
  if (!is.null(fit$outcome)) {
    return(fit$outcome)
  }
  said <- example_answer(fit)
  if (is.factor(said)) {
    return(classification(levels(said)))
  }
  if (is.matrix(said) && is.numeric(said) && ncol(said) > 1) {
    return(list(task = "regression", outcomes = colnames(said)))
  }
  list(task = "regression")
}

#' @export
model_calls.foreign_fit <- function(fit) {
  is_label <- !is.null(model_outcome(fit)$levels)
  stats::setNames("predict(fit, newdata)", if (is_label) "label" else "value")
}

#' @export
model_predict.foreign_fit <- function(fit, rows, options) {
  predict(fit$fit, rows)
}

# Helpers ----

# NULL where it cannot predict: warm_up() then says why.
example_answer <- function(fit) {
  plan <- new_plan(model_inputs(fit))
  table <- new_table(1L, records = list(example_record(plan$inputs)))
  tryCatch(
    suppressWarnings(model_predict(fit, read_rows(table, plan)$rows, list())),
    error = \(e) NULL
  )
}

refuse_kind <- function(fit) {
  init_abort(
    "Model.UnknownKind",
    "The model is of class ",
    paste(class(fit), collapse = "/"),
    ", and does not say which columns it requires: save it with",
    " modelservice::save_model() and name them in `inputs`."
  )
}
