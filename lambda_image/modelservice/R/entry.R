# An entry of the catalogue: a model, or an ensemble of several. Its fields are those
# of catalogue.json (a model's card, and where its file is); its class answers these
# generics, one file per class (entry_*.R).

# What of it is wrong, at init; -> the entry, with what the service adds to it.
check_entry <- function(entry, location) UseMethod("check_entry")

# With what the other entries say of it.
complete_entry <- function(entry, entries, location) {
  UseMethod("complete_entry")
}

# At init, of the default: what the first request would pay for otherwise.
prepare_entry <- function(entry, service) UseMethod("prepare_entry")

# POST .../predict -> a response.
predict_entry <- function(entry, service, request) UseMethod("predict_entry")

# The problems that a prediction may be answered with, as HTTP statuses.
predict_problems <- function(entry) UseMethod("predict_problems")

# The JSON Schema of an answer, with what only such an entry answers.
complete_response_schema <- function(entry, schema) {
  UseMethod("complete_response_schema")
}

# `fields` as catalogue.json has them. `kind` stays among them: /models shows it.
new_entry <- function(fields) {
  if (is.null(fields[["kind"]])) {
    fields$kind <- "model"
  }
  classes <- c(model = "model_entry", ensemble = "ensemble_entry")
  if (!is_string(fields$kind) || !fields$kind %in% names(classes)) {
    return(NULL)
  }
  structure(fields, class = c(classes[[fields$kind]], "entry"))
}

entry_title <- function(entry) {
  if (is.null(entry$title)) entry$name else entry$title
}

# The first digits of the digest, as an answer names what gave it.
entry_version <- function(entry) {
  if (!is.null(entry$sha256)) substr(entry$sha256, 1, 12)
}
