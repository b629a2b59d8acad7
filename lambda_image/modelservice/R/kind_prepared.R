# A fit with what the fitted object alone does not know: how rows are prepared,
# how it predicts, what its columns are, what null and unseen levels become, what
# predict() is asked for. save_model() writes one where it was given any of these.
prepared_model <- function(
  fit,
  inputs,
  preprocess = NULL,
  predict = NULL,
  policy = NULL,
  outcome = NULL,
  choose = list()
) {
  structure(
    class = "prepared_model",
    list(
      fit = fit,
      inputs = inputs,
      preprocess = preprocess,
      predict = predict,
      policy = policy,
      outcome = outcome,
      choose = choose
    )
  )
}

#' @export
model_packages.prepared_model <- function(fit) {
  if (is.null(fit$predict)) {
    return(model_packages(kind_inside(fit)))
  }
  # A function of the user's own calls whatever has a method for the fit.
  if (is.object(fit$fit)) class_package(class(fit$fit)[1])
}

#' @export
model_inputs.prepared_model <- function(fit) fit$inputs

#' @export
model_outcome.prepared_model <- function(fit) fit$outcome

#' @export
model_choices.prepared_model <- function(fit) {
  if (!is.null(fit$predict)) {
    return(list())
  }
  choices <- model_choices(kind_inside(fit))
  shape <- chosen_shape(fit)
  for (name in names(shape)) {
    # What a request may still choose otherwise.
    choices[[name]]$default <- I(shape[[name]])
  }
  choices[setdiff(names(choices), setdiff(names(fit$choose), names(shape)))]
}

#' @export
model_calls.prepared_model <- function(fit) {
  if (!is.null(fit$predict)) {
    return(c(any = "predict(fit, rows)"))
  }
  calls <- model_calls(kind_inside(fit))
  chosen <- fit$choose[setdiff(names(fit$choose), names(chosen_shape(fit)))]
  if (length(chosen) == 0) {
    return(calls)
  }
  chosen <- vapply(chosen, \(value) deparse(value)[1], "")
  chosen <- paste0(", ", names(chosen), " = ", chosen, collapse = "")
  sub("(as\\.matrix\\(newdata\\)|newdata)", paste0("\\1", chosen), calls)
}

#' @export
model_lacks.prepared_model <- function(fit) {
  if (is.null(fit$predict)) model_lacks(kind_inside(fit)) else character()
}

#' @export
made_ready.prepared_model <- function(fit) {
  if (!is.null(fit$kind)) {
    fit$kind <- made_ready(fit$kind)
  }
  fit
}

#' @export
model_predict.prepared_model <- function(fit, rows, options) {
  if (!is.null(fit$preprocess)) {
    rows <- fit$preprocess(rows)
  }
  if (!is.null(fit$predict)) {
    return(fit$predict(fit$fit, rows))
  }
  # Times and quantiles are in `options`, where a request may have other ones.
  chosen <- fit$choose[setdiff(names(fit$choose), names(chosen_shape(fit)))]
  options[names(chosen)] <- chosen
  options$levels <- fit$outcome$levels
  options$unseen <- fit$policy$unseen
  model_predict(kind_inside(fit), rows, options)
}

# With the kind of the fit inside, worked out once and not at every request; with its
# own `predict` a prepared model needs none.
with_kind <- function(fit) {
  if (is.null(fit$predict)) {
    fit$kind <- as_kind(fit$fit, "inside")
    if (inherits(fit$kind, "foreign_fit")) {
      fit$kind$inputs <- fit$inputs
      fit$kind$outcome <- fit$outcome
    }
  }
  fit
}

# Helpers ----

kind_inside <- function(fit) {
  if (is.null(fit$kind)) with_kind(fit)$kind else fit$kind
}
