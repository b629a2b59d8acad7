# The one place that touches the network. api_requests.R builds what is sent
# here, so that each request can be tested without a server.
#
# One curl handle serves the whole life of the process: its connection stays
# open, and a new handle per request would cost more than the request itself.
runtime_connection <- function(api) {
  # Lambda's API is local whatever the proxy variables say. `next` blocks for as
  # long as nobody calls, so there is no time limit on an answer.
  list(
    base = paste0("http://", api, "/2018-06-01"),
    handle = new_handle(noproxy = "*")
  )
}

# -> list(status, headers, body): an integer and two raw vectors. A Runtime API
# that does not answer is an error that ends the process: Lambda starts a new
# one, whereas a loop that tries again would spin at full speed.
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

# One handle_setopt() per request: it takes longer than everything else here.
set_request <- function(handle, request) {
  if (is.null(request$body)) {
    # The handle remembers the method and headers of the answer before.
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
  # The curl package itself leaves out "Expect: 100-continue", which would cost a
  # round trip on large answers.
  handle_setheaders(handle, .list = as.list(request$headers))
}
