#' Answer one event
#'
#' The path of a request: event, request, route, rows, prediction, response.
#'
#' @param service What [start_service()] returned.
#' @param event A parsed Lambda event: HTTP API 2.0, REST API 1.0, load balancer,
#'   Function URL, or directly a record, a list of records, or
#'   `list(model = , instances = )`.
#' @param context The invocation's context; its `request_id` names the answer and
#'   stands in every log line of the request.
#' @return The response in the form that the event's sender reads: for HTTP a list
#'   with `statusCode`, `headers` and `body`, where a request that cannot be
#'   answered is an RFC 9457 problem document; for a direct invocation JSON text,
#'   or an error with an `error_type` such as `Service.InvalidInput`.
#' @export
answer <- function(service, event, context) {
  event <- as_event(event)
  response <- catch_failures(event, context$request_id, {
    request <- read_request(event, context$request_id)
    check_size(event, respond(service, request))
  })
  write_response(event, response)
}

# Helpers ----

respond <- function(service, request) {
  route <- find_route(request$method, request$path)
  if (!is.null(route$name)) {
    request$name <- route$name
  }
  route$answer(service, request)
}

# An answer beyond what Lambda hands on is a problem that says so: the client would
# see a bare 500 or 502 otherwise.
# https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
check_size <- function(event, response) {
  most <- size_limit(event)
  if (!fits(event, response$body, most)) {
    service_abort(
      "too-large",
      "The answer would be larger than ",
      most / 2^20,
      " MB, which is the most that one response holds: send fewer rows at a time."
    )
  }
  response
}
