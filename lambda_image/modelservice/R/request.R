# A request, whoever sent it: method, path, query (a named list of strings), headers
# (names in lower case), the id of its invocation, the model's name where the path or
# the event gives one, and the body: raw bytes, or what was parsed already with the
# event of a direct invocation.
new_request <- function(
  method,
  path,
  body,
  request_id,
  query = NULL,
  headers = NULL,
  name = NULL
) {
  if (!is_string(method)) {
    service_abort("malformed-request", "The request has no method.")
  }
  list(
    method = method,
    path = path,
    query = query,
    headers = headers,
    body = body,
    request_id = request_id,
    name = name
  )
}
