# mgcv::gam and mgcv::bam, and the gam inside of a mgcv::gamm. Binomial fits are binary
# classifiers, as those of glm are; `ocat` and `multinom` have a label per category.

#' @export
model_packages.gam <- function(fit) "mgcv"

#' @export
model_packages.gamm <- model_packages.gam

#' @export
model_inputs.gam <- function(fit) {
  check_is_mgcv(fit)
  inputs_from_terms(fit$terms, gam_levels(fit), fit$model)
}

#' @export
model_inputs.gamm <- function(fit) model_inputs(fit$gam)

#' @export
model_outcome.gam <- function(fit) {
  check_gam_family(fit)
  if (gam_family(fit) %in% c("ocat", "multinom")) {
    return(classification(category_levels(fit)))
  }
  if (gam_family(fit) == "mvn") {
    outcomes <- vapply(fit$formula, \(f) deparse(f[[2]])[1], "")
    return(list(task = "regression", outcomes = outcomes))
  }
  model_outcome.glm(fit)
}

#' @export
model_outcome.gamm <- function(fit) model_outcome(fit$gam)

#' @export
model_choices.gam <- function(fit) {
  if (has_matrix_answer(fit)) {
    return(list())
  }
  list(type = c("response", "link"), se = "true")
}

#' @export
model_choices.gamm <- function(fit) model_choices(fit$gam)

#' @export
model_calls.gam <- function(fit) {
  name <- if (gam_family(fit) %in% c("ocat", "multinom")) {
    "probabilities"
  } else if (is_binomial(fit)) {
    "probability"
  } else {
    "value"
  }
  stats::setNames('predict(fit, newdata, type = "response")', name)
}

#' @export
model_calls.gamm <- function(fit) {
  sub("predict(fit", "predict(fit$gam", model_calls(fit$gam), fixed = TRUE)
}

#' @export
model_predict.gam <- function(fit, rows, options) {
  if (asks_se(options)) {
    return(value_and_se(gam_predict(fit, rows, options$type, se.fit = TRUE)))
  }
  predicted <- gam_predict(fit, rows, options$type)
  if (has_matrix_answer(fit)) {
    names <- unlist(model_outcome(fit)[c("levels", "outcomes")])
    return(matrix(predicted, nrow(rows), dimnames = list(NULL, unname(names))))
  }
  if (!is_binomial(fit) || options$type == "link") {
    return(as.vector(predicted))
  }
  levels <- options$levels
  both_labels(predicted, if (is.null(levels)) binomial_levels(fit) else levels)
}

#' @export
model_predict.gamm <- function(fit, rows, options) {
  model_predict(fit$gam, rows, options)
}

# Helpers ----

# A bam fitted with discrete = TRUE rounds the rows of a large batch to a grid unless it
# is told not to: then an answer would depend on what else was asked.
gam_predict <- function(fit, rows, type, ...) {
  rows <- without_infinite(fit, rows)
  if (inherits(fit, "bam")) {
    return(predict(fit, rows, type = type, discrete = FALSE, ...))
  }
  predict(fit, rows, type = type, ...)
}

# predict() fails for all rows where the log(x) of s(log(x)) is infinite in one of them;
# a row with NA has no answer, and disturbs no other.
without_infinite <- function(fit, rows) {
  for (term in unlist(lapply(fit$smooth, `[[`, "term"))) {
    variable <- str2lang(term)
    if (is.call(variable)) {
      values <- eval(variable, rows, environment(fit$terms))
      rows[is.infinite(values), all.vars(variable)] <- NA
    }
  }
  rows
}

# `xlevels` has the factors of the parametric part, `var.summary` all that stand bare.
gam_levels <- function(fit) {
  factors <- Filter(is.factor, fit$var.summary)
  utils::modifyList(lapply(factors, levels), as.list(fit$xlevels))
}

# "Ordered Categorical(-1,0.76)" has its thresholds in its name.
gam_family <- function(fit) {
  name <- fit$family$family
  if (startsWith(name, "Ordered Categorical")) {
    "ocat"
  } else if (name == "Multivariate normal") {
    "mvn"
  } else {
    name
  }
}

category_levels <- function(fit) {
  if (gam_family(fit) == "multinom") {
    return(as.character(seq(0, fit$family$nlp)))
  }
  as.character(seq_len(length(fit$family$getTheta()) + 2))
}

has_matrix_answer <- function(fit) {
  gam_family(fit) %in% c("ocat", "multinom", "mvn")
}

# The older package gam has the same class, and other predictions.
check_is_mgcv <- function(fit) {
  if (is.null(fit$var.summary)) {
    refuse_kind(fit)
  }
}

# Which number of several is meant, or at which time, predict() does not say.
check_gam_family <- function(fit) {
  several <- is.list(fit$formula) && !has_matrix_answer(fit)
  if (several || gam_family(fit) == "Cox PH") {
    refuse_unanswered(
      "the family `",
      gam_family(fit),
      "` has no single number per row for an answer"
    )
  }
}
