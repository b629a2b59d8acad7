# The R calls from the handler to the failure, outermost first, as text with the
# file and line where R knows them. Called in a calling handler, where the
# frames of the failure still stand.
failure_stack <- function(entry = NULL, function_name = "handler") {
  calls <- sys.calls()
  first <- entry_frame(entry, length(calls))
  last <- failing_frame(calls)
  if (first > last) return(character())
  calls <- calls[first:last]
  if (!is.null(entry)) calls[[1]][[1]] <- as.name(function_name)
  vapply(shorten(calls), call_label, "")
}

# Helpers ----

MOST_FRAMES <- 60L

# The frame of the function `entry`; without one, that of the first code which
# find_handler() evaluates.
entry_frame <- function(entry, n) {
  for (i in seq_len(n)) {
    f <- sys.function(i)
    if (!is.null(entry) && identical(f, entry)) return(i)
    # eval() of a top-level expression is two frames, both named eval.
    if (is.null(entry) && identical(f, find_handler)) return(i + 3L)
  }
  n + 1L
}

# The last frame before the machinery that signals a condition.
failing_frame <- function(calls) {
  signals <- c("stop", ".handleSimpleError", "h", "abort", "signal_abort",
    "signalCondition", "withRestarts", "withOneRestart", "doWithOneRestart",
    "stopifnot", "runtime_abort", "service_abort", "failure_stack")
  names <- vapply(calls, \(call) paste(deparse(call[[1]], nlines = 1)), "")
  # The last two frames are this file's caller and failure_stack() itself.
  last <- length(calls) - 2L
  while (last > 0 && sub("^.*::", "", names[last]) %in% signals) last <- last - 1L
  last
}

shorten <- function(calls) {
  n <- length(calls)
  if (n <= MOST_FRAMES) return(calls)
  half <- MOST_FRAMES %/% 2L
  gap <- as.name(paste("...", n - 2L * half, "calls left out ..."))
  c(calls[seq_len(half)], list(gap), calls[seq.int(n - half + 1L, n)])
}

call_label <- function(call) {
  if (is.name(call)) return(as.character(call))
  text <- deparse(call, width.cutoff = 60L, nlines = 2)
  label <- if (length(text) > 1) paste0(text[1], " ...") else text
  source <- attr(call, "srcref")
  if (is.null(source)) return(label)
  file <- attr(source, "srcfile")$filename
  paste0(label, " at ", basename(file), ":", source[1])
}
