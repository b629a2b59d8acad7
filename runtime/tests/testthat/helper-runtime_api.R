# A Runtime API in a process of its own that gives `...` in turn, each made by
# answer(). It ends with the test `env`, at the latest.
runtime_api <- function(..., env = parent.frame()) {
  script <- shQuote(test_path("runtime_api.py"))
  process <- pipe(
    paste("exec python3", script, shQuote(to_json(list(...)))),
    "r"
  )
  pid <- parse_json(readLines(process, 1))
  defer(
    {
      tools::pskill(pid)
      close(process)
    },
    env
  )
  address <- paste0("127.0.0.1:", parse_json(readLines(process, 1)))
  list(
    address = address,
    connection = runtime_connection(address),
    # The next request that it got.
    request = \() {
      request <- parse_json(readLines(process, 1))
      names(request) <- c("method", "path", "headers", "body")
      request
    }
  )
}

answer <- function(status = 202, headers = NULL, body = "") {
  headers <- as.list(headers)
  # A list without names is an array; Python's side reads an object.
  list(status, structure(headers, names = as.character(names(headers))), body)
}

event_answer <- function(body = "{}", request_id = "r-1") {
  answer(200, list("Lambda-Runtime-Aws-Request-Id" = request_id), body)
}

# What start_runtime() in an R of its own writes and ends with, on this handler.
run_runtime <- function(api, code, env = parent.frame(), variables = NULL) {
  variables <- c(
    AWS_LAMBDA_RUNTIME_API = api$address,
    "_HANDLER" = "handler.handler",
    LAMBDA_TASK_ROOT = task_root(code, env = env),
    R_LIBS = paste(.libPaths(), collapse = ":"),
    variables
  )
  suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"),
    c("-e", shQuote("lambdaruntime::start_runtime()")),
    env = paste0(names(variables), "=", shQuote(variables)),
    stdout = TRUE,
    stderr = TRUE,
    timeout = 60
  ))
}
