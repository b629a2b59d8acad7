# pls::plsr, pcr and cppls. predict() gives the answers of one component, of two and so
# on; the answer is that of all, and `ncomp` chooses fewer.

#' @export
model_packages.mvr <- function(fit) "pls"

#' @export
model_inputs.mvr <- function(fit) {
  levels <- lapply(fit$model, known_levels)
  inputs_from_terms(fit$terms, levels, fit$model)
}

#' @export
model_outcome.mvr <- function(fit) {
  outcomes <- dimnames(fit$coefficients)[[2]]
  list(
    task = "regression",
    outcomes = if (length(outcomes) > 1) outcomes
  )
}

#' @export
model_choices.mvr <- function(fit) {
  list(ncomp = as.character(rev(seq_len(fit$ncomp))))
}

# Whatever `ncomp` is: the last of the numbers of components that predict() gives.
#' @export
model_calls.mvr <- function(fit) {
  c(
    value = "(\\(p) array(p[, , dim(p)[3]], dim(p)[1:2]))(predict(fit, newdata))"
  )
}

#' @export
model_predict.mvr <- function(fit, rows, options) {
  ncomp <- if (is.null(options$ncomp)) fit$ncomp else as.integer(options$ncomp)
  predicted <- predict(fit, rows, ncomp = ncomp)
  matrix(
    predicted,
    nrow = nrow(rows),
    dimnames = list(rownames(predicted), NULL)
  )
}
