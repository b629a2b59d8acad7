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

# A folder with a handler file, as LAMBDA_TASK_ROOT.
task_root <- function(code, file = "handler.R", env = parent.frame()) {
  root <- withr_tempdir(env)
  writeLines(code, file.path(root, file))
  root
}

withr_tempdir <- function(env) {
  root <- tempfile("task-")
  dir.create(root)
  do.call(
    on.exit,
    list(bquote(unlink(.(root), recursive = TRUE)), add = TRUE),
    envir = env
  )
  root
}

invocation <- function(body = "{}", ...) {
  defaults <- list(
    body = charToRaw(body),
    request_id = "r-1",
    deadline_ms = 1e15,
    function_arn = "arn:aws:lambda:us-east-1:1:function:f"
  )
  utils::modifyList(defaults, list(...))
}

config <- function(handler = "handler.handler", root = ".") {
  list(
    handler = handler,
    task_root = root,
    function_name = "f",
    function_version = "1",
    memory_mb = 512L
  )
}
