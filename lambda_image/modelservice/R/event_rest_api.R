# A REST API, and an HTTP API with payload format 1.0. Headers come as the client
# wrote them, once or as lists.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html

#' @export
read_request.rest_api_event <- function(event, request_id) {
  proxy_request(event$content, request_id, decode = identity)
}

# Helpers ----

# REST APIs and load balancers send the same fields, but for the query.
proxy_request <- function(content, request_id, decode) {
  new_request(
    method = content[["httpMethod"]],
    path = content[["path"]],
    query = lapply(proxy_query(content), decode),
    headers = headers_of_body(proxy_headers(content), content),
    body = body_bytes(content),
    request_id = request_id
  )
}

proxy_headers <- function(content) {
  headers <- content[["headers"]]
  if (is.null(headers)) {
    headers <- lapply(content[["multiValueHeaders"]], paste, collapse = ",")
  }
  names(headers) <- tolower(names(headers))
  headers
}

# The last value of a parameter that is given several times.
proxy_query <- function(content) {
  query <- content[["queryStringParameters"]]
  if (!is.null(query)) {
    return(query)
  }
  query <- lapply(content[["multiValueQueryStringParameters"]], utils::tail, 1)
  lapply(query, unclass)
}
