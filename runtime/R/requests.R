# The requests of the Runtime API, built here and sent by connection.R.
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

# Echoed so that Lambda can tell a late answer from a timely one.
invocation_id_header <- function(invocation) {
  if (is.null(invocation$invocation_id)) {
    return(NULL)
  }
  list("Lambda-Runtime-Invocation-Id" = invocation$invocation_id)
}

error_headers <- function(diagnostic) {
  list(
    "Content-Type" = "application/vnd.aws.lambda.error+json",
    "Lambda-Runtime-Function-Error-Type" = diagnostic$error_type,
    "Lambda-Runtime-Function-XRay-Error-Cause" = xray_cause(diagnostic)
  )
}

error_body <- function(diagnostic) {
  to_json(list(
    errorMessage = diagnostic$message,
    errorType = diagnostic$error_type,
    stackTrace = I(diagnostic$stack)
  ))
}

xray_cause <- function(diagnostic) {
  cause <- to_json(list(
    working_directory = getwd(),
    exceptions = list(list(
      message = diagnostic$message,
      type = diagnostic$error_type,
      stack = lapply(diagnostic$stack, \(call) list(label = call))
    )),
    paths = list()
  ))
  # X-Ray takes 64 KiB; a header must be ASCII and one line.
  if (nchar(cause, "bytes") > 60000) {
    return(NULL)
  }
  ascii_json(cause)
}

ascii_json <- function(json) {
  points <- utf8ToInt(json)
  wide <- points > 126
  if (!any(wide)) {
    return(unclass(json))
  }
  texts <- strsplit(json, "", fixed = TRUE)[[1]]
  texts[wide] <- vapply(points[wide], json_escape, "")
  paste(texts, collapse = "")
}

json_escape <- function(point) {
  if (point < 0x10000) {
    return(sprintf("\\u%04x", point))
  }
  point <- point - 0x10000
  sprintf("\\u%04x\\u%04x", 0xD800 + point %/% 1024, 0xDC00 + point %% 1024)
}
