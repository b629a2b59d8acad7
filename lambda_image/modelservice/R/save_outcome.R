# What a model that is saved answers: what the fit says of it, or what `data` does.

knows_outcome <- function(fit) {
  outcome <- tryCatch(
    model_outcome(as_kind(fit, "to be saved")),
    init_error = \(e) NULL
  )
  !is.null(outcome)
}

# The labels that a trimmed glm has lost are those of `data`.
saved_outcome <- function(fit, data, taken) {
  kind <- as_kind(fit, "to be saved")
  if (inherits(kind, "foreign_fit")) {
    kind$inputs <- taken
  }
  tryCatch(
    model_outcome(kind),
    init_error = \(e) {
      response <- response_of(fit, data)
      if (is.null(response)) {
        stop(e)
      }
      classification(levels(as.factor(response)))
    }
  )
}

response_of <- function(fit, data) {
  tryCatch(eval(model_response(fit), data, baseenv()), error = \(e) NULL)
}

# What a `predict` of the user's own answers, learnt from the first rows.
outcome_of <- function(model, data) {
  rows <- utils::head(data[input_names(model$inputs)])
  predicted <- model_predict(model, rows, default_options())
  if (is.factor(predicted)) {
    return(classification(levels(predicted)))
  }
  if (!is.matrix(predicted) || ncol(predicted) == 1) {
    return(list(task = "regression"))
  }
  sums <- rowSums(predicted)
  is_distribution <- all(predicted >= 0 & predicted <= 1, na.rm = TRUE) &&
    all(abs(sums - 1) < 1e-6, na.rm = TRUE)
  if (is_distribution) {
    return(classification(colnames(predicted)))
  }
  list(task = "regression", outcomes = colnames(predicted))
}
