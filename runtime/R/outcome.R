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

post_error <- function(connection, invocation, diagnostic) {
  log_failure(diagnostic, invocation$request_id)
  post(connection, error_request(invocation, diagnostic), invocation)
}

# 202 is thanks; 500 means that this environment is lost; 413 is the caller's to
# mend. Anything else (410: too late, 400, 403) costs this answer only: the next
# poll blocks, so going on does not spin.
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

too_large <- function(body) {
  size <- if (is.raw(body)) length(body) else nchar(body, "bytes")
  as_diagnostic(structure(
    class = c("runtime_error", "error", "condition"),
    list(
      message = paste0(
        "The answer of ",
        size,
        " bytes is larger than Lambda takes (6 MB):",
        " ask for fewer rows at a time."
      ),
      call = NULL,
      error_type = "Runtime.ResponseTooLarge"
    )
  ))
}
