# Lambda's settings, read from the environment once and then passed as an
# argument: no other function of this package reads them again. -> a list of the
# strings below; `memory_mb` is an integer, NA where Lambda does not set it.
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
runtime_config <- function(env = Sys.getenv()) {
  value <- \(name, otherwise = "") {
    if (name %in% names(env)) env[[name]] else otherwise
  }
  config <- list(
    api = value("AWS_LAMBDA_RUNTIME_API"),
    handler = value("_HANDLER"),
    # Unset when somebody starts the runtime by hand, in the handler's folder.
    task_root = value("LAMBDA_TASK_ROOT", "."),
    function_name = value("AWS_LAMBDA_FUNCTION_NAME"),
    function_version = value("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    memory_mb = as.integer(value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", NA)),
    # "on-demand", "provisioned-concurrency" or "snap-start".
    initialization_type = value("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
    log_group_name = value("AWS_LAMBDA_LOG_GROUP_NAME"),
    log_stream_name = value("AWS_LAMBDA_LOG_STREAM_NAME")
  )
  if (config$api == "") {
    runtime_abort(
      "Runtime.NoRuntimeApi",
      "AWS_LAMBDA_RUNTIME_API is not set, so there is nobody to ask for events:",
      " run this under AWS Lambda or its Runtime Interface Emulator."
    )
  }
  config
}
