# gbm::gbm, with all its trees. Bernoulli fits are binary classifiers of 0 and 1.

#' @export
model_packages.gbm <- function(fit) "gbm"

#' @export
model_inputs.gbm <- function(fit) {
  levels <- fit$var.levels
  names(levels) <- fit$var.names
  # A type of 0 is a number; its "levels" are quantiles.
  inputs_from_names(fit$var.names, levels[fit$var.type != 0])
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
model_choices.gbm <- function(fit) list()

#' @export
model_predict.gbm <- function(fit, rows, options) {
  predicted <- predict(fit, rows, n.trees = fit$n.trees, type = "response")
  switch(
    fit$distribution$name,
    bernoulli = cbind("0" = 1 - predicted, "1" = predicted),
    multinomial = matrix(
      predicted,
      nrow = nrow(rows),
      dimnames = list(NULL, fit$classes)
    ),
    as.vector(predicted)
  )
}
