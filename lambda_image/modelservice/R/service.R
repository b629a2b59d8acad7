#' Start the service
#'
#' Reads what `S3_MODEL_URI` names: one model (`.rds`), or a catalogue of many
#' (`.json`). The default model is fetched, checked and read at once and makes one
#' prediction, so that the first request does not pay for what R does lazily; the
#' others are loaded at their first use.
#'
#' @param env Named character vector of environment variables.
#' @return The service, for [answer()].
#' @export
start_service <- function(env = Sys.getenv()) {
  location <- model_location(env)
  cache <- new_cache(env)
  if (is_catalogue(location)) {
    catalogue <- read_catalogue(location, env)
    service <- list(catalogue = catalogue, cache = cache, env = env)
    prepare_entry(catalogue$models[[catalogue$default]], service)
    return(service)
  }
  sha256 <- env_first(env, "MODEL_SHA256")
  model <- load_model(location, env, name_from_uri(location), sha256)
  warm_up(model)
  cache_model(cache, model)
  list(catalogue = catalogue_of(model), cache = cache, env = env)
}

# Helpers ----

# An example made of zeros and first levels need not be one the model can
# predict, so a failure here does not stop the service.
warm_up <- function(model) {
  record <- example_record(model$plan$inputs)
  try(
    suppressWarnings({
      table <- new_table(1L, records = list(record))
      to_json(predict_table(model, table, default_options()))
    }),
    silent = TRUE
  )
  invisible()
}
