# Waits for the next event. -> invocation: the event's bytes and its headers.
runtime_next <- function(connection) {
  response <- runtime_send(connection, next_request())
  if (response$status != 200) {
    runtime_abort(
      "Runtime.ApiRefused",
      "The Lambda Runtime API answered ",
      response$status,
      " when asked for the next event: this process ends."
    )
  }
  headers <- .Call(runtime_headers, response$headers)
  if (is.null(headers[["aws-request-id"]])) {
    runtime_abort(
      "Runtime.ApiRefused",
      "The Lambda Runtime API sent an event without a",
      " Lambda-Runtime-Aws-Request-Id: it cannot be answered."
    )
  }
  list(
    body = response$body,
    request_id = headers[["aws-request-id"]],
    deadline_ms = as.numeric(headers[["deadline-ms"]]),
    function_arn = headers[["invoked-function-arn"]],
    trace_id = headers[["trace-id"]],
    client_context = headers[["client-context"]],
    cognito_identity = headers[["cognito-identity"]],
    tenant_id = headers[["aws-tenant-id"]],
    invocation_id = headers[["invocation-id"]]
  )
}
