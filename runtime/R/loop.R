#' Serve events until Lambda ends the process
#'
#' Reads Lambda's environment variables, loads the handler that `_HANDLER` names
#' and answers one event after the other. This is what the file `bootstrap` of a
#' function runs; nobody else needs to call it.
#'
#' @section The handler:
#' `_HANDLER` is `file.function`; the file ends in `.R` and stands in
#' `LAMBDA_TASK_ROOT`. Its top level runs once. A function whose first argument is
#' named `event` is called as `handler(event, context)`; any other gets the
#' event's top-level fields as named arguments, and `context` only if it names it.
#' The event is what [parse_json()] makes of the payload. What the function
#' returns is written by [to_json()]; raw bytes and [as_json()] go as they are.
#'
#' `context` is a list: `request_id`, `function_arn`, `function_name`,
#' `function_version`, `log_group_name`, `log_stream_name`, `trace_id` and
#' `tenant_id` (strings), `memory_mb` (an integer), `deadline_ms` (milliseconds
#' since 1970), `remaining_time_ms()` (a function that returns milliseconds),
#' `client_context` and `cognito_identity` (parsed JSON). What Lambda does not
#' send is `NULL`.
#'
#' @section Errors:
#' An error of the handler's file is reported as an init error and ends the
#' process with status 1. An error of the handler is reported for that event, and
#' the loop goes on. A Runtime API that fails (`Runtime.ApiRefused`,
#' `Runtime.ApiFailed`, `Runtime.ApiUnreachable`) ends the process with status 1.
#' @return Nothing: the function returns only by ending the process.
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
#' @examples
#' \dontrun{
#' # What `bootstrap` does, with Lambda's environment variables set:
#' start_runtime()
#' }
#' @export
start_runtime <- function() {
  # Warnings are logged as they come: there is no top level to collect them.
  options(warn = 1)
  tryCatch(
    {
      config <- runtime_config()
      connection <- runtime_connection(config$api)
      handler <- runtime_init(connection, config)
      connection <- pass_snapshot(connection, config)
      repeat {
        serve_next(connection, handler, config)
      }
    },
    error = \(e) end_process(as_diagnostic(e))
  )
}

# Helpers ----

# An init error has a path of its own, so that Lambda shows it for the init and
# does not wait for it to time out.
runtime_init <- function(connection, config) {
  stack <- character()
  tryCatch(
    withCallingHandlers(
      find_handler(config),
      error = \(e) stack <<- failure_stack()
    ),
    error = \(e) {
      diagnostic <- as_diagnostic(e, stack)
      runtime_send(connection, init_error_request(diagnostic))
      end_process(diagnostic)
    }
  )
}

serve_next <- function(connection, handler, config) {
  invocation <- runtime_next(connection)
  set_trace_id(invocation$trace_id)
  outcome <- run_handler(handler, invocation, config)
  post_outcome(connection, invocation, outcome)
}

# Without R's exit hooks: a user's .Last() could fail or wait.
end_process <- function(diagnostic) {
  log_failure(diagnostic)
  quit("no", status = 1, runLast = FALSE)
}
