# xgboost's boosters: `xgb.Booster` of xgb.train(), `xgboost` of xgboost() 3, and the bytes
# of xgb.save.raw(). They are scored here (booster.R), without the package.
#
# What predict() says is the answer: a number where the booster has no labels, even for
# binary:logistic. NA is a value like any other to it, so null is none of the errors.

is_xgboost <- function(fit) inherits(fit, "xgb.Booster") || is.raw(fit)

# The booster is read once, when the model is made.
booster_fit <- function(fit) {
  structure(
    class = "booster_fit",
    list(fit = fit, booster = read_booster(fit), labels = booster_labels(fit))
  )
}

#' @export
model_packages.booster_fit <- function(fit) character()

#' @export
model_inputs.booster_fit <- function(fit) {
  names <- fit$booster$names
  if (is.null(names)) {
    refuse_nameless()
  }
  types <- fit$booster$types
  if (is.null(types)) {
    types <- rep("float", length(names))
  }
  lapply(seq_along(names), \(i) {
    booster_input(names[[i]], types[[i]], inherits(fit$fit, "xgboost"))
  })
}

#' @export
model_outcome.booster_fit <- function(fit) {
  booster <- fit$booster
  if (!is.null(fit$labels)) {
    return(classification(fit$labels))
  }
  outputs <- length(booster$base)
  if (objectives[[booster$objective]]$task == "classes") {
    return(classification(as.character(seq_len(outputs) - 1)))
  }
  if (length(booster$alphas) > 1) {
    return(list(task = "regression", quantiles = booster$alphas))
  }
  if (outputs > 1 && booster$objective != "multi:softmax") {
    return(list(task = "regression", outcomes = output_names(fit$fit, outputs)))
  }
  list(task = "regression")
}

#' @export
model_choices.booster_fit <- function(fit) {
  is_number <- length(fit$booster$base) == 1 && is.null(fit$labels)
  if (is_number) list(type = c("response", "margin")) else list()
}

#' @export
model_calls.booster_fit <- function(fit) {
  if (is.raw(fit$fit)) {
    return(character())
  }
  if (!is.null(fit$labels)) {
    return(labelled_calls(fit))
  }
  # xgboost 1 gives a vector of all probabilities, unless it is asked for a matrix.
  old <- length(fit$booster$base) > 1 && !is.null(unclass(fit$fit)[["raw"]])
  matrix <- if (inherits(fit$fit, "xgboost")) {
    "newdata"
  } else {
    "as.matrix(newdata)"
  }
  call <- paste0("predict(fit, ", matrix, if (old) ", reshape = TRUE", ")")
  outcome <- model_outcome(fit)
  part <- if (!is.null(outcome$levels)) {
    "probabilities"
  } else if (!is.null(outcome$quantiles)) {
    "quantiles"
  } else {
    "value"
  }
  stats::setNames(call, part)
}

#' @export
model_predict.booster_fit <- function(fit, rows, options) {
  x <- booster_matrix(rows)
  if (!is.null(fit$labels)) {
    return(labelled_answer(fit, x))
  }
  type <- if (identical(options$type, "margin")) "margin" else "response"
  scores <- score_booster(fit$booster, x, type)
  if (is.matrix(scores)) {
    outcome <- model_outcome(fit)
    colnames(scores) <- c(outcome$levels, outcome$outcomes)
  }
  scores
}

#' @export
column_names.booster_fit <- function(fit, data) {
  if (is.null(fit$booster$names)) {
    refuse_nameless()
  }
  fit$booster$names
}

# Helpers ----

# Those that xgboost() 3 was given as a factor.
booster_labels <- function(fit) {
  if (inherits(fit, "xgboost")) attr(fit, "metadata")$y_levels
}

# As xgboost names the types: float, q (a quantity), int, i (true or false), c (a
# category, of which it keeps the number alone).
booster_input <- function(name, type, is_frame) {
  if (type == "c") {
    init_abort(
      "Model.LevelsUnknown",
      "The column `",
      name,
      "` is a factor, of which the booster keeps the numbers of the levels, not the",
      " levels: save it with modelservice::save_model(fit, name, data = ), which takes",
      " them from the data."
    )
  }
  if (!type %in% c("float", "q", "int", "i")) {
    refuse_booster("the feature `", name, "` has the type ", shown(type))
  }
  is_boolean <- is_frame && type == "i"
  input_column(name, if (is_boolean) "boolean" else "number", nullable = TRUE)
}

# A factor as its categories, which are counted from 0.
booster_matrix <- function(rows) {
  if (is.matrix(rows)) {
    return(rows)
  }
  columns <- lapply(rows, \(column) {
    if (is.factor(column)) as.integer(column) - 1 else as.double(column)
  })
  matrix(
    unlist(columns),
    nrow = nrow(rows),
    dimnames = list(NULL, names(rows))
  )
}

# The label is that of the greatest margin, the second of two where it is 0.
labelled_answer <- function(fit, x) {
  margins <- score_booster(fit$booster, x, "margin")
  best <- if (is.matrix(margins)) {
    max.col(margins, ties.method = "first")
  } else {
    (margins >= 0) + 1
  }
  label <- factor(fit$labels[best], levels = fit$labels)
  scores <- score_booster(fit$booster, x)
  switch(
    objectives[[fit$booster$objective]]$task,
    binary = list(
      label = label,
      probabilities = both_labels(scores, fit$labels)
    ),
    classes = {
      colnames(scores) <- fit$labels
      list(label = label, probabilities = scores)
    },
    label
  )
}

labelled_calls <- function(fit) {
  part <- switch(
    objectives[[fit$booster$objective]]$task,
    binary = "probability",
    classes = "probabilities"
  )
  probabilities <- if (!is.null(part)) {
    stats::setNames("predict(fit, newdata)", part)
  }
  c(label = 'predict(fit, newdata, type = "class")', probabilities)
}

output_names <- function(fit, outputs) {
  names <- attr(fit, "metadata")$y_names
  if (length(names) == outputs) names else paste0("V", seq_len(outputs))
}

refuse_nameless <- function() {
  init_abort(
    "Model.TypeUnknown",
    "The booster has no names of its features: give the matrix that it is trained on",
    " column names, or save it with modelservice::save_model(fit, name, data = ,",
    " inputs = ), where `inputs` names the columns of `data` in the order of the",
    " features."
  )
}
