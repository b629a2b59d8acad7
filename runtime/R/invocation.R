# Waits for the next event, for as long as nobody calls the function.
# -> an invocation
runtime_next <- function(connection) {
  response <- runtime_send(connection, next_request())
  # Nothing was taken, so nothing is lost: Lambda starts another process.
  if (response$status != 200) {
    runtime_abort(
      "Runtime.ApiRefused",
      "The Lambda Runtime API answered ",
      response$status,
      " when asked for the next event: this process ends."
    )
  }
  # In compiled code: R's string functions take longer than all else of a poll.
  headers <- .Call(runtime_headers, response$headers)
  new_invocation(response$body, headers)
}

# One event with what Lambda says of it: `body` is raw bytes, `deadline_ms` a
# number (milliseconds since 1970, NA where Lambda sends none), anything else a
# string, or NULL where Lambda does not send it. `headers` are the
# Lambda-Runtime- headers, named without that prefix and in lower case.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next
new_invocation <- function(body, headers) {
  if (!is.raw(body)) {
    internal_abort("the body of an invocation must be raw bytes.")
  }
  request_id <- headers[["aws-request-id"]]
  # The id stands in the path of the answer: without it there is none.
  if (is.null(request_id) || !nzchar(request_id)) {
    runtime_abort(
      "Runtime.ApiRefused",
      "The Lambda Runtime API sent an event without a",
      " Lambda-Runtime-Aws-Request-Id: it cannot be answered."
    )
  }
  deadline <- headers[["deadline-ms"]]
  list(
    body = body,
    request_id = request_id,
    deadline_ms = if (is.null(deadline)) NA_real_ else as.numeric(deadline),
    function_arn = headers[["invoked-function-arn"]],
    trace_id = headers[["trace-id"]],
    client_context = headers[["client-context"]],
    cognito_identity = headers[["cognito-identity"]],
    # Of a function with tenant isolation:
    # https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html
    tenant_id = headers[["aws-tenant-id"]],
    invocation_id = headers[["invocation-id"]]
  )
}
