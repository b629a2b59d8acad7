# partykit's trees and forests: ctree() and as.party() (constparty), cforest(), and
# lmtree() and glmtree(), which have a model in each leaf. All keep their model frame.

#' @export
model_packages.party <- function(fit) "partykit"

#' @export
model_packages.cforest <- model_packages.party

#' @export
model_inputs.party <- function(fit) {
  frame <- fit$data
  terms <- fit$terms
  if (is.null(terms) || is.null(frame)) {
    refuse_types("it keeps neither its terms nor its data")
  }
  attr(terms, "dataClasses") <- vapply(frame, stats::.MFclass, "")
  inputs_from_terms(terms, lapply(frame, known_levels), frame)
}

#' @export
model_inputs.cforest <- model_inputs.party

#' @export
model_outcome.party <- function(fit) {
  response <- party_response(fit)
  if (is.factor(response)) {
    return(classification(levels(response)))
  }
  if (!is.numeric(response) || !is.null(dim(response))) {
    refuse_response(response)
  }
  list(task = "regression")
}

#' @export
model_outcome.cforest <- model_outcome.party

#' @export
model_choices.party <- function(fit) list()

#' @export
model_choices.cforest <- model_choices.party

#' @export
model_calls.party <- function(fit) {
  call <- "predict(fit, newdata)"
  if (!is.factor(party_response(fit))) {
    return(c(value = call))
  }
  if (inherits(fit, "modelparty")) {
    return(c(probability = call))
  }
  c(label = call, probabilities = 'predict(fit, newdata, type = "prob")')
}

#' @export
model_calls.cforest <- model_calls.party

#' @export
model_predict.party <- function(fit, rows, options) {
  predicted <- predict(fit, rows)
  response <- party_response(fit)
  if (!is.factor(response)) {
    return(unname(predicted))
  }
  if (inherits(fit, "modelparty")) {
    return(both_labels(predicted, levels(response)))
  }
  probabilities <- predict(fit, rows, type = "prob")
  list(label = unname(predicted), probabilities = unnamed_rows(probabilities))
}

#' @export
model_predict.cforest <- model_predict.party

# Helpers ----

# A tree of models keeps no response but in the frame.
party_response <- function(fit) {
  response <- fit$fitted[["(response)"]]
  if (is.null(response)) fit$data[[1]] else response
}

known_levels <- function(values) {
  if (is.factor(values)) levels(values)
}

unnamed_rows <- function(table) {
  table <- as.matrix(table)
  rownames(table) <- NULL
  table
}

refuse_response <- function(response) {
  init_abort(
    "Model.UnknownKind",
    "The tree predicts an outcome of class ",
    class(response)[1],
    ", which is not one number or label per row: save it with",
    " modelservice::save_model(fit, name, data = ) and `predict`."
  )
}
