# mlr3's learners, without mlr3: the R6 object of a trained learner carries the model of
# its package and, with no rows, the columns that it was trained on. The model answers,
# as its own kind does.

# Learners that do no more than call predict() of the model, by the end of their class.
mlr3_learners <- c(
  c("Rpart", "Ranger", "LM", "LogReg", "Multinom", "Nnet"),
  c("SVM", "NaiveBayes", "LDA", "QDA", "Ctree", "Cforest")
)

mlr3_fit <- function(fit, name) {
  learner <- sub("^Learner(Classif|Regr)", "", class(fit)[1])
  if (!learner %in% mlr3_learners) {
    refuse_learner(fit, "is not served as it is")
  }
  model <- fit$state$model
  if (is.null(model)) {
    refuse_learner(fit, "is not trained")
  }
  structure(
    class = "mlr3_fit",
    list(
      fit = model,
      kind = as_kind(model, name),
      columns = fit$state$data_prototype,
      features = fit$state$feature_names
    )
  )
}

#' @export
model_packages.mlr3_fit <- function(fit) model_packages(fit$kind)

#' @export
model_inputs.mlr3_fit <- function(fit) {
  if (is.null(fit$columns) || is.null(fit$features)) {
    return(model_inputs(fit$kind))
  }
  columns <- as.data.frame(fit$columns)
  inputs <- lapply(fit$features, \(name) {
    input_from_values(name, columns[[name]])
  })
  is_text <- vapply(inputs, \(input) input$type == "string", NA)
  inputs[is_text] <- text_inputs(fit, fit$features[is_text])
  inputs
}

#' @export
model_outcome.mlr3_fit <- function(fit) {
  labels <- reversed_labels(fit)
  if (is.null(labels)) model_outcome(fit$kind) else classification(labels)
}

#' @export
model_choices.mlr3_fit <- function(fit) model_choices(fit$kind)

#' @export
model_calls.mlr3_fit <- function(fit) {
  is_label <- !is.null(model_outcome(fit)$levels)
  call <- "fit$predict_newdata(newdata)$response"
  stats::setNames(call, if (is_label) "label" else "value")
}

#' @export
model_predict.mlr3_fit <- function(fit, rows, options) {
  options$levels <- reversed_labels(fit)
  model_predict(fit$kind, rows, options)
}

# Helpers ----

# A column without rows has no values of text, but the model may keep them.
text_inputs <- function(fit, names) {
  own <- as.list(if (length(names) > 0) own_inputs(fit$fit))
  own <- stats::setNames(own, input_names(own))
  lapply(names, \(name) {
    if (is.null(own[[name]]$levels)) {
      refuse_levels(name)
    }
    own[[name]]
  })
}

# A logistic regression is fitted without its model frame, and with the labels in reverse
# order, since mlr3's positive label is the first.
reversed_labels <- function(fit) {
  if (!inherits(fit$kind, "glm") || !is_binomial(fit$kind)) {
    return(NULL)
  }
  target <- setdiff(names(fit$columns), fit$features)
  if (length(target) == 1) rev(levels(fit$columns[[target]]))
}

refuse_learner <- function(fit, what) {
  init_abort(
    "Model.UnknownKind",
    "The model is the learner ",
    class(fit)[1],
    " of mlr3, which ",
    what,
    ": save what it holds, with modelservice::save_model(learner$model, name, data = ),",
    " or give save_model() a `predict` that calls learner$predict_newdata()."
  )
}
