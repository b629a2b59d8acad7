# An Application Load Balancer. It hands the query on as it came, percent-encoded,
# takes 1 MB and, in one of its modes, headers as lists.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html

#' @export
read_request.load_balancer_event <- function(event, request_id) {
  proxy_request(event$content, request_id, decode = utils::URLdecode)
}

#' @export
write_response.load_balancer_event <- function(event, response) {
  status <- response$status
  answer <- list(
    statusCode = status,
    statusDescription = paste(status, reason(status)),
    isBase64Encoded = FALSE,
    body = as.character(unclass(response$body))
  )
  headers <- response_headers(response)
  # The answer must have the mode of the event.
  if (is.null(event$content[["multiValueHeaders"]])) {
    answer$headers <- headers
  } else {
    answer$multiValueHeaders <- lapply(headers, I)
  }
  answer
}

#' @export
size_limit.load_balancer_event <- function(event) 2^20

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
