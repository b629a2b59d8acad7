# Every error of this package is made here: a condition with a stable
# `error_type` of the form Category.Reason, which Lambda shows and counts.
runtime_abort <- function(error_type, ...) {
  stop(structure(
    class = c("runtime_error", "error", "condition"),
    list(message = paste0(...), call = NULL, error_type = error_type)
  ))
}
