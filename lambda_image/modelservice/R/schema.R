# JSON Schema 2020-12 of one row, from the model's columns (planned, so that they
# know their policy). It says what read_rows() does: a row is valid by the one
# exactly when it is by the other.
input_schema <- function(inputs, data = NULL, columns = list()) {
  properties <- lapply(inputs, \(input) {
    property <- column_schema(input, data[[input$name]])
    describe_property(property, column_words(columns, input$name))
  })
  names(properties) <- input_names(inputs)
  optional <- vapply(inputs, \(input) !is.null(input$default), NA)
  list(
    "$schema" = "https://json-schema.org/draft/2020-12/schema",
    type = "object",
    properties = properties,
    required = I(as.character(names(properties)[!optional]))
  )
}

# A row of first levels and, where nothing better is known, zeros.
example_record <- function(inputs) {
  record <- lapply(inputs, \(input) {
    switch(
      input$type,
      number = if (is.null(input$levels)) 0 else as.numeric(input$levels[1]),
      integer = if (is.null(input$default)) 0 else input$default,
      boolean = FALSE,
      date = "2026-01-31",
      datetime = "2026-01-31T12:00:00Z",
      if (is.null(input$levels)) "text" else input$levels[1]
    )
  })
  names(record) <- vapply(inputs, `[[`, "", "name")
  record
}

# Helpers ----

column_schema <- function(input, values) {
  types <- switch(
    input$type,
    number = "number",
    integer = "integer",
    boolean = "boolean",
    if (input$numeric_levels) c("string", "number") else "string"
  )
  imputes_levels <- input$policy$unseen != "error"
  nullable <- input$policy$null == "impute" || input$null_level
  schema <- list(type = if (nullable) I(c(types, "null")) else several(types))
  if (!is.null(input$levels) && !imputes_levels) {
    schema$enum <- level_enum(input, nullable)
  }
  if (is_numeric_type(input)) {
    largest <- if (input$type == "integer") LARGEST_INTEGER else LARGEST
    schema$minimum <- if (is.null(input$minimum)) -largest else input$minimum
    schema$maximum <- if (is.null(input$maximum)) largest else input$maximum
  }
  if (input$type %in% c("string", "factor") && is.null(schema$enum)) {
    # R's text cannot hold it.
    schema$pattern <- "^[^\\u0000]*$"
  }
  schema$default <- input$default
  if (input$type == "date") {
    schema$format <- "date"
  }
  if (input$type == "datetime") {
    schema$format <- "date-time"
  }
  if (is_numeric_type(input) && is.numeric(values)) {
    # Where the model was fitted: a remark, not a bound.
    range <- range(values, na.rm = TRUE)
    schema[["x-training-range"]] <- list(minimum = range[1], maximum = range[2])
  }
  schema
}

several <- function(types) if (length(types) > 1) I(types) else types

# The levels, as numbers too where they look like numbers, and null.
level_enum <- function(input, nullable) {
  values <- if (input$type != "number") as.list(input$levels)
  if (input$numeric_levels) {
    values <- c(values, as.list(as.numeric(input$levels)))
  }
  if (nullable) {
    values <- c(values, list(NULL))
  }
  values
}
