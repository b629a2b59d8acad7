# An event is what Lambda was called with, in the class of who sent it: one class
# and one file per sender (event_*.R). A class answers these generics; telling the
# senders apart stands in as_event() alone.

# -> a request (request.R)
read_request <- function(event, request_id) UseMethod("read_request")

# A response (response.R) -> what the handler returns.
write_response <- function(event, response) UseMethod("write_response")

# The most bytes that the sender takes as an answer.
size_limit <- function(event) UseMethod("size_limit")

# Whether a body of an answer is within `most` bytes as the sender measures it.
fits <- function(event, body, most) UseMethod("fits")

# What becomes of an error that `code` raises.
catch_failures <- function(event, request_id, code) {
  UseMethod("catch_failures")
}

as_event <- function(content) new_event(content, event_class(content))

new_event <- function(content, class) {
  structure(list(content = content), class = c(class, "event"))
}

# Helpers ----

# The senders are told apart by the fields that only their events have, never by
# searching text.
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
event_class <- function(content) {
  if (!is_object(content)) {
    return("direct_event")
  }
  context <- content[["requestContext"]]
  if (
    is.list(context) &&
      identical(content[["version"]], "2.0") &&
      !is.null(context[["http"]])
  ) {
    return("http_api_event")
  }
  if (!is.null(event_source(content))) {
    return("foreign_event")
  }
  if (is.list(context)) {
    if (!is.null(context[["elb"]])) {
      return("load_balancer_event")
    }
    if (!is.null(content[["httpMethod"]])) {
      return("rest_api_event")
    }
  }
  "direct_event"
}
