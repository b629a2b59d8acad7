# StartSyncExecution of an Express state machine: the request is built here,
# libcurl signs it. Nothing of the state machine reaches a client; what went wrong
# stands in the log.
# https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html

# -> the execution's output, parsed.
run_state_machine <- function(name, input, service, request_id) {
  env <- service$env
  body <- to_json(list(
    stateMachineArn = state_machine_arn(name, env),
    input = input
  ))
  answer <- sfn_send(sfn_request(body, env), sfn_handle(service$cache))
  if (answer$status != 200L) {
    refuse_execution(
      name,
      request_id,
      "Step Functions answered ",
      answer$status,
      " ",
      answer$text
    )
  }
  execution <- parse_json(answer$text)
  if (!identical(execution$status, "SUCCEEDED")) {
    refuse_execution(
      name,
      request_id,
      execution$status,
      ": ",
      execution$error,
      " ",
      execution$cause
    )
  }
  parse_json(execution$output)
}

# The most that an Express execution takes or gives.
MOST_EXPRESS_BYTES <- 262144L

# Helpers ----

state_machine_arn <- function(name, env) {
  prefix <- env_first(env, "STATE_MACHINE_ARN_PREFIX")
  if (!nzchar(prefix)) {
    service_abort(
      "model-unavailable",
      "The ensemble ",
      name,
      " has no state machine here: STATE_MACHINE_ARN_PREFIX is not set."
    )
  }
  paste0(prefix, name)
}

sfn_request <- function(body, env) {
  region <- env_first(env, "AWS_REGION", "AWS_DEFAULT_REGION")
  credentials <- aws_credentials(list(uri = "the ensemble"), env)
  headers <- list(
    "Content-Type" = "application/x-amz-json-1.0",
    "X-Amz-Target" = "AWSStepFunctions.StartSyncExecution"
  )
  if (nzchar(credentials$token)) {
    headers[["X-Amz-Security-Token"]] <- credentials$token
  }
  list(
    url = sfn_url(region, env),
    headers = headers,
    options = list(
      aws_sigv4 = paste0("aws:amz:", region, ":states"),
      username = credentials$id,
      password = credentials$secret,
      copypostfields = unclass(body),
      connecttimeout = 3,
      # The HTTP API in front waits no longer.
      timeout = 30,
      noproxy = no_proxy(env)
    )
  )
}

sfn_url <- function(region, env) {
  endpoint <- env_first(env, "AWS_ENDPOINT_URL_SFN", "AWS_ENDPOINT_URL")
  if (nzchar(endpoint)) {
    return(paste0(sub("/+$", "", endpoint), "/"))
  }
  paste0("https://sync-states.", region, ".", dns_suffix(region), "/")
}

# Kept, and with it the connection: a new one would cost each request a TLS
# handshake.
sfn_handle <- function(cache) {
  if (is.null(cache$sfn_handle)) {
    cache$sfn_handle <- curl::new_handle()
  }
  cache$sfn_handle
}

sfn_send <- function(request, handle) {
  curl::handle_setopt(handle, .list = request$options)
  curl::handle_setheaders(handle, .list = request$headers)
  tryCatch(
    {
      response <- curl::curl_fetch_memory(request$url, handle)
      text <- response$content
      list(status = response$status_code, text = rawToChar(text))
    },
    error = \(e) list(status = 0L, text = conditionMessage(e))
  )
}

refuse_execution <- function(name, request_id, ...) {
  log_line(
    "ERROR",
    paste0("The ensemble ", name, " failed: ", ...),
    request_id
  )
  service_abort(
    "member-failed",
    "The members of ",
    name,
    " could not be invoked."
  )
}
