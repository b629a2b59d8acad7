# The requests of the Runtime API, built here and sent by api_connection.R. Each
# is list(path, headers, body); one without a body is a GET, any other a POST.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

next_request <- function() {
  list(path = "/runtime/invocation/next", body = NULL)
}

response_request <- function(invocation, body, content_type) {
  list(
    path = paste0("/runtime/invocation/", invocation$request_id, "/response"),
    headers = c(
      list("Content-Type" = content_type),
      invocation_id_header(invocation)
    ),
    body = body
  )
}

error_request <- function(invocation, diagnostic) {
  list(
    path = paste0("/runtime/invocation/", invocation$request_id, "/error"),
    headers = c(error_headers(diagnostic), invocation_id_header(invocation)),
    body = error_body(diagnostic)
  )
}

# SnapStart's own two paths stand on this page only:
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html
restore_request <- function() {
  list(path = "/runtime/restore/next", body = NULL)
}

restore_error_request <- function(diagnostic) {
  request <- init_error_request(diagnostic)
  request$path <- "/runtime/restore/error"
  request
}

init_error_request <- function(diagnostic) {
  list(
    path = "/runtime/init/error",
    headers = error_headers(diagnostic),
    body = error_body(diagnostic)
  )
}

# Helpers ----

# Echoed so that Lambda can tell a late answer from a timely one. Older Lambda
# environments and the emulator do not send it; then nothing is echoed.
invocation_id_header <- function(invocation) {
  if (is.null(invocation$invocation_id)) {
    return(NULL)
  }
  list("Lambda-Runtime-Invocation-Id" = invocation$invocation_id)
}

# Lambda counts and alarms on the type in the header, callers read the one in
# the body: both say the same.
error_headers <- function(diagnostic) {
  headers <- list(
    "Content-Type" = "application/vnd.aws.lambda.error+json",
    "Lambda-Runtime-Function-Error-Type" = diagnostic$error_type
  )
  # Assigned, so that a cause that is NULL is not a header: curl refuses one.
  cause <- xray_cause(diagnostic)
  headers[["Lambda-Runtime-Function-XRay-Error-Cause"]] <- cause
  headers
}

error_body <- function(diagnostic) {
  to_json(list(
    errorMessage = diagnostic$message,
    errorType = diagnostic$error_type,
    # I(): a stack of one call is an array too.
    stackTrace = I(diagnostic$stack)
  ))
}
