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

# JSON Schema of one element of `predictions`: of an interval, too, where a request
# may choose one.
output_schema <- function(outcome, choices) {
  number <- list(type = I(c("number", "null")))
  if (!is.null(outcome$outcomes)) {
    return(outcomes_schema(outcome$outcomes, number))
  }
  if (outcome$task == "regression") {
    if (is.null(choices$interval)) {
      return(number)
    }
    return(list(anyOf = list(number, interval_schema())))
  }
  classes <- labels_schema(outcome)
  # On the scale of the link there is a number per row.
  if ("link" %in% choices$type) list(anyOf = list(classes, number)) else classes
}

# A row of first levels and, where nothing better is known, zeros.
example_record <- function(inputs) {
  record <- lapply(inputs, \(input) {
    switch(
      input$type,
      number = if (is.null(input$levels)) 0 else as.numeric(input$levels[1]),
      integer = 0,
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

outcomes_schema <- function(outcomes, number) {
  properties <- rep(list(number), length(outcomes))
  names(properties) <- outcomes
  list(
    type = I(c("object", "null")),
    properties = properties,
    required = I(outcomes)
  )
}

labels_schema <- function(outcome) {
  probability <- list(type = "number", minimum = 0, maximum = 1)
  probabilities <- rep(list(probability), length(outcome$levels))
  names(probabilities) <- outcome$levels
  list(
    type = I(c("object", "null")),
    properties = list(
      label = list(type = "string", enum = I(outcome$levels)),
      probability = probability,
      probabilities = list(type = "object", properties = probabilities)
    ),
    required = I("label")
  )
}

interval_schema <- function() {
  bounds <- rep(list(list(type = I(c("number", "null")))), 3)
  names(bounds) <- c("value", "lower", "upper")
  list(
    type = "object",
    properties = bounds,
    required = I(names(bounds))
  )
}

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
    schema$minimum <- -largest
    schema$maximum <- largest
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
