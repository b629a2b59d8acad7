# Every model of the catalogue loaded and checked as a start does it: what the command
# `prove` of the image runs before a deployment.

# A line per model on standard output; what is wrong with the others comes back, a
# sentence each, named for the model.
# jarl-ignore unused_function: prove.R calls it
prove_catalogue <- function(env = Sys.getenv()) {
  location <- model_location(env)
  if (!is_catalogue(location)) {
    start_service(env)
    prove_line(name_from_uri(location), list())
    return(character())
  }
  models <- Filter(
    \(entry) inherits(entry, "model_entry"),
    read_catalogue(location, env)$models
  )
  unlist(lapply(models, prove_entry, env))
}

# Helpers ----

# One model is in memory at a time.
prove_entry <- function(entry, env) {
  tryCatch(
    {
      load_model(entry$location, env, entry$name, entry$sha256, entry)
      prove_line(entry$name, entry$golden$instances)
      character()
    },
    init_error = conditionMessage
  )
}

prove_line <- function(name, golden) {
  n <- length(golden)
  what <- if (n == 0) {
    "an example, but has no golden rows"
  } else {
    "its golden rows"
  }
  cat(
    name,
    ": predicts ",
    what,
    if (n > 0) paste0(" (", n, ")"),
    ".\n",
    sep = ""
  )
}
