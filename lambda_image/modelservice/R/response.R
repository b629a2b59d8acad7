# A response before it has the form of its event: a status, the body as text in UTF-8,
# its content type, and further headers.
new_response <- function(
  body,
  status = 200L,
  content_type = "application/json",
  headers = NULL
) {
  if (!is.character(body) || length(body) != 1 || !is.integer(status)) {
    broken_shape(
      "a response has one text as its body and a whole number as status"
    )
  }
  list(
    status = status,
    content_type = content_type,
    headers = headers,
    body = body
  )
}

json_response <- function(value) new_response(to_json(value))

csv_response <- function(text) {
  new_response(
    text,
    content_type = "text/csv; charset=utf-8; header=present"
  )
}
