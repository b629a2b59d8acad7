# What came of an event: the answer, which is bytes or a string with their
# content type, or the diagnostic of the failure; never both, never neither.
new_outcome <- function(body = NULL, content_type = NULL, diagnostic = NULL) {
  if (is.null(body) == is.null(diagnostic)) {
    internal_abort("an outcome must have a body or a diagnostic.")
  }
  if (!is.null(body) && !is_body(body)) {
    internal_abort("a body must be raw bytes or a string.")
  }
  list(body = body, content_type = content_type, diagnostic = diagnostic)
}

# Posts what came of an event, and acts on what the Runtime API says to that.
post_outcome <- function(connection, invocation, outcome) {
  if (!is.null(outcome$diagnostic)) {
    return(post_error(connection, invocation, outcome$diagnostic))
  }
  request <- response_request(invocation, outcome$body, outcome$content_type)
  status <- post(connection, request, invocation)
  if (status == 413) {
    post_error(connection, invocation, too_large(outcome$body))
  }
}

# Helpers ----

is_body <- function(x) {
  is.raw(x) || (is.character(x) && length(x) == 1 && !is.na(x))
}

# Logged as well as posted: an asynchronous caller never sees the answer.
post_error <- function(connection, invocation, diagnostic) {
  log_failure(diagnostic, invocation$request_id)
  post(connection, error_request(invocation, diagnostic), invocation)
}

# 202 is thanks; 500 means that this environment is lost and must end promptly;
# after 413 the function above sends an error instead. Anything else (410: too
# late, 400, 403) costs this answer only: the next poll blocks, so going on
# does not spin.
post <- function(connection, request, invocation) {
  status <- runtime_send(connection, request)$status
  if (status >= 500) {
    runtime_abort(
      "Runtime.ApiFailed",
      "The Lambda Runtime API answered ",
      status,
      " to ",
      request$path,
      ": this process ends."
    )
  }
  if (status != 202 && status != 413) {
    log_line(
      "WARN",
      paste0(
        "The Lambda Runtime API answered ",
        status,
        " to ",
        request$path,
        ": this answer is lost, the next event is awaited."
      ),
      invocation$request_id
    )
  }
  status
}

# The limit itself is Lambda's to know: it differs for the ways of invoking, so
# an answer is sent first and its size is looked at when Lambda refuses it.
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
too_large <- function(body) {
  size <- if (is.raw(body)) length(body) else nchar(body, "bytes")
  as_diagnostic(runtime_error(
    "Runtime.ResponseTooLarge",
    "The answer of ",
    size,
    " bytes is larger than Lambda takes (6 MB):",
    " ask for fewer rows at a time."
  ))
}
