# nlme::lme, gls, nlme and gnls. A row is predicted with the effects of its groups.
# predict() gives NA for a group that the fit does not know, and this kind the level
# above it where the model is saved with unseen = "impute".

#' @export
model_packages.lme <- function(fit) "nlme"

#' @export
model_packages.gls <- model_packages.lme

#' @export
model_inputs.lme <- function(fit) {
  check_levels_kept(fit)
  levels <- c(lapply(fit$contrasts, rownames), frame_levels(fit$data))
  levels <- Filter(Negate(is.null), levels)
  inputs <- inputs_from_terms(fit$terms, levels, fit$data)
  known <- input_names(inputs)
  groups <- names(fit$groups)
  others <- setdiff(random_names(fit), c(known, groups))
  c(
    lapply(inputs, group_input, group_values(fit)),
    lapply(others, kept_column, fit$data),
    lapply(setdiff(groups, known), group_column, fit)
  )
}

#' @export
model_inputs.gls <- function(fit) {
  inputs_from_terms(fit$terms, lapply(fit$contrasts, rownames))
}

#' @export
model_inputs.nlme <- function(fit) {
  refuse_types(
    "a nonlinear fit of nlme does not record the types of its columns"
  )
}

#' @export
model_inputs.gnls <- model_inputs.nlme

#' @export
column_names.nlme <- function(fit, data) {
  formulas <- c(
    stats::formula(fit),
    eval(fit$call$fixed, environment(stats::formula(fit))),
    eval(fit$call$params, environment(stats::formula(fit)))
  )
  used <- unlist(lapply(formulas, \(formula) all.vars(formula[[3]])))
  used <- setdiff(c(used, random_names(fit)), names(fit$plist))
  intersect(c(used, names(fit$groups)), names(data))
}

#' @export
column_names.gnls <- column_names.nlme

#' @export
model_outcome.lme <- function(fit) list(task = "regression")

#' @export
model_outcome.gls <- model_outcome.lme

#' @export
model_choices.lme <- function(fit) list()

#' @export
model_choices.gls <- model_choices.lme

#' @export
model_calls.lme <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_calls.gls <- model_calls.lme

#' @export
model_predict.lme <- function(fit, rows, options) {
  depth <- known_depth(fit, rows)
  if (!identical(options$unseen, "impute")) {
    depth[depth < length(fit$groups)] <- NA
  }
  # predict() fails for all rows where one has no value.
  only_groups <- setdiff(
    names(fit$groups),
    c(all.vars(fit$terms), random_names(fit))
  )
  depth[!stats::complete.cases(rows[setdiff(names(rows), only_groups)])] <- NA
  known <- with_texts(with_formula(fit), rows)
  predicted <- rep(NA_real_, nrow(rows))
  for (level in unique(depth[!is.na(depth)])) {
    at <- which(depth == level)
    predicted[at] <- predict(
      known$fit,
      known$rows[at, , drop = FALSE],
      level = level
    )
  }
  predicted
}

#' @export
model_predict.gls <- function(fit, rows, options) {
  in_whole_rows(rows, NULL, \(rows) predict(fit, rows))
}

# Helpers ----

# How many groups of a row the fit knows, from the outermost inwards: a class stands
# below its school, as "school/class".
known_depth <- function(fit, rows) {
  depth <- rep(0L, nrow(rows))
  path <- NULL
  for (level in seq_along(fit$groups)) {
    group <- as.character(rows[[names(fit$groups)[[level]]]])
    path <- if (level == 1) group else paste(path, group, sep = "/")
    known <- !is.na(group) & path %in% levels(fit$groups[[level]])
    depth[known & depth == level - 1L] <- level
  }
  depth
}

# Names of columns -> the groups that the fit has seen, as the data had them.
group_values <- function(fit) {
  names <- names(fit$groups)
  values <- lapply(seq_along(names), \(level) {
    given <- fit$data[[names[[level]]]]
    if (is.numeric(given)) given else inner_names(fit$groups, level)
  })
  stats::setNames(values, names)
}

# "class" of "school/class".
inner_names <- function(groups, level) {
  path <- as.character(groups[[level]])
  above <- if (level == 1) 0 else nchar(as.character(groups[[level - 1]])) + 1
  substring(path, above + 1)
}

group_column <- function(name, fit) {
  values <- group_values(fit)[[name]]
  if (is.numeric(values)) {
    return(group_input(input_column(name, "number"), group_values(fit)))
  }
  seen <- unique(values)
  ordered <- intersect(levels(fit$data[[name]]), seen)
  factor_input(name, if (length(ordered) > 0) ordered else sort(seen))
}

random_names <- function(fit) {
  all.vars(nlme::asOneFormula(stats::formula(fit$modelStruct$reStruct)))
}

# A column of the random effects alone, of which the terms know nothing.
kept_column <- function(name, data) {
  if (is.null(data[[name]])) {
    refuse_types("it does not keep what `", name, "` is")
  }
  input_from_values(name, data[[name]])
}

# Coded in another way than by default, and not recorded.
check_levels_kept <- function(fit) {
  classes <- attr(fit$terms, "dataClasses")
  for (name in names(classes)[-1][classes[-1] == "character"]) {
    levels <- levels(as.factor(fit$data[[name]]))
    if (!all(paste0(name, levels[-1]) %in% names(fit$coefficients$fixed))) {
      refuse_levels(name)
    }
  }
}

# predict() evaluates the formula as the call has it, which may be the name of an object
# of the script that made the fit.
with_formula <- function(fit) {
  if (!inherits(fit, "nlme")) {
    fit$call$fixed <- stats::formula(fit$terms)
  }
  fit
}

# predict() codes text by the values that happen to be among the rows, since the fit
# keeps the contrasts of factors alone: here it gets factors, with their contrasts.
with_texts <- function(fit, rows) {
  classes <- attr(fit$terms, "dataClasses")
  for (name in intersect(names(classes)[classes == "character"], names(rows))) {
    levels <- levels(as.factor(fit$data[[name]]))
    fit$contrasts[[name]] <- stats::contr.treatment(levels)
    rows[[name]] <- factor(rows[[name]], levels)
  }
  list(fit = fit, rows = rows)
}
