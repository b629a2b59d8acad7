# randomForest::randomForest

#' @export
model_packages.randomForest <- function(fit) "randomForest"

#' @export
model_inputs.randomForest <- function(fit) {
  levels <- fit$forest$xlevels
  # A matrix was fitted: its columns are numbers, and the forest has no names of them.
  if (is.null(names(levels))) {
    return(inputs_from_names(rownames(fit$importance), NULL))
  }
  levels <- levels[vapply(levels, is.character, NA)]
  if (!is.null(fit$terms)) {
    return(inputs_from_terms(fit$terms, levels))
  }
  # Fitted with x and y: an ordered factor splits as a number does.
  lapply(names(fit$forest$xlevels), \(name) {
    if (is.null(levels[[name]])) {
      return(input_column(name, "number"))
    }
    factor_input(name, levels[[name]], fit$forest$ncat[[name]] == 1)
  })
}

#' @export
model_outcome.randomForest <- function(fit) {
  if (fit$type == "regression") {
    return(list(task = "regression"))
  }
  classification(fit$classes)
}

#' @export
model_choices.randomForest <- function(fit) list()

#' @export
model_calls.randomForest <- function(fit) {
  if (fit$type == "regression") {
    return(c(value = "predict(fit, newdata)"))
  }
  c(
    label = "predict(fit, newdata)",
    probabilities = 'predict(fit, newdata, type = "prob")'
  )
}

#' @export
model_predict.randomForest <- function(fit, rows, options) {
  if (fit$type == "regression") {
    return(predict(fit, rows))
  }
  probabilities <- unclass(predict(fit, rows, type = "prob"))
  list(label = cut_off(probabilities, fit), probabilities = probabilities)
}

# Helpers ----

# The label with the most votes for its cutoff: what predict() answers, which draws by
# lot between two that are equal.
cut_off <- function(probabilities, fit) {
  shares <- sweep(probabilities, 2, fit$forest$cutoff, "/")
  known <- rowSums(is.finite(shares)) == ncol(shares)
  colnames(probabilities)[likeliest(shares, known)]
}
