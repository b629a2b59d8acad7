# The models that are loaded, newest use last. They may take half of the
# function's memory together: beyond that the ones not used for longest go.
new_cache <- function(env) {
  megabytes <- env_first(env, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
  cache <- new.env(parent = emptyenv())
  cache$models <- list()
  cache$limit <- if (nzchar(megabytes)) {
    as.numeric(megabytes) * 2^20 / 2
  } else {
    2^30
  }
  cache
}

# The model of a catalogue's entry, loaded if it is not.
get_model <- function(service, entry, request_id) {
  model <- service$cache$models[[entry$name]]
  if (is.null(model)) {
    return(load_lazily(service, entry, request_id))
  }
  if (length(service$cache$models) > 1) {
    cache_model(service$cache, model)
  }
  model
}

# Put at the end, whether it was there or not; then make room.
cache_model <- function(cache, model) {
  models <- cache$models
  models[[model$name]] <- NULL
  sizes <- vapply(models, `[[`, 0, "size")
  # What is left when the first i are dropped, for i of 0 and on.
  kept <- c(rev(cumsum(rev(sizes))), 0) + model$size
  drop <- which(kept <= cache$limit)
  drop <- if (length(drop)) drop[1] - 1L else length(models)
  models <- models[seq_along(models) > drop]
  models[[model$name]] <- model
  cache$models <- models
}

load_entry <- function(service, entry, request_id = NULL) {
  model <- load_model(
    entry$location,
    service$env,
    entry$name,
    entry$sha256,
    entry,
    request_id
  )
  cache_model(service$cache, model)
  model
}

# Helpers ----

# After init a model that cannot be had is the request's failure, and the next
# request tries again.
load_lazily <- function(service, entry, request_id) {
  tryCatch(
    load_entry(service, entry, request_id),
    init_error = \(e) {
      log_line("ERROR", conditionMessage(e), request_id)
      service_abort(
        "model-unavailable",
        "The model ",
        entry$name,
        " cannot be loaded at the moment."
      )
    }
  )
}
