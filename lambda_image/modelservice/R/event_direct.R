# A direct invocation: the event is the request itself, a record, records, or one of
# the wrappers of body.R, which may name its model. The answer is the JSON alone, and
# what goes wrong is an error, so that a state machine can catch it by its type.

#' @export
read_request.direct_event <- function(event, request_id) {
  content <- event$content
  new_request(
    method = "POST",
    path = "/predict",
    body = content,
    request_id = request_id,
    name = direct_name(content)
  )
}

#' @export
write_response.direct_event <- function(event, response) response$body

# Not text inside text: the answer is the body.
#' @export
fits.direct_event <- function(event, body, most) nchar(body, "bytes") <= most

# An error that was not foreseen goes on as it is: the runtime reports it with the
# calls that led to it.
#' @export
catch_failures.direct_event <- function(event, request_id, code) {
  tryCatch(code, service_error = raise_in_full)
}

# Helpers ----

# A record that has a field `model` among its columns names no model by it.
direct_name <- function(content) {
  if (is_object(content) && !is.null(wrapper_of(content, NULL))) {
    content[["model"]]
  }
}
