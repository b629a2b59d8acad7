# The routes: path, then method, to a function(service, request) -> response.
routes <- list(
  "/" = list(POST = \(service, request) predict_route(service, request)),
  "/predict" = list(POST = \(service, request) predict_route(service, request)),
  "/ping" = list(GET = \(service, request) ok(list(status = "ok")))
)

find_route <- function(method, path) {
  known <- routes[[route_path(path)]]
  if (is.null(known)) {
    service_abort(
      "not-found",
      "There is nothing at this path. POST a record to /predict."
    )
  }
  route <- known[[method]]
  if (is.null(route)) {
    allowed <- paste(names(known), collapse = ", ")
    service_abort(
      "method-not-allowed",
      "This path answers ",
      allowed,
      " only.",
      headers = list(allow = allowed)
    )
  }
  route
}

predict_route <- function(service, request) {
  records <- read_records(request)
  rows <- read_rows(records, service$model$plan)
  ok(predict_rows(service$model, rows))
}

# Helpers ----

# Without the trailing slash.
route_path <- function(path) {
  if (!is.character(path) || path == "") {
    return("/")
  }
  if (nchar(path) > 1) sub("/$", "", path) else path
}
