# What a handler may know of its invocation. The fields are those of AWS's own
# runtimes, in snake case, so that people find what they know from there:
# https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
# `deadline_ms` counts from 1970; `remaining_time_ms()` is a function, as the
# time that remains shrinks while the handler runs.
invocation_context <- function(invocation, config) {
  deadline <- invocation$deadline_ms
  structure(
    class = "lambda_context",
    list(
      request_id = invocation$request_id,
      function_arn = invocation$function_arn,
      function_name = config$function_name,
      function_version = config$function_version,
      memory_mb = config$memory_mb,
      log_group_name = config$log_group_name,
      log_stream_name = config$log_stream_name,
      deadline_ms = deadline,
      remaining_time_ms = \() deadline - as.numeric(Sys.time()) * 1000,
      client_context = json_header(invocation$client_context),
      cognito_identity = json_header(invocation$cognito_identity),
      tenant_id = invocation$tenant_id,
      trace_id = invocation$trace_id
    )
  )
}

# Lambda's X-Ray daemon, and whatever the handler calls, read it from here. It
# is unset where an invocation has none, or the calls of this invocation would
# be drawn into the trace of the one before.
set_trace_id <- function(trace_id) {
  if (is.null(trace_id)) {
    return(Sys.unsetenv("_X_AMZN_TRACE_ID"))
  }
  Sys.setenv("_X_AMZN_TRACE_ID" = trace_id)
}

# Helpers ----

# The emulator sends these headers empty where Lambda leaves them out.
json_header <- function(value) {
  if (is.null(value) || value == "") {
    return(NULL)
  }
  parse_json(value)
}
