# The fast way to a data frame: whole columns at once, when every cell fits as it is.
# It stops at the first cell that does not; rows_checked.R then looks at each.
# -> a named list of columns, or NULL.
fitting_columns <- function(table, plan, request_id = NULL) {
  tryCatch(
    c(number_columns(table, plan$numbers), other_columns(table, plan$others)),
    misfit = \(e) NULL,
    # A defect of this way costs time, not the answer: it must not stay unseen.
    error = \(e) {
      log_condition(e, request_id)
      NULL
    }
  )
}

# Helpers ----

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
  plain <- switch(input$type, boolean = NA, number = , integer = 0, "")
  values <- if (is.null(table$records)) {
    unclass(table$columns[[input$name]])
  } else {
    plain_cells(table$records, input$name, plain)
  }
  if (typeof(values) != typeof(plain) || anyNA(values)) {
    misfit()
  }
  if (!is.null(input$levels) && !all(values %in% known_values(input))) {
    misfit()
  }
  if (input$type == "number" && !all_safe(values)) {
    misfit()
  }
  if (input$type == "integer" && !all_integers(values)) {
    misfit()
  }
  values <- column_values(values, input)
  # Text that is not a date.
  if (anyNA(values)) {
    misfit()
  }
  values
}

all_integers <- function(x) {
  all(x == round(x) & abs(x) <= LARGEST_INTEGER)
}

known_values <- function(input) {
  if (input$type == "number") as.numeric(input$levels) else input$levels
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
