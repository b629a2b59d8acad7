# A table (body.R) as a data frame of the planned columns, in the model's types;
# extra fields are ignored. Every cell that does not fit is reported, all at once,
# unless `keep_bad`: then those rows are left out of `rows` and named in `bad`.
# -> list(rows, bad, errors)
read_rows <- function(table, plan, keep_bad = FALSE, request_id = NULL) {
  if (!is.null(table$records)) {
    check_records(table$records)
  }
  columns <- fitting_columns(table, plan, request_id)
  if (is.null(columns)) {
    return(checked_rows(table, plan, keep_bad))
  }
  list(rows = as_rows(columns[plan$names], table$n), bad = integer())
}

# Helpers ----

# Checked values in the column's class.
column_values <- function(values, input) {
  switch(
    input$type,
    factor = as_factor(values, input),
    number = if (input$matrix) matrix(values, ncol = 1) else values,
    integer = as.integer(values),
    date = as_date(values),
    datetime = in_zone(as_datetime(values), input$tz),
    values
  )
}

as_factor <- function(values, input) {
  levels <- input$levels
  if (input$unseen == "keep") {
    levels <- union(levels, values[!is.na(values)])
  }
  if (!input$null_level) {
    return(factor(values, levels, ordered = input$ordered))
  }
  levels <- c(levels, NA)
  factor(values, levels, exclude = NULL, ordered = input$ordered)
}

# The same moment, as the fit read it.
in_zone <- function(time, tz) {
  if (nzchar(tz)) structure(time, tzone = tz) else time
}

as_rows <- function(columns, n) {
  structure(columns, class = "data.frame", row.names = .set_row_names(n))
}

# Beyond this a double cannot tell whole numbers apart.
LARGEST <- 2^53

# R has 32 bits for an integer, and keeps one value for NA.
LARGEST_INTEGER <- 2^31 - 1

all_safe <- function(x) all(abs(x) <= LARGEST) %in% TRUE
