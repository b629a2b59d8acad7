# parsnip's model_fit, alone or in a workflow. Its predictions are those of parsnip:
# `type = "numeric"` and its intervals, or the label of `type = "class"` with the
# probabilities of `type = "prob"`.
#
# `fit` is what the file holds, `model` the model_fit in it; `table` says which columns a
# request gives and makes of them what the model was fitted on (forge_table.R).
parsnip_kind <- function(fit, model, table = NULL, outcomes = NULL) {
  model <- readable_model(model)
  if (is.null(table)) {
    table <- fit_table(model)
    outcomes <- model$preproc$y_var
  }
  structure(
    class = "parsnip_fit",
    list(
      fit = fit,
      model = model,
      table = table,
      calls = parsnip_calls(model),
      outcome = parsnip_outcome(model, outcomes)
    )
  )
}

#' @export
model_packages.parsnip_fit <- function(fit) {
  own <- c(
    c("parsnip", "workflows", "base", "stats"),
    if (is_booster(fit$model)) "xgboost",
    parsnip_extensions
  )
  called <- unlist(lapply(fit$calls, `[[`, "packages"))
  libs <- setdiff(fit$model$spec$method$libs, own)
  unique(c(libs, setdiff(called, c("base", "stats")), fit$table$packages))
}

#' @export
model_inputs.parsnip_fit <- function(fit) {
  if (!is.null(fit$table$attach)) {
    fit$table$attach()
  }
  fit$table$inputs()
}

#' @export
column_names.parsnip_fit <- function(fit, data) {
  preproc <- fit$model$preproc
  names <- c(preproc$x_var, preproc$x_names)
  if (length(names) == 0 || !inherits(fit$fit, "model_fit")) {
    refuse_kind(fit$fit)
  }
  names
}

#' @export
model_outcome.parsnip_fit <- function(fit) fit$outcome

#' @export
model_choices.parsnip_fit <- function(fit) {
  if (!is.null(fit$outcome$levels) || !is.null(fit$outcome$outcomes)) {
    return(list())
  }
  known <- c(confidence = "conf_int", prediction = "pred_int")
  intervals <- names(known)[known %in% names(fit$calls)]
  if (length(intervals) > 0) list(interval = c("none", intervals)) else list()
}

#' @export
model_calls.parsnip_fit <- function(fit) {
  object <- if (inherits(fit$fit, "bundle")) "bundle::unbundle(fit)" else "fit"
  call <- \(rest) paste0("predict(", object, ", newdata", rest)
  if (is.null(fit$outcome$levels)) {
    several <- !is.null(fit$outcome$outcomes)
    return(c(value = call(if (several) ")" else ")$.pred")))
  }
  label <- call(")$.pred_class")
  if (is.null(fit$calls$prob)) {
    return(c(label = label))
  }
  c(label = label, probabilities = call(', type = "prob")'))
}

#' @export
model_predict.parsnip_fit <- function(fit, rows, options) {
  data <- engine_data(fit$model, fit$table$forge(rows))
  if (!is.null(fit$outcome$levels)) {
    return(labelled_prediction(fit, data))
  }
  value <- numeric_prediction(run_call(fit, "numeric", data))
  if (options$interval == "none") {
    return(value)
  }
  type <- if (options$interval == "confidence") "conf_int" else "pred_int"
  bounds <- run_call(fit, type, data, options$level)
  cbind(
    value = value,
    lower = as.vector(bounds[[1]]),
    upper = as.vector(bounds[[2]])
  )
}

# Helpers ----

# Packages that only add engines to parsnip: the fit carries what they would call.
parsnip_extensions <- c(
  c("discrim", "poissonreg", "rules", "plsmod", "bonsai", "censored"),
  c("baguette", "multilevelmod")
)

# A number per row, or a matrix with a column per outcome.
numeric_prediction <- function(said) {
  if (is.data.frame(said)) {
    said <- as.matrix(said)
  }
  if (is.matrix(said) && ncol(said) > 1) {
    return(said)
  }
  as.vector(said)
}

labelled_prediction <- function(fit, data) {
  label <- run_call(fit, "class", data)
  if (is.list(label)) {
    label <- label$values
  }
  label <- as.vector(as.character(label))
  if (is.null(fit$calls$prob)) {
    return(factor(label, levels = fit$outcome$levels))
  }
  probabilities <- as.matrix(run_call(fit, "prob", data))
  colnames(probabilities) <- sub("^\\.pred_", "", colnames(probabilities))
  rownames(probabilities) <- NULL
  list(label = label, probabilities = probabilities)
}

parsnip_outcome <- function(model, outcomes) {
  mode <- model$spec$mode
  if (mode == "classification") {
    return(classification(model$lvl))
  }
  if (mode != "regression") {
    refuse_part("its mode is ", mode)
  }
  list(task = "regression", outcomes = if (length(outcomes) > 1) outcomes)
}
