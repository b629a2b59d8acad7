# `_HANDLER` is file.function: the file is below LAMBDA_TASK_ROOT and ends in
# .R; its top level runs once, here, as the function's init.
find_handler <- function(config) {
  name <- handler_name(config$handler)
  path <- handler_path(name, config$task_root)
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
  for (expression in code) {
    eval(expression, globalenv())
  }
  handler_function(name)
}

# Helpers ----

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
