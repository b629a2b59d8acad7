# The error that `code` raises, or a failure of the test.
error_of <- function(code, class = "service_error") {
  tryCatch(
    {
      code
      stop("no error was raised")
    },
    error = \(e) if (inherits(e, class)) e else stop(e)
  )
}

init_error_of <- function(code) error_of(code, "init_error")

# Small fits of every kind, on data of every type.
people <- local({
  set.seed(1)
  n <- 60
  data.frame(
    age = round(runif(n, 20, 60)),
    size = runif(n),
    group = factor(
      rep(c("low", "high", "\u00fcber"), length.out = n),
      levels = c("low", "high", "\u00fcber")
    ),
    grade = factor(
      sample(c("b", "a"), n, TRUE),
      levels = c("b", "a"),
      ordered = TRUE
    ),
    smokes = sample(c(TRUE, FALSE), n, TRUE),
    pay = rnorm(n)
  )
})

linear <- stats::lm(pay ~ log(age) + size + group + grade + smokes, people)

number <- \(name) input_column(name, "number")

# Records as read_rows() takes them, and what it makes of them.
rows_of <- function(records, inputs, ...) {
  plan <- if (is.null(inputs$inputs)) new_plan(inputs) else inputs
  read_rows(new_table(length(records), records = records), plan, ...)$rows
}

# One service with one model, as start_service() makes it of a raw .rds.
a_service <- function(model = a_model()) {
  cache <- new_cache(c(A = "b"))
  cache_model(cache, model)
  list(catalogue = catalogue_of(model), cache = cache, env = c(A = "b"))
}

predicted <- function(fit, rows, ...) {
  fit <- as_kind(fit, "m")
  model_predict(fit, rows, utils::modifyList(default_options(), list(...)))
}

a_model <- function(fit = stats::lm(pay ~ age + size, people)) {
  new_model(fit, "m", strrep("a", 64))
}

http_event <- function(
  body,
  method = "POST",
  path = "/predict",
  headers = list(),
  query = NULL
) {
  list(
    version = "2.0",
    queryStringParameters = query,
    rawPath = path,
    headers = headers,
    body = body,
    isBase64Encoded = FALSE,
    requestContext = list(stage = "$default", http = list(method = method))
  )
}

answer_http <- function(..., service = a_service()) {
  response <- answer(service, http_event(...), list(request_id = "r-1"))
  json <- grepl("json", response$headers[["content-type"]])
  response$problem <- if (json) lambdaruntime::parse_json(response$body)
  response
}
