# JSON Schema 2020-12 of one row, from the model's columns.
input_schema <- function(inputs, data = NULL) {
  properties <- lapply(inputs, \(input) {
    column_schema(input, data[[input$name]])
  })
  names(properties) <- vapply(inputs, `[[`, "", "name")
  list(
    "$schema" = "https://json-schema.org/draft/2020-12/schema",
    type = "object",
    properties = properties,
    required = I(names(properties))
  )
}

# JSON Schema of one element of `predictions`.
output_schema <- function(outcome) {
  if (outcome$task == "regression") {
    return(list(type = I(c("number", "null"))))
  }
  probability <- list(type = "number", minimum = 0, maximum = 1)
  probabilities <- rep(list(probability), length(outcome$levels))
  names(probabilities) <- outcome$levels
  list(
    type = "object",
    properties = list(
      label = list(type = "string", enum = I(outcome$levels)),
      probability = probability,
      probabilities = list(type = "object", properties = probabilities)
    ),
    required = I(c("label", "probability", "probabilities"))
  )
}

# Helpers ----

column_schema <- function(input, values) {
  schema <- list(type = if (input$type == "factor") "string" else input$type)
  if (!is.null(input$levels)) {
    schema$enum <- I(input$levels)
  }
  if (input$type == "number" && is.numeric(values)) {
    # Where the model was fitted: a remark, not a bound.
    range <- range(values, na.rm = TRUE)
    schema[["x-training-range"]] <- list(minimum = range[1], maximum = range[2])
  }
  schema
}
