# The routes: path, then method, to a function(service, request) -> response.
# `{name}` stands for one segment, which the function finds in request$name.
# openapi.R documents them; a test compares the two, and both with what is deployed.
routes <- list(
  "/" = list(
    GET = \(service, request) index_route(service),
    POST = \(service, request) predict_route(service, request)
  ),
  "/predict" = list(
    POST = \(service, request) predict_route(service, request)
  ),
  "/invocations" = list(
    POST = \(service, request) predict_route(service, request)
  ),
  "/ping" = list(GET = \(service, request) ping_route()),
  "/openapi.json" = list(GET = \(service, request) openapi_route(service)),
  "/models" = list(GET = \(service, request) models_route(service)),
  "/models/{name}" = list(
    GET = \(service, request) model_route(service, request)
  ),
  "/models/{name}/predict" = list(
    POST = \(service, request) predict_route(service, request)
  )
)

# -> list(answer = the function, name = what stands for {name}, or NULL)
find_route <- function(method, path) {
  found <- match_path(path)
  if (is.null(found)) {
    service_abort(
      "not-found",
      "There is nothing at this path: GET / lists what there is."
    )
  }
  known <- routes[[found$path]]
  if (is.null(known[[method]])) {
    allowed <- paste(names(known), collapse = ", ")
    service_abort(
      "method-not-allowed",
      "This path answers ",
      allowed,
      " only.",
      headers = list(allow = allowed)
    )
  }
  list(answer = known[[method]], name = found$name)
}

# Helpers ----

match_path <- function(path) {
  path <- without_slash(path)
  if (!is.null(routes[[path]])) {
    return(list(path = path))
  }
  parts <- strsplit(path, "/", fixed = TRUE)[[1]]
  if (length(parts) < 3 || parts[1] != "" || parts[2] != "models") {
    return(NULL)
  }
  pattern <- paste(c("", "models", "{name}", parts[-(1:3)]), collapse = "/")
  if (!is.null(routes[[pattern]])) list(path = pattern, name = parts[3])
}

without_slash <- function(path) {
  if (!is_string(path) || path == "") {
    return("/")
  }
  if (nchar(path) > 1) sub("/$", "", path) else path
}
