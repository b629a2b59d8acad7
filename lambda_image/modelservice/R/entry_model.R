# A model of the catalogue: its card, `artifact` (where its file is) and `sha256`.

#' @export
check_entry.model_entry <- function(entry, location) {
  for (field in c("artifact", "sha256")) {
    if (!is_string(entry[[field]])) {
      refuse_catalogue(location, entry$name, " has no `", field, "`.")
    }
  }
  entry$location <- artifact_location(entry$artifact, location)
  entry
}

#' @export
complete_entry.model_entry <- function(entry, entries, location) entry

#' @export
prepare_entry.model_entry <- function(entry, service) {
  load_entry(service, entry)
}

#' @export
predict_entry.model_entry <- function(entry, service, request) {
  model <- get_model(service, entry, request$request_id)
  table <- read_table(request, model$plan)
  options <- read_options(request$query, table$params, model)
  log_rows <- \(errors) {
    log_predicted(model$name, table$n, errors, request$request_id)
  }
  result <- withCallingHandlers(
    predict_table(model, table, options, request$request_id),
    service_error = \(e) log_rows(e$errors)
  )
  log_rows(result$errors)
  if (wants_csv(request$headers[["accept"]])) {
    return(csv_response(csv_answer(result$predicted)))
  }
  json_response(json_answer(model, result))
}

#' @export
predict_problems.model_entry <- function(entry) {
  c(400L, 404L, 405L, 413L, 415L, 422L, 500L, 503L)
}

#' @export
complete_response_schema.model_entry <- function(entry, schema) schema

# Helpers ----

# A full URI, or a path beside the catalogue.
artifact_location <- function(artifact, catalogue) {
  if (grepl("^(s3|file)://", artifact)) {
    return(parse_model_uri(artifact))
  }
  beside <- sub("\\?versionId=.*$", "", catalogue$uri)
  parse_model_uri(sub("[^/]*$", artifact, beside))
}

log_predicted <- function(name, rows, errors, request_id) {
  fields <- list(
    model = name,
    rows = rows,
    refused = length(unique_rows(errors))
  )
  log_event("predicted", request_id, fields)
}
