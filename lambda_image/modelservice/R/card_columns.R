# What a user says of the columns: save_model(columns = list(rm = "rooms per dwelling")).

column_fields <- c("title", "description", "unit", "default")

check_columns <- function(columns, model) {
  unknown <- setdiff(
    names(columns),
    input_names(model_inputs(as_kind(model, "")))
  )
  if (length(columns) > 0 && (is.null(names(columns)) || length(unknown) > 0)) {
    init_abort(
      "Model.BadColumn",
      "`columns` describes ",
      paste0("`", c(unknown, "a column without a name")[1], "`"),
      ", which is not a column of the model: name those that a request gives."
    )
  }
  for (name in names(columns)) {
    check_column(columns[[name]], name)
  }
}

# -> list(title, description, unit), as far as given.
column_words <- function(columns, name) {
  column <- columns[[name]]
  if (is_string(column)) list(title = column) else as.list(column)
}

column_default <- function(column) if (is.list(column)) column$default

with_default <- function(input, defaults) {
  value <- defaults[[input$name]]
  if (is.null(value)) {
    return(input)
  }
  input$default <- sent_cell(value, 1L)
  if (check_cell(input$default, planned(input)) != "") {
    init_abort(
      "Model.BadColumn",
      "The default of `",
      input$name,
      "` is not a value that the column takes: give ",
      expected(planned(input)),
      "."
    )
  }
  input
}

# Into a property of the JSON Schema.
describe_property <- function(property, words) {
  property$title <- words$title
  property$description <- words$description
  if (!is.null(words$unit)) {
    property[["x-unit"]] <- words$unit
  }
  property
}

# A model whose columns have the titles of its card, for the sentences of errors.
described <- function(model, card) {
  properties <- card$input_schema$properties
  model$plan$inputs <- lapply(model$plan$inputs, \(input) {
    input$title <- properties[[input$name]]$title
    input
  })
  model
}

# Helpers ----

planned <- function(input) new_plan(list(input))$inputs[[1]]

check_column <- function(column, name) {
  is_text <- is_string(column)
  is_fields <- is.list(column) && all(names(column) %in% column_fields)
  if (!is_text && !is_fields) {
    init_abort(
      "Model.BadColumn",
      "`columns` must give a text for `",
      name,
      "`, or a list of ",
      paste(column_fields, collapse = ", "),
      "."
    )
  }
}
