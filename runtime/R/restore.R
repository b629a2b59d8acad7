#' Run code before a snapshot is taken, or after one was restored
#'
#' With SnapStart Lambda takes a picture of the process after its init and starts
#' all later processes from it. What must not be shared by all of them (a
#' connection, credentials, a secret that may change) is closed before the
#' snapshot or made anew after it. The random seed is set anew in any case.
#'
#' Call these while the handler's file is read, outside the handler. The hooks
#' run in the order in which they were given, those before a snapshot in reverse.
#' Without SnapStart none of them runs.
#'
#' @param hook A function without arguments; what it returns is not looked at.
#' @return `NULL`, invisibly.
#' @section Errors:
#' A hook that fails ends the process. Lambda shows the error as
#' `Runtime.BeforeSnapshotError`, or as `Runtime.AfterRestoreError`, with the
#' message of the hook's own error.
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html>
#' @examples
#' # In the handler's file:
#' before_snapshot(function() message("a snapshot is taken"))
#' after_restore(function() Sys.unsetenv("MY_SECRET"))
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

# Waits for the snapshot and for the restore, where the function has SnapStart.
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
  # Restored processes must not draw the same random numbers:
  # https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
  set.seed(NULL)
  # The connection of the snapshot's own process is dead by now.
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

# The one state of this package: the hooks are given by the handler's file, to
# which nothing of the loop is passed.
hooks <- new.env(parent = emptyenv())
hooks$before <- list()
hooks$after <- list()

# `report` makes the request for the path that Lambda reads this failure from.
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
