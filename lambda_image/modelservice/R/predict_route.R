# POST .../predict, and a direct invocation: model, rows, prediction, answer.
predict_route <- function(service, request) {
  entry <- find_entry(service, request_model(service, request))
  if (entry$kind == "ensemble") {
    return(ensemble_route(service, request, entry))
  }
  model <- get_model(service, entry)
  table <- read_table(request, model$plan)
  options <- read_options(request$query, table$params, model)
  result <- withCallingHandlers(
    predict_table(model, table, options),
    service_error = \(e) log_predicted(model, table$n, e$errors)
  )
  log_predicted(model, table$n, result$errors)
  if (wants_csv(request$headers[["accept"]])) {
    return(check_size(csv_response(csv_answer(result$predicted)), request))
  }
  check_size(ok(json_answer(model, result)), request)
}

# Helpers ----

log_predicted <- function(model, rows, errors) {
  fields <- list(
    model = model$name,
    rows = rows,
    refused = length(unique_rows(errors))
  )
  log_event("predicted", fields = fields)
}

request_model <- function(service, request) {
  if (!is.null(request$name)) {
    return(request$name)
  }
  service$catalogue$default
}

csv_response <- function(text) {
  list(
    status = 200L,
    content_type = "text/csv; charset=utf-8; header=present",
    body = text
  )
}
