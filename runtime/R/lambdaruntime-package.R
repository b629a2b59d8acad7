#' Any R function on AWS Lambda
#'
#' A custom runtime for AWS Lambda: [start_runtime()] polls the Runtime API, calls
#' the R function that `_HANDLER` names for each event and posts what the function
#' returns. The other functions are for handlers: [parse_json()] and [to_json()]
#' read and write JSON, [log_line()] writes a log record, [before_snapshot()] and
#' [after_restore()] run code around a SnapStart snapshot.
#'
#' @section Errors:
#' Every error of this package has the class `runtime_error` and an element
#' `error_type` of the form `Runtime.Reason`, which Lambda shows as the error's
#' type. A handler's own error is `Function.<Class>`, or the `error_type` that
#' the condition carries.
#'
#' @source <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html>
#' @name lambdaruntime
#' @aliases lambdaruntime-package
#' @useDynLib lambdaruntime, .registration = TRUE
#' @importFrom curl curl_fetch_memory handle_setheaders handle_setopt new_handle
NULL
