# Every error of this package is made here. One of them is a sentence that says
# what is wrong and what to do, and a stable `error_type`; one that a client
# caused, or can see, names the problem type (problem.R) that it becomes.
service_abort <- function(type, ..., errors = NULL, headers = NULL) {
  stop(structure(
    class = c("service_error", "error", "condition"),
    list(
      message = paste0(...),
      call = NULL,
      type = type,
      error_type = problem_types[[type]]$error_type,
      errors = errors,
      headers = headers
    )
  ))
}

# A direct invocation has no body for the list of errors: they go into the
# message of the error that is raised.
raise_in_full <- function(condition) {
  errors <- condition$errors[seq_len(min(length(condition$errors), 20L))]
  places <- vapply(errors, \(e) paste0(e$pointer, ": ", e$detail), "")
  if (length(places) > 0) {
    intro <- paste0(misfit_count(condition$errors), ".")
    condition$message <- paste(c(intro, places), collapse = " ")
  }
  stop(condition)
}

# The service cannot start: the message goes to whoever deploys it.
init_abort <- function(error_type, ...) {
  stop(structure(
    class = c("init_error", "error", "condition"),
    list(message = paste0(...), call = NULL, error_type = error_type)
  ))
}

# The way out of fitting_columns() (rows_fitting.R); nobody reads it.
misfit <- function() {
  stop(structure(
    class = c("misfit", "condition"),
    list(message = "a cell does not fit", call = NULL)
  ))
}

# What predict() returned cannot be an answer (shape.R): a defect of the
# model, not of the request.
answer_abort <- function(...) {
  stop(structure(
    class = c("answer_error", "error", "condition"),
    list(
      message = paste0("predict() gave no usable answer: ", ..., "."),
      call = NULL,
      error_type = "Model.BadAnswer"
    )
  ))
}

# A constructor was given what it cannot hold: a defect of this package. (stopifnot()
# takes longer than the rest of a constructor.)
broken_shape <- function(...) {
  stop(structure(
    class = c("broken_shape", "error", "condition"),
    list(message = paste0("Not so: ", ..., "."), call = NULL)
  ))
}
