# The classed error that `code` raises, or a failure of the test.
error_of <- function(code) {
  tryCatch(
    {
      code
      stop("no error was raised")
    },
    runtime_error = identity
  )
}

# Runs `code` when the test or function whose frame is `env` ends.
defer <- function(code, env) {
  run <- as.call(list(\() code))
  do.call(on.exit, list(run, add = TRUE, after = FALSE), envir = env)
}

# Environment variables for the rest of a test; NA unsets one.
with_variables <- function(..., env = parent.frame()) {
  new <- c(...)
  old <- Sys.getenv(names(new), NA, names = TRUE)
  set_variables(new)
  defer(set_variables(old), env)
}

set_variables <- function(values) {
  Sys.unsetenv(names(values)[is.na(values)])
  values <- values[!is.na(values)]
  if (length(values) > 0) do.call(Sys.setenv, as.list(values))
}

# A folder with a handler file, as LAMBDA_TASK_ROOT.
task_root <- function(code, file = "handler.R", env = parent.frame()) {
  root <- tempfile("task-")
  dir.create(root)
  defer(unlink(root, recursive = TRUE), env)
  # As bytes, whatever locale the tests run in.
  writeLines(enc2utf8(code), file.path(root, file), useBytes = TRUE)
  root
}

invocation <- function(body = "{}", ...) {
  new_invocation(
    charToRaw(body),
    list("aws-request-id" = "r-1", "deadline-ms" = "1e15", ...)
  )
}

config <- function(handler = "handler.handler", root = ".", ...) {
  runtime_config(c(
    AWS_LAMBDA_RUNTIME_API = "127.0.0.1:9",
    "_HANDLER" = handler,
    LAMBDA_TASK_ROOT = root,
    ...
  ))
}

# What `code` writes to stderr, a line each.
logged <- function(code) capture.output(invisible(code), type = "message")

# JSON as a string without its classes.
json_of <- function(value) c(unclass(to_json(value)))
