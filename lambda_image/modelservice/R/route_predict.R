# POST .../predict, and a direct invocation, with the default or the named entry.
predict_route <- function(service, request) {
  name <- request$name
  if (is.null(name)) {
    name <- service$catalogue$default
  }
  predict_entry(find_entry(service, name), service, request)
}

# The entry that a path or a direct invocation names.
find_entry <- function(service, name) {
  entry <- if (is_string(name)) service$catalogue$models[[name]]
  if (is.null(entry)) {
    service_abort(
      "not-found",
      "There is no such model: GET /models lists those there are."
    )
  }
  entry
}
