# OpenAPI 3.1 of the routes and of every model, from the catalogue alone. Made
# once: it changes only with the catalogue.
openapi_route <- function(service) {
  text <- service$cache$openapi
  if (is.null(text)) {
    text <- to_json(openapi_document(service$catalogue))
    service$cache$openapi <- text
  }
  new_response(text)
}

# Helpers ----

openapi_document <- function(catalogue) {
  list(
    openapi = "3.1.0",
    info = list(
      title = catalogue$service,
      version = document_version(catalogue),
      description = "Predictions of fitted R models."
    ),
    paths = c(
      service_paths(catalogue),
      do.call(c, unname(lapply(catalogue$models, model_paths)))
    ),
    components = list(
      schemas = c(
        list(Problem = problem_schema()),
        do.call(c, unname(lapply(catalogue$models, model_schemas)))
      ),
      responses = list(Problem = problem_answer())
    )
  )
}

# Changes when a model does.
document_version <- function(catalogue) {
  digests <- unlist(lapply(catalogue$models, `[[`, "sha256"))
  substr(digest::digest(sort(digests), algo = "sha256"), 1, 12)
}

service_paths <- function(catalogue) {
  default <- catalogue$models[[catalogue$default]]
  about <- \(id, summary) {
    list(get = operation(id, summary, list(type = "object")))
  }
  predict <- \(id) list(post = predict_operation(default, id))
  list(
    "/" = c(about("index", "What there is"), predict("predictAtRoot")),
    "/predict" = predict("predict"),
    "/invocations" = predict("invocations"),
    "/ping" = about("ping", "Whether the default model is ready"),
    "/models" = about("listModels", "The models, in short"),
    "/openapi.json" = about("openapi", "This document")
  )
}

model_paths <- function(entry) {
  path <- paste0("/models/", entry$name)
  card <- operation(
    paste0("describe_", entry$name),
    paste0("The card of ", entry$name),
    list(type = "object")
  )
  paths <- list(
    list(get = card),
    list(post = predict_operation(entry, paste0("predict_", entry$name)))
  )
  names(paths) <- c(path, paste0(path, "/predict"))
  paths
}

operation <- function(id, summary, schema) {
  list(
    operationId = id,
    summary = summary,
    responses = c(
      list(
        "200" = list(
          description = "OK",
          content = list("application/json" = list(schema = schema))
        )
      ),
      problem_answers(c(404L, 405L, 500L))
    )
  )
}

predict_operation <- function(entry, id) {
  answer <- list(
    "application/json" = list(schema = reference(entry$name, "response")),
    "text/csv" = list(schema = list(type = "string"))
  )
  list(
    operationId = id,
    summary = paste0("Predict with ", entry_title(entry)),
    parameters = option_parameters(entry),
    requestBody = list(
      required = TRUE,
      content = list(
        "application/json" = list(
          schema = reference(entry$name, "request"),
          examples = list(record = list(value = entry$example))
        ),
        "text/csv" = list(schema = list(type = "string"))
      )
    ),
    responses = c(
      list(
        "200" = list(
          description = "The predictions, one per row",
          content = answer
        )
      ),
      problem_answers(predict_problems(entry))
    )
  )
}

# The options that this model lets a request choose.
option_parameters <- function(entry) {
  choices <- c(entry$choices, list(on_error = c("fail", "null")))
  parameters <- lapply(names(choices), \(name) {
    option_parameter(name, choices[[name]])
  })
  has_level <- length(entry$choices$interval) > 0 &&
    is.null(entry$choices$level)
  c(parameters, if (has_level) list(level_parameter()))
}

# `allowed`: the values, or the schema of what is free (options_numbers.R). Several
# numbers stand with commas between them.
option_parameter <- function(name, allowed) {
  if (!is_object(allowed)) {
    schema <- list(type = "string", enum = I(allowed))
    return(list(name = name, "in" = "query", schema = schema))
  }
  parameter <- list(name = name, "in" = "query", schema = allowed)
  if (identical(allowed$type, "array")) {
    parameter$style <- "form"
    parameter$explode <- FALSE
  }
  parameter
}

level_parameter <- function() {
  list(
    name = "level",
    "in" = "query",
    description = "Of the interval; goes with `interval`.",
    schema = list(type = "number", exclusiveMinimum = 0, exclusiveMaximum = 1)
  )
}

reference <- function(name, part) {
  list("$ref" = paste0("#/components/schemas/", name, "_", part))
}
