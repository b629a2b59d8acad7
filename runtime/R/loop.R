#' Serve events until Lambda ends the process
#'
#' Reads the environment, loads the handler that `_HANDLER` names and answers
#' one event after the other. A failing init is reported to Lambda and ends the
#' process; a failing handler is reported and the loop goes on; a Runtime API
#' that fails ends the process.
#'
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>
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

end_process <- function(diagnostic) {
  log_failure(diagnostic)
  quit("no", status = 1, runLast = FALSE)
}
