# The event kinds that carry a request, told apart by the fields that only they
# have, and turned into one shape:
# list(kind, method, path, query, headers, body); `body` is raw bytes, for a
# direct invocation the parsed event itself.
read_request <- function(event) {
  kind <- event_kind(event)
  switch(
    kind,
    http_2 = http_2_request(event),
    rest = http_1_request(event, kind),
    alb = http_1_request(event, kind),
    direct = list(kind = kind, name = direct_name(event), body = event)
  )
}

# Helpers ----

event_kind <- function(event) {
  if (!is.list(event) || is.null(names(event))) {
    return("direct")
  }
  context <- event[["requestContext"]]
  if (!is.list(context)) {
    return("direct")
  }
  if (identical(event[["version"]], "2.0") && !is.null(context[["http"]])) {
    return("http_2")
  }
  if (!is.null(context[["elb"]])) {
    return("alb")
  }
  if (!is.null(event[["httpMethod"]])) {
    return("rest")
  }
  "direct"
}

http_2_request <- function(event) {
  context <- event[["requestContext"]]
  list(
    kind = "http_2",
    method = context[["http"]][["method"]],
    path = without_stage(event[["rawPath"]], context[["stage"]]),
    query = event[["queryStringParameters"]],
    headers = event[["headers"]],
    body = event_body(event)
  )
}

# REST APIs and load balancers send headers as they came, once or as lists.
http_1_request <- function(event, kind) {
  headers <- event[["headers"]]
  if (is.null(headers)) {
    headers <- lapply(event[["multiValueHeaders"]], paste, collapse = ",")
  }
  names(headers) <- tolower(names(headers))
  list(
    kind = kind,
    method = event[["httpMethod"]],
    path = event[["path"]],
    query = http_1_query(event, kind),
    headers = headers,
    multi_value = !is.null(event[["multiValueHeaders"]]) &&
      is.null(event[["headers"]]),
    body = event_body(event)
  )
}

# A load balancer hands the query on as it came, still percent-encoded.
http_1_query <- function(event, kind) {
  query <- event[["queryStringParameters"]]
  if (is.null(query)) {
    query <- lapply(event[["multiValueQueryStringParameters"]], utils::tail, 1)
    query <- lapply(query, unclass)
  }
  if (kind == "alb") lapply(query, utils::URLdecode) else query
}

# A direct invocation names its model beside its rows; a record names none.
direct_name <- function(event) {
  if (is_object(event) && !is.null(wrapper_of(event, NULL))) event[["model"]]
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

event_body <- function(event) {
  body <- event[["body"]]
  if (is.null(body)) {
    return(raw())
  }
  if (!isTRUE(event[["isBase64Encoded"]])) {
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
