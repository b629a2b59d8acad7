# What the service serves: list(service, default, models), `models` named, each
# the card that model.json holds plus where its file is and what digest it has.
# Reading it loads no model.
read_catalogue <- function(location, env) {
  file <- fetch_file(location, env)
  on.exit(discard(file, location))
  check_digest(file, location, env_first(env, "MODEL_SHA256"), "MODEL_SHA256")
  text <- readBin(file, "raw", file.size(file))
  content <- tryCatch(parse_json(text), runtime_error = \(e) {
    refuse_catalogue(location, conditionMessage(e))
  })
  check_catalogue(content, location)
}

# A catalogue of the one model that a raw .rds is.
catalogue_of <- function(model) {
  card <- new_entry(list(
    name = model$name,
    title = model$name,
    task = model$task,
    input_schema = input_schema(model$plan$inputs),
    output_schema = output_schema(model, model$choices),
    predict_call = as.list(model$calls),
    proof = "none",
    example = example_record(model$plan$inputs),
    choices = lapply(model$choices, as_listed),
    sha256 = model$sha256
  ))
  models <- list(card)
  names(models) <- model$name
  list(service = model$name, default = model$name, models = models)
}

# Helpers ----

check_catalogue <- function(content, location) {
  models <- if (is_object(content)) content[["models"]]
  if (!is.list(models) || length(models) == 0) {
    refuse_catalogue(location, "it has no list `models`.")
  }
  models <- lapply(models, read_entry, location)
  names(models) <- vapply(models, `[[`, "", "name")
  if (anyDuplicated(names(models))) {
    twice <- names(models)[anyDuplicated(names(models))]
    refuse_catalogue(location, "it lists ", twice, " twice.")
  }
  models <- lapply(models, complete_entry, models, location)
  default <- content[["default"]]
  if (is.null(default)) {
    default <- names(models)[1]
  }
  if (!default %in% names(models)) {
    refuse_catalogue(
      location,
      "its default ",
      default,
      " is not one of its models."
    )
  }
  service <- content[["service"]]
  list(
    service = if (is.null(service)) default else service,
    default = default,
    models = models
  )
}

read_entry <- function(fields, location) {
  if (!is_object(fields) || !is_string(fields[["name"]])) {
    refuse_catalogue(location, "a model of it has no `name`.")
  }
  entry <- new_entry(fields)
  if (is.null(entry)) {
    refuse_catalogue(location, fields$name, " has an unknown `kind`.")
  }
  check_entry(entry, location)
}

refuse_catalogue <- function(location, ...) {
  init_abort(
    "Model.BadCatalogue",
    location$uri,
    " is not a catalogue of models: ",
    ...,
    " Write it with `make models`."
  )
}
