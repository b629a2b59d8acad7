# What the service says of itself, without loading any model.
ping_route <- function() json_response(list(status = "ok"))

index_route <- function(service) {
  default <- service$catalogue$default
  json_response(list(
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
  json_response(list(default = default, models = models))
}

# The whole card, without where its file is and what requests are read with.
model_route <- function(service, request) {
  entry <- find_entry(service, request$name)
  private <- c("artifact", "location", "plan", "golden")
  card <- unclass(entry)[!names(entry) %in% private]
  json_response(c(card, list(version = entry_version(entry))))
}
