# What Lambda sets in the runtime's environment, read once.
runtime_config <- function(env = Sys.getenv()) {
  value <- \(name, otherwise = "") {
    if (name %in% names(env)) env[[name]] else otherwise
  }
  config <- list(
    api = value("AWS_LAMBDA_RUNTIME_API"),
    handler = value("_HANDLER"),
    task_root = value("LAMBDA_TASK_ROOT", "."),
    function_name = value("AWS_LAMBDA_FUNCTION_NAME"),
    function_version = value("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    memory_mb = as.integer(value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", NA)),
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
