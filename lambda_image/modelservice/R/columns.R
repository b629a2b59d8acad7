#' One column that a model wants
#'
#' @param name The column's name, as `predict()` wants it.
#' @param type `"number"`, `"boolean"`, `"string"`, `"factor"`, `"date"` or
#'   `"datetime"` (ISO 8601 text in a request).
#' @param levels The allowed values of a factor or string, in order.
#' @param ordered Whether the factor is ordered.
#' @export
input_column <- function(name, type, levels = NULL, ordered = FALSE) {
  list(name = name, type = type, levels = levels, ordered = ordered)
}

# The columns as read_rows() uses them: the numbers, most of most models, apart.
# `policy` says what becomes of null and of unseen levels ("error", "impute").
plan_columns <- function(
  inputs,
  policy = list(null = "error", unseen = "error")
) {
  inputs <- lapply(inputs, \(input) {
    input$numeric_levels <- has_numeric_levels(input$levels)
    input$policy <- policy
    input
  })
  is_number <- vapply(inputs, \(input) input$type == "number", NA)
  names <- vapply(inputs, `[[`, "", "name")
  list(
    inputs = inputs,
    names = names,
    numbers = names[is_number],
    others = inputs[!is_number]
  )
}

# A table (body.R) as a data frame of the planned columns, in the model's types;
# extra fields are ignored. Every cell that does not fit is told, all at once,
# unless `keep_bad`: then those rows are left out of `rows` and named in `bad`.
# -> list(rows, bad, errors)
read_rows <- function(table, plan, keep_bad = FALSE) {
  if (!is.null(table$records)) {
    check_records(table$records)
  }
  columns <- fitting_columns(table, plan)
  if (is.null(columns)) {
    return(checked_rows(table, plan, keep_bad))
  }
  list(rows = as_rows(columns[plan$names], table$n), bad = integer())
}

# Helpers ----

# All columns when every cell fits as it is, else NULL: this way stops at the
# first that does not, and checked_rows() then looks at each.
fitting_columns <- function(table, plan) {
  tryCatch(
    c(number_columns(table, plan$numbers), other_columns(table, plan$others)),
    misfit = \(e) NULL,
    error = \(e) NULL
  )
}

number_columns <- function(table, names) {
  if (is.null(table$records)) {
    return(lapply(table$columns[names], plain_numbers))
  }
  columns <- .Call(record_numbers, table$records, names)
  if (is.null(columns)) {
    misfit()
  }
  columns
}

plain_numbers <- function(column) {
  if (!is.numeric(column) || !all_safe(column)) {
    misfit()
  }
  as.vector(unclass(column))
}

other_columns <- function(table, inputs) {
  columns <- lapply(inputs, other_column, table)
  names(columns) <- vapply(inputs, `[[`, "", "name")
  columns
}

other_column <- function(input, table) {
  is_boolean <- input$type == "boolean"
  values <- if (is.null(table$records)) {
    unclass(table$columns[[input$name]])
  } else {
    plain_cells(table$records, input$name, if (is_boolean) NA else "")
  }
  fits <- if (is_boolean) is.logical(values) else is.character(values)
  if (!fits || anyNA(values)) {
    misfit()
  }
  if (!is.null(input$levels) && !all(values %in% input$levels)) {
    misfit()
  }
  values <- column_values(values, input)
  # Text that is no date.
  if (anyNA(values)) {
    misfit()
  }
  values
}

plain_cells <- function(records, name, type) {
  cell <- \(record) {
    value <- .subset2(record, name)
    if (is.object(value) || typeof(value) != typeof(type)) {
      misfit()
    }
    value
  }
  vapply(records, cell, type, USE.NAMES = FALSE)
}

# Checked values in the column's class.
column_values <- function(values, input) {
  switch(
    input$type,
    factor = factor(values, levels = input$levels, ordered = input$ordered),
    date = as_date(values),
    datetime = as_datetime(values),
    values
  )
}

as_rows <- function(columns, n) {
  structure(columns, class = "data.frame", row.names = .set_row_names(n))
}

# Beyond this a double cannot tell whole numbers apart.
LARGEST <- 2^53

all_safe <- function(x) all(abs(x) <= LARGEST) %in% TRUE
