# glmmTMB::glmmTMB. A level of no group that the fit knows reaches predict() as NA where
# the model is saved with unseen = "impute", and is answered without its effect.

#' @export
model_packages.glmmTMB <- function(fit) "glmmTMB"

#' @export
model_inputs.glmmTMB <- function(fit) {
  frame <- fit$frame
  inputs <- inputs_from_terms(attr(frame, "terms"), frame_levels(frame), frame)
  names <- unlist(strsplit(names(tmb_groups(fit)), ":", fixed = TRUE))
  lapply(inputs, group_input, frame[intersect(names, names(frame))])
}

#' @export
model_outcome.glmmTMB <- function(fit) {
  levels <- frame_labels(fit$frame)
  if (is.null(levels) || tmb_family(fit) != "binomial") {
    return(list(task = "regression"))
  }
  list(task = "binary", levels = levels)
}

#' @export
model_choices.glmmTMB <- function(fit) {
  list(type = c("response", "link"), se = "true")
}

#' @export
model_calls.glmmTMB <- function(fit) {
  stats::setNames(
    'predict(fit, newdata, type = "response", allow.new.levels = TRUE)',
    if (is.null(model_outcome(fit)$levels)) "value" else "probability"
  )
}

#' @export
model_predict.glmmTMB <- function(fit, rows, options) {
  predicted <- predict(
    fit,
    rows,
    type = options$type,
    se.fit = asks_se(options),
    allow.new.levels = TRUE
  )
  if (asks_se(options)) {
    return(value_and_se(predicted))
  }
  levels <- model_outcome(fit)$levels
  if (is.null(levels) || options$type == "link") {
    return(as.vector(predicted))
  }
  both_labels(predicted, levels)
}

# Helpers ----

tmb_family <- function(fit) fit$modelInfo$family$family

# Of the mean, of the zeros and of the spread.
tmb_groups <- function(fit) {
  parts <- lapply(fit$modelInfo$reTrms, \(part) as.list(part$flist))
  unlist(unname(parts), recursive = FALSE)
}
