# SnapStart: Lambda takes a picture of this process after its init and starts
# later ones from it. What must not be shared by all of them is made anew.
# https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html

#' Run code before a snapshot is taken, or after one was restored
#'
#' Called while the handler's file is read; the hooks run in the order they were
#' given, those of a snapshot in reverse. Without SnapStart none of them runs.
#'
#' @param hook A function without arguments.
#' @return Nothing.
#' @export
before_snapshot <- function(hook) {
  hooks$before <- c(list(hook), hooks$before)
  invisible()
}

#' @rdname before_snapshot
#' @export
after_restore <- function(hook) {
  hooks$after <- c(hooks$after, list(hook))
  invisible()
}

# -> the connection to go on with.
pass_snapshot <- function(connection, config) {
  if (config$initialization_type != "snap-start") {
    return(connection)
  }
  run_hooks(
    connection,
    hooks$before,
    "Runtime.BeforeSnapshotError",
    init_error_request
  )
  response <- runtime_send(connection, restore_request())
  if (response$status != 200) {
    runtime_abort(
      "Runtime.ApiRefused",
      "The Lambda Runtime API answered ",
      response$status,
      " when asked for the restore: this process ends."
    )
  }
  # Restored processes must not draw the same random numbers.
  set.seed(NULL)
  connection <- runtime_connection(config$api)
  run_hooks(
    connection,
    hooks$after,
    "Runtime.AfterRestoreError",
    restore_error_request
  )
  connection
}

# Helpers ----

hooks <- new.env(parent = emptyenv())
hooks$before <- list()
hooks$after <- list()

run_hooks <- function(connection, run, error_type, report) {
  tryCatch(
    for (hook in run) {
      hook()
    },
    error = \(e) {
      diagnostic <- as_diagnostic(e)
      diagnostic$error_type <- error_type
      runtime_send(connection, report(diagnostic))
      end_process(diagnostic)
    }
  )
}
