# A model whose answer has a form of its own unless a request asks for another: survival
# at times, or quantiles.

# The times or quantiles that save_model(choose = ) made the answer of.
chosen_shape <- function(fit) {
  chosen <- if (inherits(fit, "prepared_model")) fit$choose
  chosen[intersect(names(chosen), c("times", "quantiles"))]
}

# Those, or the ones that the fit always answers with.
default_shape <- function(fit) {
  chosen <- chosen_shape(fit)
  if (length(chosen) > 0) {
    return(chosen)
  }
  outcome <- model_outcome(fit)
  outcome[intersect(names(outcome), c("times", "quantiles"))]
}

# The calls that the answer stands for, with its numbers in the code where that says
# `times` or `quantiles`.
answer_calls <- function(fit) {
  shape <- default_shape(fit)
  calls <- model_calls(fit)
  if (length(shape) == 0) {
    return(calls)
  }
  calls <- calls[names(calls) %in% shape_parts(shape)]
  for (name in names(shape)) {
    numbers <- number_text(shape[[name]])
    code <- paste0("c(", paste(numbers, collapse = ", "), ")")
    # Not the name of an argument, and not a part of another name or of a text.
    pattern <- paste0('(?<![.\\w"])', name, "\\b(?! =)")
    calls <- gsub(pattern, code, calls, perl = TRUE)
  }
  calls
}

# The names of model_calls() that say such an answer.
shape_parts <- function(shape) {
  if (is.null(shape$times)) "quantiles" else c("median", "survival")
}

# Of a model that is about to be saved.
check_chosen_shape <- function(model) {
  shape <- chosen_shape(model)
  if (length(shape) > 1) {
    init_abort(
      "Model.BadChoice",
      "`choose` has both `times` and `quantiles`, which give answers of different",
      " forms: choose one of them."
    )
  }
  choices <- if (length(shape) > 0) model_choices(kind_inside(model))
  for (name in names(shape)) {
    check_chosen(name, shape[[name]], choices[[name]])
  }
}

check_chosen <- function(name, value, allowed) {
  refuse <- \(why) {
    init_abort("Model.BadChoice", "`choose` cannot have `", name, "`: ", why)
  }
  if (is.null(allowed)) {
    refuse(paste0("predict() of this model answers no ", name, "."))
  }
  tryCatch(
    free_choice(name, value, allowed),
    service_error = \(e) refuse(conditionMessage(e))
  )
}
