# gbm::gbm, with as many trees as predict() takes: the best by cross-validation or by
# the test rows where the fit has them, else all. Bernoulli fits are binary
# classifiers of 0 and 1.

#' @export
model_packages.gbm <- function(fit) "gbm"

#' @export
model_inputs.gbm <- function(fit) {
  levels <- fit$var.levels
  names(levels) <- fit$var.names
  # A type of 0 is a number; its "levels" are quantiles.
  is_factor <- fit$var.type != 0
  if (is.null(fit$Terms)) {
    return(inputs_from_names(fit$var.names, levels[is_factor]))
  }
  # predict.gbm() adds no offset, and reads none.
  terms <- terms(stats::reformulate(fit$var.names))
  environment(terms) <- environment(fit$Terms)
  attr(terms, "dataClasses") <- attr(fit$Terms, "dataClasses")
  inputs_from_terms(terms, levels[is_factor])
}

#' @export
model_outcome.gbm <- function(fit) {
  switch(
    fit$distribution$name,
    bernoulli = classification(c("0", "1")),
    multinomial = classification(fit$classes),
    list(task = "regression")
  )
}

#' @export
model_choices.gbm <- function(fit) {
  if (best_trees(fit) < fit$n.trees) list(trees = c("best", "all")) else list()
}

#' @export
model_calls.gbm <- function(fit) {
  name <- switch(
    fit$distribution$name,
    bernoulli = "probability",
    multinomial = "probabilities",
    "value"
  )
  stats::setNames('predict(fit, newdata, type = "response")', name)
}

#' @export
model_predict.gbm <- function(fit, rows, options) {
  all <- identical(options$trees, "all")
  trees <- if (all) fit$n.trees else best_trees(fit)
  # save_model(choose = list(n.trees = )) has the name that predict() has.
  if (!is.null(options$n.trees)) {
    trees <- options$n.trees
  }
  predicted <- predict(fit, rows, n.trees = trees, type = "response")
  switch(
    fit$distribution$name,
    bernoulli = both_labels(predicted, c("0", "1")),
    multinomial = matrix(
      predicted,
      nrow = nrow(rows),
      dimnames = list(NULL, fit$classes)
    ),
    predicted
  )
}

# Helpers ----

# The rule of predict.gbm() where it is given no number, without its message.
best_trees <- function(fit) {
  if (fit$train.fraction < 1) {
    return(gbm::gbm.perf(fit, method = "test", plot.it = FALSE))
  }
  if (!is.null(fit$cv.error)) {
    return(gbm::gbm.perf(fit, method = "cv", plot.it = FALSE))
  }
  length(fit$train.error)
}
