# The one place that touches the network: one handle, kept alive throughout.
runtime_connection <- function(api) {
  # Lambda's API is local whatever the proxy variables say. `next` blocks for as
  # long as nobody calls, so there is no time limit on an answer.
  list(
    base = paste0("http://", api, "/2018-06-01"),
    handle = new_handle(noproxy = "*")
  )
}

# -> list(status, headers, body). A Runtime API that does not answer is the end.
runtime_send <- function(connection, request) {
  set_request(connection$handle, request)
  response <- tryCatch(
    curl_fetch_memory(paste0(connection$base, request$path), connection$handle),
    error = \(e) {
      runtime_abort(
        "Runtime.ApiUnreachable",
        "The Lambda Runtime API at ",
        connection$base,
        " is gone (",
        conditionMessage(e),
        "): this process ends."
      )
    }
  )
  list(
    status = response$status_code,
    headers = response$headers,
    body = response$content
  )
}

# Helpers ----

# One handle_setopt() a request: it takes longer than all else here.
set_request <- function(handle, request) {
  if (is.null(request$body)) {
    handle_setopt(handle, httpget = TRUE)
    return(handle_setheaders(handle, .list = list()))
  }
  body <- request$body
  if (!is.raw(body)) {
    body <- charToRaw(enc2utf8(body))
  }
  handle_setopt(
    handle,
    post = TRUE,
    postfieldsize = length(body),
    postfields = body
  )
  # No "Expect: 100-continue", which costs a round trip on large answers.
  handle_setheaders(handle, .list = c(list(Expect = ""), request$headers))
}
