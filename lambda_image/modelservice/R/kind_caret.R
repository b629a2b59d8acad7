# caret::train, by formula and by x and y. The fit carries what predict.train() runs: the
# functions of its method (`modelInfo`), the engine's own fit and what prepares the rows.
# So caret itself, which takes two seconds to load, is only needed where one of those
# names it (caret_packages.R).

#' @export
model_packages.train <- function(fit) {
  check_train(fit)
  packages <- c(fit$modelInfo$library, named_packages(fit))
  packages <- setdiff(packages, unused_packages(fit))
  unique(c(packages, if (needs_caret(fit)) "caret"))
}

#' @export
model_inputs.train <- function(fit) {
  if (inherits(fit, "train.formula")) {
    return(inputs_from_terms(fit$terms, fit$xlevels, fit$trainingData))
  }
  seen <- training_columns(fit)
  filled <- imputed_columns(fit)
  lapply(names(seen), \(name) {
    input <- seen_input(name, seen[[name]])
    input$nullable <- name %in% filled
    input
  })
}

#' @export
model_outcome.train <- function(fit) {
  if (fit$modelType == "Regression") {
    return(list(task = "regression"))
  }
  classification(train_levels(fit))
}

#' @export
model_choices.train <- function(fit) list()

#' @export
model_calls.train <- function(fit) {
  if (fit$modelType == "Regression") {
    return(c(value = "predict(fit, newdata)"))
  }
  c(
    label = "predict(fit, newdata)",
    probabilities = if (shows_probabilities(fit)) {
      'as.matrix(predict(fit, newdata, type = "prob"))'
    }
  )
}

#' @export
model_predict.train <- function(fit, rows, options) {
  n <- nrow(rows)
  # caret's methods drop a dimension where there is but one row.
  if (n == 1) {
    rows <- rows[c(1, 1), , drop = FALSE]
  }
  row.names(rows) <- NULL
  prepared <- train_rows(fit, rows)
  answers <- train_answers(fit, prepared$rows)
  in_train_rows(answers, prepared$at, n, fit)
}

#' @export
made_ready.train <- function(fit) {
  if (fit$modelType == "Classification") {
    fit$shows_probabilities <- shows_probabilities(fit)
  }
  fit
}

# Helpers ----

check_train <- function(fit) {
  if (inherits(fit, "train.recipe")) {
    refuse_train("was fitted with a recipe")
  }
  if (!is.function(fit$modelInfo$predict)) {
    refuse_train("has no functions of its method (`modelInfo`)")
  }
}

refuse_train <- function(...) {
  init_abort(
    "Model.UnknownKind",
    "The model is a train() of caret that ",
    ...,
    ", which is not served as it is: save it with modelservice::save_model(fit, name,",
    " data = ) and `predict`, and add caret to lambda_image/packages.txt."
  )
}

# The columns of x: with `returnData = FALSE` as its prototype of no rows has them.
training_columns <- function(fit) {
  seen <- fit$trainingData
  if (is.null(seen)) {
    seen <- fit$ptype
  }
  if (is.null(seen)) {
    refuse_types("it was trained with returnData = FALSE")
  }
  seen <- as.data.frame(seen)
  seen[setdiff(names(seen), c(".outcome", ".weights"))]
}

# Text is one of the values that x had.
seen_input <- function(name, values) {
  input <- input_from_values(name, values)
  if (input$type != "string") {
    return(input)
  }
  if (length(values) == 0) {
    refuse_levels(name)
  }
  input_column(name, "string", sort(unique(values)))
}

# predict() of a formula leaves out rows with NA before anything could fill them in.
imputed_columns <- function(fit) {
  method <- fit$preProcess$method
  if (!is.list(method)) {
    return(character())
  }
  unlist(method[c("medianImpute", "knnImpute", "bagImpute")])
}

train_levels <- function(fit) as.vector(fit$levels)
