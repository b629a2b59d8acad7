# CSV in: a header line, then rows; an empty cell is null, and so is NA. No cell has a type of
# its own: it is read as its column's.
csv_table <- function(bytes, plan) {
  if (length(bytes) == 0) {
    service_abort("malformed-request", "The body is empty: give a header line.")
  }
  if (!validUTF8(rawToChar(bytes[bytes != 0]))) {
    service_abort("malformed-request", "The CSV is not UTF-8.")
  }
  columns <- tryCatch(
    .Call(csv_read, bytes, \(names) names %in% plan$numbers),
    error = \(e) {
      service_abort(
        "malformed-request",
        "This is not valid CSV: ",
        conditionMessage(e),
        "."
      )
    }
  )
  columns <- without_row_names(columns)
  check_header(names(columns))
  n <- length(columns[[1]])
  check_some(n, "The CSV has a header and no rows: it")
  new_table(n, columns = columns, text = TRUE)
}

# Helpers ----

# R's write.csv() begins with a column of row names, which has no name.
without_row_names <- function(columns) {
  if (length(columns) > 1 && is.na(names(columns)[1])) columns[-1] else columns
}

check_header <- function(names) {
  if (anyNA(names) || anyDuplicated(names)) {
    service_abort(
      "malformed-request",
      "The first line of the CSV must name every column, each once."
    )
  }
}

cell_from_text <- function(cell, input) {
  if (!is.character(cell)) {
    return(cell)
  }
  if (cell == "NA" && !may_be_na(input)) {
    return(NULL)
  }
  switch(
    input$type,
    number = ,
    integer = if (is_json_number(cell)) as.numeric(cell) else cell,
    boolean = {
      value <- match(tolower(cell), c("false", "true"))
      if (is.na(value)) cell else value == 2L
    },
    cell
  )
}

# Free text may be "NA", and so may a level of a factor.
may_be_na <- function(input) {
  is_text <- input$type == "string" && is.null(input$levels)
  is_text || "NA" %in% input$levels
}
