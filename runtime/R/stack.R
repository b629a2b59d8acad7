# The R calls from the handler to the failure, outermost first, as text with the
# file and line where R knows them. Called in a calling handler, where the
# frames of the failure still stand.
failure_stack <- function() {
  calls <- sys.calls()
  first <- entry_frame(calls)
  last <- failing_frame(calls, first)
  if (first > last) {
    return(character())
  }
  calls <- calls[first:last]
  if (is_handler_call(calls[[1]])) {
    calls[[1]][[1]] <- quote(handler)
  }
  vapply(shorten(calls), call_label, "")
}

# Helpers ----

# Endless recursion has thousands of frames; a log record and the header for
# X-Ray are short.
MOST_FRAMES <- 60L

# The name that handler_call() calls every handler by.
is_handler_call <- function(call) identical(call[[1]], quote(.handler))

# The handler's frame; during init that of the first code of the handler's file;
# where neither stands, the first.
entry_frame <- function(calls) {
  for (i in seq_along(calls)) {
    if (is_handler_call(calls[[i]])) {
      return(i)
    }
    # eval() of a top-level expression is two frames, both named eval.
    if (identical(sys.function(i), find_handler)) return(i + 3L)
  }
  1L
}

# The last frame before the machinery that signals a condition.
failing_frame <- function(calls, first) {
  for (i in seq_along(calls)) {
    if (i >= first && is_signal(calls[[i]], sys.function(i))) return(i - 1L)
  }
  # Signalled by R itself: only this file's two frames stand above the failure.
  length(calls) - 2L
}

# stop(), R's own machinery for an error of compiled code, and what packages
# name in the manner of rlang::abort(). The functions are compared, not their
# names: a user may have a stop() too.
is_signal <- function(call, f) {
  if (identical(f, stop) || identical(f, .handleSimpleError)) {
    return(TRUE)
  }
  is.name(call[[1]]) && grepl("(^|_)abort$", as.character(call[[1]]))
}

# The outermost and the innermost frames say most.
shorten <- function(calls) {
  n <- length(calls)
  if (n <= MOST_FRAMES) {
    return(calls)
  }
  half <- MOST_FRAMES %/% 2L
  gap <- as.name(paste("...", n - 2L * half, "calls left out ..."))
  c(calls[seq_len(half)], list(gap), calls[seq.int(n - half + 1L, n)])
}

# Two lines of a call at most: an argument may be a literal of any size.
call_label <- function(call) {
  text <- deparse(call, width.cutoff = 60L, nlines = 2)
  label <- if (length(text) > 1) paste0(text[1], " ...") else text
  source <- attr(call, "srcref")
  if (is.null(source)) {
    return(label)
  }
  file <- attr(source, "srcfile")$filename
  paste0(label, " at ", basename(file), ":", source[1])
}
