# What the service says of itself, without loading any model.
index_route <- function(service) {
  default <- service$catalogue$default
  ok(list(
    service = service$catalogue$service,
    default = default,
    links = list(
      models = "/models",
      model = paste0("/models/", default),
      predict = paste0("/models/", default, "/predict"),
      openapi = "/openapi.json",
      ping = "/ping"
    )
  ))
}

models_route <- function(service) {
  default <- service$catalogue$default
  models <- lapply(unname(service$catalogue$models), \(entry) {
    list(
      name = entry$name,
      title = entry_title(entry),
      kind = entry$kind,
      task = entry$task,
      version = entry_version(entry),
      default = entry$name == default,
      links = list(
        model = paste0("/models/", entry$name),
        predict = paste0("/models/", entry$name, "/predict")
      )
    )
  })
  ok(list(default = default, models = models))
}

# The whole card but where its file is.
model_route <- function(service, request) {
  entry <- find_entry(service, request$name)
  private <- c("artifact", "location")
  card <- entry[!names(entry) %in% private]
  ok(c(card, list(version = entry_version(entry))))
}

# Helpers ----

entry_title <- function(entry) {
  if (is.null(entry$title)) entry$name else entry$title
}

entry_version <- function(entry) {
  if (!is.null(entry$sha256)) substr(entry$sha256, 1, 12)
}
