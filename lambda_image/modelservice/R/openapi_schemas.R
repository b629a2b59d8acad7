# The schemas of the OpenAPI document: of a model's rows, requests and answers,
# and of problems.
model_schemas <- function(entry) {
  schemas <- list(
    record = without_dialect(entry$input_schema),
    request = request_schema(entry),
    response = response_schema(entry)
  )
  names(schemas) <- paste0(entry$name, "_", names(schemas))
  schemas
}

problem_schema <- function() {
  text <- list(type = "string")
  error <- list(
    type = "object",
    properties = list(
      pointer = text,
      code = list(type = "string", enum = I(error_codes)),
      detail = text
    ),
    required = I(c("pointer", "code", "detail"))
  )
  list(
    type = "object",
    description = "RFC 9457",
    properties = list(
      type = text,
      title = text,
      status = list(type = "integer"),
      detail = text,
      instance = text,
      error_count = list(type = "integer"),
      errors = list(type = "array", items = error)
    ),
    required = I(c("type", "title", "status", "detail", "instance"))
  )
}

problem_answer <- function() {
  schema <- list("$ref" = "#/components/schemas/Problem")
  list(
    description = "A problem, as RFC 9457 has it",
    content = list("application/problem+json" = list(schema = schema))
  )
}

problem_answers <- function(statuses) {
  answers <- rep(
    list(list("$ref" = "#/components/responses/Problem")),
    length(statuses)
  )
  names(answers) <- statuses
  answers
}

# Helpers ----

# A component takes the document's dialect.
without_dialect <- function(schema) schema[names(schema) != "$schema"]

request_schema <- function(entry) {
  record <- reference(entry$name, "record")
  rows <- list(type = "array", minItems = 1L, items = record)
  rows$maxItems <- most_rows(entry)
  wrapped <- \(name, schema) {
    properties <- list(schema)
    names(properties) <- name
    columns <- names(entry$input_schema$properties)
    list(
      type = "object",
      properties = properties,
      required = I(name),
      # With a column of the model beside it, it would be a record.
      not = list(anyOf = lapply(columns, \(column) list(required = I(column))))
    )
  }
  list(
    anyOf = list(
      record,
      rows,
      columns_schema(entry),
      wrapped("instances", rows),
      wrapped("dataframe_records", rows),
      wrapped("inputs", columns_schema(entry)),
      wrapped("dataframe_split", split_schema(entry))
    )
  )
}

# One row says how many steps a forecast has, or there is one for each step.
most_rows <- function(entry) {
  if (identical(entry$task, "forecast")) {
    if (is.null(entry$choices$h)) MOST_STEPS else 1L
  }
}

# That all columns are of one length is beyond JSON Schema.
columns_schema <- function(entry) {
  schema <- without_dialect(entry$input_schema)
  schema$properties <- lapply(schema$properties, \(cell) {
    column <- list(type = "array", minItems = 1L, items = cell)
    column$maxItems <- most_rows(entry)
    column
  })
  schema
}

# In the card's order: that any order will do is beyond it, too.
split_schema <- function(entry) {
  cells <- unname(entry$input_schema$properties)
  n <- length(cells)
  row <- list(
    type = "array",
    prefixItems = cells,
    minItems = n,
    maxItems = n
  )
  data <- list(type = "array", minItems = 1L, items = row)
  data$maxItems <- most_rows(entry)
  list(
    type = "object",
    description = "The columns may stand in any order, with others beside them.",
    properties = list(
      columns = list(const = I(names(entry$input_schema$properties))),
      data = data
    ),
    required = I(c("columns", "data"))
  )
}

response_schema <- function(entry) {
  text <- list(type = "string")
  error <- list("$ref" = "#/components/schemas/Problem/properties/errors")
  schema <- list(
    type = "object",
    properties = list(
      model = list(const = entry$name),
      version = text,
      predictions = list(
        type = "array",
        items = without_dialect(entry$output_schema)
      ),
      warnings = list(type = "array", items = text),
      error_count = list(type = "integer"),
      errors = error
    ),
    required = I(c("model", "version", "predictions"))
  )
  complete_response_schema(entry, schema)
}
