# Calls the handler with one event. -> an outcome; never an error of its own, as
# one bad event must not end the process that serves the others.
run_handler <- function(handler, invocation, config) {
  stack <- character()
  tryCatch(
    {
      event <- read_event(invocation$body)
      context <- invocation_context(invocation, config)
      prepared <- handler_call(handler, event, context)
      # tryCatch() unwinds the calls before it runs its handler; the stack can
      # be read in a calling handler only.
      value <- withCallingHandlers(
        eval(prepared$call, prepared$env),
        error = \(e) stack <<- failure_stack()
      )
      handler_output(value)
    },
    error = \(e) new_outcome(diagnostic = as_diagnostic(e, stack))
  )
}

# Helpers ----

# Lambda invokes a function without a payload too; the event is NULL then.
read_event <- function(bytes) {
  if (length(bytes) == 0) {
    return(NULL)
  }
  parse_json(bytes)
}

# Raw bytes and JSON text go as they are; all else is written as JSON.
handler_output <- function(value) {
  if (is.raw(value)) {
    return(new_outcome(value, "application/octet-stream"))
  }
  if (!is_json(value)) {
    value <- to_json(value)
  }
  new_outcome(value, "application/json")
}

# The class `json` is what jsonlite and others call it, too, who also give it to
# vectors, which are no JSON text.
is_json <- function(value) {
  inherits(value, "json") && is_body(value)
}
