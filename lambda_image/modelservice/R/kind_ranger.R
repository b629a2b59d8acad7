# ranger::ranger. Probabilities come from a fit with probability = TRUE; another
# classifier answers labels alone.

#' @export
model_packages.ranger <- function(fit) "ranger"

#' @export
model_inputs.ranger <- function(fit) {
  names <- fit$forest$independent.variable.names
  levels <- fit$forest$covariate.levels
  if (is.null(levels) && !records_levels(fit)) {
    lapply(names, check_is_number, fit$forest)
  }
  inputs_from_names(names, levels)
}

#' @export
column_names.ranger <- function(fit, data) {
  fit$forest$independent.variable.names
}

#' @export
model_outcome.ranger <- function(fit) {
  switch(
    fit$treetype,
    Regression = list(task = "regression"),
    Survival = list(task = "survival", times = usual_times(fit)),
    classification(fit$forest$levels)
  )
}

#' @export
model_choices.ranger <- function(fit) {
  if (fit$treetype == "Survival") {
    times <- usual_times(fit)
    return(list(times = free_numbers(minimum = 0, default = times)))
  }
  if (has_quantiles(fit)) {
    return(list(quantiles = free_quantiles()))
  }
  list()
}

#' @export
model_lacks.ranger <- function(fit) {
  if (fit$treetype != "Regression" || has_quantiles(fit)) {
    return(character())
  }
  c(
    quantiles = paste(
      "This model cannot give quantiles: fit it again with",
      "ranger(..., quantreg = TRUE)."
    )
  )
}

#' @export
model_calls.ranger <- function(fit) {
  if (fit$treetype == "Survival") {
    return(ranger_survival_calls)
  }
  name <- switch(
    fit$treetype,
    Regression = "value",
    Classification = "label",
    "probabilities"
  )
  calls <- stats::setNames("predict(fit, newdata)$predictions", name)
  if (has_quantiles(fit)) {
    calls["quantiles"] <- paste0(
      'predict(fit, newdata, type = "quantiles", quantiles = quantiles)$predictions'
    )
  }
  calls
}

#' @export
model_predict.ranger <- function(fit, rows, options) {
  if (fit$treetype == "Survival") {
    return(ranger_survival(fit, rows, options$times))
  }
  if (!is.null(options$quantiles)) {
    return(ranger_quantiles(fit, rows, options$quantiles))
  }
  predicted <- predict(fit, data = rows, num.threads = 1)$predictions
  if (fit$treetype == "Regression") {
    return(predicted)
  }
  if (fit$treetype == "Classification") {
    return(factor(predicted, levels = fit$forest$levels))
  }
  matrix(
    predicted,
    nrow = nrow(rows),
    dimnames = list(NULL, colnames(fit$predictions))
  )
}

# Helpers ----

# A version that keeps the levels of its factors, and so has none where it keeps none:
# CRAN's first that has this field is later than the first with levels, 0.15.
records_levels <- function(fit) "max.depth" %in% names(fit)

# Before version 0.15 a ranger does not record which columns were factors: it splits
# them in the middle of two codes, at 1.5, 2, 2.5 and so on. A column that is split
# anywhere else was a number; of one that is not, nobody can tell.
check_is_number <- function(name, forest) {
  id <- match(name, forest$independent.variable.names) - 1
  splits <- unlist(lapply(
    seq_along(forest$split.varIDs),
    tree_splits,
    id,
    forest
  ))
  is_ordered <- forest$is.ordered[[id + 1]]
  is_number <- any(splits < 1 | (2 * splits) %% 1 != 0)
  if (!is_ordered || !is_number) {
    refuse_types(
      "a fit of this version of ranger does not keep whether `",
      name,
      "` is a number or a factor"
    )
  }
}

# Where a tree splits a column; a leaf keeps something else in the same place.
tree_splits <- function(tree, id, forest) {
  is_leaf <- forest$child.nodeIDs[[tree]][[1]] == 0
  at <- !is_leaf & forest$split.varIDs[[tree]] == id
  forest$split.values[[tree]][at]
}
