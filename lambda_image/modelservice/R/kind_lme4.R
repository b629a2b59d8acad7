# lme4::lmer and lme4::glmer. The groups of the random effects are columns; what the model
# knows nothing of is a level of no group, which reaches predict() as NA where the model
# is saved with unseen = "impute", and is answered without that group's effect; so is a
# class in a school that has none of this name.

#' @export
model_packages.lmerMod <- function(fit) "lme4"

#' @export
model_packages.glmerMod <- model_packages.lmerMod

#' @export
model_inputs.lmerMod <- function(fit) {
  frame <- fit@frame
  terms <- attr(frame, "terms")
  inputs <- inputs_from_terms(terms, frame_levels(frame), frame)
  lapply(inputs, group_input, frame[unique(group_names(stats::formula(fit)))])
}

#' @export
model_inputs.glmerMod <- model_inputs.lmerMod

#' @export
model_outcome.lmerMod <- function(fit) list(task = "regression")

#' @export
model_outcome.glmerMod <- function(fit) {
  levels <- frame_labels(fit@frame)
  if (is.null(levels)) {
    return(list(task = "regression"))
  }
  list(task = "binary", levels = levels)
}

#' @export
model_choices.lmerMod <- function(fit) list()

#' @export
model_choices.glmerMod <- function(fit) list(type = c("response", "link"))

#' @export
model_calls.lmerMod <- function(fit) {
  c(value = "predict(fit, newdata, allow.new.levels = TRUE)")
}

#' @export
model_calls.glmerMod <- function(fit) {
  stats::setNames(
    'predict(fit, newdata, type = "response", allow.new.levels = TRUE)',
    if (is.null(frame_labels(fit@frame))) "value" else "probability"
  )
}

#' @export
model_predict.lmerMod <- function(fit, rows, options) {
  alone <- lone_groups(stats::formula(fit))
  for (name in alone[vapply(rows[alone], is.numeric, NA)]) {
    # Where no row has a group, predict() takes NA for text only.
    rows[is.na(rows[[name]]), name] <- max(fit@frame[[name]]) + 1
  }
  in_whole_rows(rows, NULL, besides = alone, \(rows) {
    predict(fit, rows, type = options$type, allow.new.levels = TRUE)
  })
}

#' @export
model_predict.glmerMod <- function(fit, rows, options) {
  predicted <- model_predict.lmerMod(fit, rows, options)
  levels <- frame_labels(fit@frame)
  if (is.null(levels) || options$type == "link") {
    return(predicted)
  }
  both_labels(predicted, levels)
}

# Helpers ----

# The names behind the bars of `(1 | school / class)`.
group_names <- function(formula) {
  unlist(lapply(lme4::findbars(formula), \(bar) all.vars(bar[[3]])))
}

# Those that stand nowhere else in the formula: without one, a row has an answer.
lone_groups <- function(formula) {
  bars <- lme4::findbars(formula)
  elsewhere <- c(
    all.vars(lme4::nobars(formula)),
    unlist(lapply(bars, \(bar) all.vars(bar[[2]])))
  )
  setdiff(group_names(formula), elsewhere)
}
