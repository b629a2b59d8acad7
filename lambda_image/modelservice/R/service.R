#' Start the service
#'
#' Reads what `S3_MODEL_URI` names: one model (`.rds`), or a catalogue of many
#' (`.json`). The default model is fetched, checked and read at once, and predicts its
#' golden rows: where an answer differs from the one that it was saved with, or where
#' it cannot predict, the service does not start. The others are loaded, and checked
#' in the same way, at their first use.
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
