# Calls the handler with one event. -> list(body, content_type), or
# list(diagnostic) when it failed; never an error of its own.
run_handler <- function(handler, invocation, config) {
  stack <- character()
  tryCatch(
    {
      event <- read_event(invocation$body)
      context <- invocation_context(invocation, config)
      prepared <- handler_call(handler, event, context)
      value <- withCallingHandlers(
        eval(prepared$call, prepared$env),
        error = \(e) stack <<- failure_stack()
      )
      handler_output(value)
    },
    error = \(e) list(diagnostic = as_diagnostic(e, stack))
  )
}

# Helpers ----

read_event <- function(bytes) {
  if (length(bytes) == 0) {
    return(NULL)
  }
  parse_json(bytes)
}

# Raw bytes and JSON text go as they are; all else is written as JSON.
handler_output <- function(value) {
  if (is.raw(value)) {
    return(list(body = value, content_type = "application/octet-stream"))
  }
  if (!is_json(value)) {
    value <- to_json(value)
  }
  list(body = value, content_type = "application/json")
}

is_json <- function(value) {
  inherits(value, "json") && is.character(value) && length(value) == 1
}
