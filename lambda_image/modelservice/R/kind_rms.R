# The fits of rms: ols, lrm, orm, Glm, Gls, cph, psm, Rq and bj. All but lrm are answered
# with the linear predictor, as predict() does.

#' @export
model_packages.rms <- function(fit) "rms"

#' @export
model_inputs.rms <- function(fit) {
  design <- fit$Design
  at <- which(!duplicated(design$name) & design$assume.code != 9)
  inputs <- lapply(at, design_input, design)
  c(inputs, lapply(rest_of_formula(fit, input_names(inputs)), number_input))
}

#' @export
model_outcome.rms <- function(fit) list(task = "regression")

#' @export
model_outcome.lrm <- function(fit) classification(names(fit$freq))

#' @export
model_choices.rms <- function(fit) list(se = "true")

#' @export
model_choices.lrm <- function(fit) list()

#' @export
model_calls.rms <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_calls.lrm <- function(fit) {
  if (length(fit$freq) == 2) {
    return(c(probability = 'predict(fit, newdata, type = "fitted")'))
  }
  c(probabilities = 'unname(predict(fit, newdata, type = "fitted.ind"))')
}

#' @export
model_predict.rms <- function(fit, rows, options) {
  if (!asks_se(options)) {
    return(in_whole_rows(rows, NULL, \(rows) as.vector(predict(fit, rows))))
  }
  in_whole_rows(rows, c("value", "se"), \(rows) {
    said <- predict(fit, rows, se.fit = TRUE)
    cbind(said$linear.predictors, said$se.fit)
  })
}

#' @export
model_predict.lrm <- function(fit, rows, options) {
  levels <- names(fit$freq)
  in_whole_rows(rows, levels, \(rows) {
    if (length(levels) == 2) {
      return(both_labels(predict(fit, rows, type = "fitted"), levels))
    }
    # One row drops the matrix; its names are "outcome=level".
    matrix(predict(fit, rows, type = "fitted.ind"), nrow = nrow(rows))
  })
}

# Helpers ----

# What rms records of a column is what was done with it (`assume`), with the levels of a
# factor, a stratum or a scored number in `parms`.
design_input <- function(at, design) {
  name <- design$name[[at]]
  levels <- as.character(design$parms[[name]])
  switch(
    design$assume[[at]],
    category = ,
    strata = factor_input(name, levels),
    scored = input_column(name, "number", levels),
    matrix = refuse_shape(name),
    asis = if (paste0(name, "TRUE") %in% design$mmcolnames) {
      input_column(name, "boolean")
    } else {
      number_input(name)
    },
    number_input(name)
  )
}

number_input <- function(name) input_column(name, "number")

# An offset is a number; of another name that `Design` does not have, nothing is known.
rest_of_formula <- function(fit, known) {
  terms <- fit$terms
  variables <- as.list(attr(terms, "variables"))[-1]
  offsets <- unlist(lapply(variables[attr(terms, "offset")], all.vars))
  rest <- setdiff(all.vars(delete.response(terms)), known)
  for (name in setdiff(rest, offsets)) {
    refuse_types("it does not keep what `", name, "` is")
  }
  rest
}
