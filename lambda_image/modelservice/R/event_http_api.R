# An HTTP API with payload format 2.0, and a Function URL, which has the same. What
# all HTTP senders have in common stands here too: the others' classes inherit it.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html

#' @export
read_request.http_api_event <- function(event, request_id) {
  content <- event$content
  context <- content[["requestContext"]]
  new_request(
    method = context[["http"]][["method"]],
    path = without_stage(content[["rawPath"]], context[["stage"]]),
    query = content[["queryStringParameters"]],
    headers = headers_of_body(content[["headers"]], content),
    body = body_bytes(content),
    request_id = request_id
  )
}

#' @export
write_response.event <- function(event, response) {
  list(
    statusCode = response$status,
    headers = response_headers(response),
    isBase64Encoded = FALSE,
    body = as.character(unclass(response$body))
  )
}

#' @export
size_limit.event <- function(event) 6 * 2^20

# The body goes as text inside JSON text, which at most doubles it; the status and
# the headers have their share.
#' @export
fits.event <- function(event, body, most) {
  share <- 4096
  nchar(body, "bytes") <= most / 2 - share ||
    escaped_bytes(body) <= most - share
}

#' @export
catch_failures.event <- function(event, request_id, code) {
  tryCatch(
    withCallingHandlers(code, error = \(e) log_unforeseen(e, request_id)),
    error = \(e) problem_response(e, request_id)
  )
}

# Helpers ----

log_unforeseen <- function(condition, request_id) {
  if (!inherits(condition, "service_error")) {
    log_condition(condition, request_id)
  }
}

# A stage that is not $default leads the path of an HTTP API.
without_stage <- function(path, stage) {
  prefix <- paste0("/", stage)
  if (
    length(stage) != 1 || !startsWith(paste0(path, "/"), paste0(prefix, "/"))
  ) {
    return(path)
  }
  rest <- substring(path, nchar(prefix) + 1L)
  if (rest == "") "/" else rest
}

body_bytes <- function(content) {
  body <- content[["body"]]
  if (is.null(body)) {
    return(raw())
  }
  if (!isTRUE(content[["isBase64Encoded"]])) {
    return(charToRaw(enc2utf8(body)))
  }
  bytes <- base64_decode(body)
  if (is.null(bytes)) {
    service_abort(
      "malformed-request",
      "The body is marked as base64 but is not."
    )
  }
  bytes
}

# A body that comes as text is not compressed any more: a REST API decompresses gzip
# itself, and leaves the header that says gzip.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-make-request-with-compressed-payload.html
headers_of_body <- function(headers, content) {
  encoding <- headers[["content-encoding"]]
  if (is_gzip(encoding) && !isTRUE(content[["isBase64Encoded"]])) {
    headers[["content-encoding"]] <- NULL
  }
  headers
}

response_headers <- function(response) {
  c(list("content-type" = response$content_type), response$headers)
}

escaped_bytes <- function(text) {
  bytes <- charToRaw(text)
  escaped <- bytes == as.raw(0x22) | bytes == as.raw(0x5c) | bytes < as.raw(32)
  length(bytes) + sum(escaped)
}
