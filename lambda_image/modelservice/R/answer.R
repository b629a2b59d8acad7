#' Answer one event
#'
#' The path of a request: event, request, route, rows, prediction, response.
#'
#' @param service What [start_service()] returned.
#' @param event A parsed Lambda event: HTTP API 2.0, REST API 1.0, load balancer,
#'   Function URL, or directly a record, a list of records, or
#'   `list(model = , instances = )`.
#' @param context The invocation's context; its `request_id` names the answer.
#' @return The response in the form that the event's sender reads. A request
#'   that cannot be answered is an RFC 9457 problem document, or for a direct
#'   invocation an error.
#' @export
answer <- function(service, event, context) {
  request <- list(kind = event_kind(event))
  if (request$kind == "direct") {
    return(answer_direct(service, event))
  }
  response <- tryCatch(
    withCallingHandlers(
      answer_request(service, request <- read_request(event)),
      error = \(e) log_unforeseen(e, context$request_id)
    ),
    error = \(e) problem_response(e, context$request_id)
  )
  write_response(response, request)
}

# Helpers ----

answer_request <- function(service, request) {
  route <- find_route(request$method, request$path)
  request$name <- route$name
  route$answer(service, request)
}

answer_direct <- function(service, event) {
  request <- read_request(event)
  response <- tryCatch(
    predict_route(service, request),
    service_error = raise_in_full
  )
  write_response(response, request)
}

log_unforeseen <- function(condition, request_id) {
  if (!inherits(condition, "service_error")) {
    log_condition(condition, request_id)
  }
}
