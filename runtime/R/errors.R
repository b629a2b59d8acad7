# Every error of this package is made here: a condition with a stable
# `error_type` of the form Category.Reason, which Lambda shows and counts. It has
# no call: the functions of this package mean nothing to whoever reads the log.
runtime_abort <- function(error_type, ...) {
  stop(runtime_error(error_type, ...))
}

# The same, not raised: for a failure that is reported without being one of R.
runtime_error <- function(error_type, ...) {
  structure(
    class = c("runtime_error", "error", "condition"),
    list(message = paste0(...), call = NULL, error_type = error_type)
  )
}

# For a mistake in this package's own code, which no event or setting can
# provoke: it has no type that somebody could act on. Not stopifnot(), which
# takes 3 microseconds also where all is well.
internal_abort <- function(...) {
  stop(simpleError(paste0("A mistake in lambdaruntime: ", ...)))
}
