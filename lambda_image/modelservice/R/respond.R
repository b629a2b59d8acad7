# A response as the event kind wants it: list(status, content_type, headers, body)
# to what the handler returns. A direct invocation gets the body alone.
write_response <- function(response, request) {
  if (request$kind == "direct") {
    return(response$body)
  }
  headers <- c(list("content-type" = response$content_type), response$headers)
  answer <- list(statusCode = response$status)
  if (isTRUE(request$multi_value)) {
    answer$multiValueHeaders <- lapply(headers, I)
  } else {
    answer$headers <- headers
  }
  if (request$kind == "alb") {
    answer$statusDescription <- paste(response$status, reason(response$status))
  }
  answer$isBase64Encoded <- FALSE
  answer$body <- as.character(unclass(response$body))
  answer
}

ok <- function(value) {
  list(status = 200L, content_type = "application/json", body = to_json(value))
}

# Helpers ----

reason <- function(status) {
  reasons <- c(
    "200" = "OK",
    "400" = "Bad Request",
    "404" = "Not Found",
    "405" = "Method Not Allowed",
    "413" = "Content Too Large",
    "415" = "Unsupported Media Type",
    "422" = "Unprocessable Content",
    "500" = "Internal Server Error",
    "502" = "Bad Gateway",
    "503" = "Service Unavailable"
  )
  reasons[[as.character(status)]]
}
