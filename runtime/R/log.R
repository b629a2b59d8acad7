#' Write one log record
#'
#' To stderr, as one line: Lambda makes a record of every line. As JSON when the
#' function's log format is JSON (`AWS_LAMBDA_LOG_FORMAT`); as text, with tabs
#' between the parts, otherwise. A level below `AWS_LAMBDA_LOG_LEVEL` (`INFO` by
#' default) is not written.
#'
#' @param level `"TRACE"`, `"DEBUG"`, `"INFO"`, `"WARN"`, `"ERROR"` or `"FATAL"`.
#' @param message A string. Line breaks become ` | ` in the text format.
#' @param request_id The invocation's request id, a string, or `NULL`.
#' @param fields Named list of further fields for the JSON format, as
#'   [to_json()] writes them. The text format shows `errorType` and
#'   `stackTrace` of them.
#' @return `NULL`, invisibly.
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>
#' @examples
#' log_line("WARN", "The cache is full", fields = list(entries = 100))
#' @export
log_line <- function(level, message, request_id = NULL, fields = list()) {
  if (is_logged(level)) {
    record <- log_record(level, message, request_id, fields)
    cat(record, "\n", file = stderr(), sep = "")
  }
}

#' Write one log record of what is counted, not read
#'
#' For a dashboard or a metric filter: at level `INFO`, and only where the log
#' format is JSON, so that it costs nothing elsewhere.
#'
#' @inheritParams log_line
#' @return `NULL`, invisibly.
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>
#' @examples
#' log_event("predicted", fields = list(rows = 2))
#' @export
log_event <- function(message, request_id = NULL, fields = list()) {
  if (is_json_log()) log_line("INFO", message, request_id, fields)
}

#' Log a condition that the handler took care of
#'
#' One record with the condition's type, message and the R calls that led to it.
#' For a calling handler (`withCallingHandlers()`), where those calls still stand:
#' in a handler of `tryCatch()` they are gone.
#'
#' @param condition A condition. Its type is its element `error_type` where that
#'   has the form `Category.Reason`, otherwise `Function.<Class>`.
#' @inheritParams log_line
#' @return `NULL`, invisibly.
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html>
#' @examples
#' try(withCallingHandlers(log("a"), error = \(e) log_condition(e)), silent = TRUE)
#' @export
log_condition <- function(condition, request_id = NULL) {
  log_failure(as_diagnostic(condition, failure_stack()), request_id)
}

log_failure <- function(diagnostic, request_id = NULL) {
  fields <- list(
    errorType = diagnostic$error_type,
    errorMessage = diagnostic$message,
    stackTrace = I(diagnostic$stack)
  )
  log_line("ERROR", diagnostic$message, request_id, fields)
}

# Helpers ----

# The names of the JSON fields are Lambda's; it reads the level only where there
# is a timestamp.
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html
log_record <- function(level, message, request_id, fields) {
  if (is_json_log()) {
    record <- list(
      timestamp = iso_time(Sys.time()),
      level = level,
      message = message
    )
    if (!is.null(request_id)) {
      record$requestId <- request_id
    }
    return(unclass(to_json(c(record, fields))))
  }
  text <- c(level, request_id, fields$errorType, message, fields$stackTrace)
  gsub("[\r\n]+", " | ", paste(text, collapse = "\t"))
}

is_json_log <- function() Sys.getenv("AWS_LAMBDA_LOG_FORMAT") == "JSON"

# AWS_LAMBDA_LOG_LEVEL is the lowest level that is written; INFO by default. Read
# at every record, as a handler may change it while it runs.
is_logged <- function(level) {
  levels <- c("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
  least <- match(Sys.getenv("AWS_LAMBDA_LOG_LEVEL"), levels, nomatch = 3L)
  match(level, levels) >= least
}
