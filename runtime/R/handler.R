# `_HANDLER` is file.function: the file is below LAMBDA_TASK_ROOT and ends in
# .R; its top level runs once, here, as the function's init. -> the function.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
find_handler <- function(config) {
  name <- handler_name(config$handler)
  path <- handler_path(name, config$task_root)
  # The sources are kept for the line numbers of a stack trace.
  code <- tryCatch(
    parse(path, keep.source = TRUE, encoding = "UTF-8"),
    error = \(e) {
      runtime_abort(
        "Runtime.HandlerSyntax",
        name$file,
        " cannot be parsed as R code: ",
        conditionMessage(e)
      )
    }
  )
  # Not source(): its frames would stand in every stack trace of the init.
  for (expression in code) {
    eval(expression, globalenv())
  }
  handler_function(name)
}

# Helpers ----

# The function is what follows the last dot, so that the file may have dots and
# stand in a folder.
handler_name <- function(handler) {
  parts <- regmatches(handler, regexec("^(.+)\\.([^./]+)$", handler))[[1]]
  if (length(parts) == 0) {
    runtime_abort(
      "Runtime.HandlerName",
      "The handler (_HANDLER) is \"",
      handler,
      "\", but must be file.function,",
      " for example predict.handler for the function `handler` of predict.R."
    )
  }
  list(file = paste0(parts[2], ".R"), function_name = parts[3])
}

handler_path <- function(name, task_root) {
  path <- file.path(task_root, name$file)
  if (!file.exists(path)) {
    runtime_abort(
      "Runtime.HandlerFileMissing",
      "There is no ",
      name$file,
      " in ",
      task_root,
      " (LAMBDA_TASK_ROOT): put",
      " it there, or name another file in _HANDLER."
    )
  }
  path
}

# Looked up in the global environment alone: a misspelt name must not find a
# function of R, such as `c` or `predict`.
handler_function <- function(name) {
  if (!exists(name$function_name, globalenv(), inherits = FALSE)) {
    runtime_abort(
      "Runtime.HandlerMissing",
      name$file,
      " defines no `",
      name$function_name,
      "`: define that function,",
      " or name another in _HANDLER."
    )
  }
  value <- get(name$function_name, globalenv(), inherits = FALSE)
  if (!is.function(value)) {
    runtime_abort(
      "Runtime.HandlerNotFunction",
      "`",
      name$function_name,
      "` in ",
      name$file,
      " is a ",
      class(value)[1],
      ", not a function: name a function in _HANDLER."
    )
  }
  value
}
