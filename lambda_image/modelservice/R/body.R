# A request's body as a table (new_table()).
read_table <- function(request, plan) {
  if (!is.raw(request$body)) {
    # It came parsed, with the event.
    return(as_table(request$body, plan))
  }
  content_type <- request$headers[["content-type"]]
  bytes <- decoded(request$body, request$headers[["content-encoding"]])
  if (is_csv(content_type)) {
    return(csv_table(bytes, plan))
  }
  check_media_type(content_type)
  as_table(read_json_body(bytes), plan)
}

# `n` rows, as `records` (a list of lists) where they came row by row, else as
# `columns` (a named list). `text`: no cell has a type, as in CSV. `params` are the
# options that stand in the body.
new_table <- function(
  n,
  records = NULL,
  columns = NULL,
  text = FALSE,
  params = NULL
) {
  if (n < 1 || is.null(records) == is.null(columns)) {
    broken_shape("a table has rows, either as records or as columns")
  }
  list(
    n = n,
    records = records,
    columns = columns,
    text = text,
    params = params
  )
}

# Helpers ----

read_json_body <- function(bytes) {
  if (length(bytes) == 0) {
    service_abort("malformed-request", "The body is empty: give a JSON object.")
  }
  tryCatch(
    parse_json(bytes),
    runtime_error = \(e) service_abort("malformed-request", conditionMessage(e))
  )
}

as_table <- function(value, plan) {
  wrapper <- wrapper_of(value, plan)
  if (!is.null(wrapper)) {
    table <- wrapped_table(wrapper, value[[wrapper]], plan)
    table$params <- value[["params"]]
    return(table)
  }
  if (has_arrays(value, plan)) {
    return(column_table(value, plan, "The body"))
  }
  if (is_object(value)) {
    return(new_table(1L, records = list(value)))
  }
  record_table(value, "The body")
}

# Columns without a wrapper, as jsonlite::toJSON(list(x = 1)) writes them.
has_arrays <- function(value, plan) {
  if (!is_object(value)) {
    return(FALSE)
  }
  own <- which(names(value) %in% plan$names)
  # Nearly every body is a record: its first column says so.
  length(own) > 0 &&
    is_array(value[[own[1]]]) &&
    all(vapply(value[own], is_array, NA))
}

# MLflow's names; a record that has a column of the model is a record.
wrapper_of <- function(value, plan) {
  if (!is_object(value) || any(plan$names %in% names(value))) {
    return(NULL)
  }
  known <- c("inputs", "instances", "dataframe_split", "dataframe_records")
  found <- intersect(known, names(value))
  if (length(found) > 0) found[1]
}

wrapped_table <- function(wrapper, value, plan) {
  switch(
    wrapper,
    inputs = if (is_object(value)) {
      column_table(value, plan)
    } else {
      record_table(value, "`inputs`")
    },
    dataframe_split = split_table(value),
    record_table(value, paste0("`", wrapper, "`"))
  )
}

record_table <- function(value, what) {
  if (!is_array(value)) {
    service_abort(
      "malformed-request",
      what,
      " must be an object (one row) or an array of objects (rows)."
    )
  }
  check_some(length(value), what)
  new_table(length(value), records = as.list(value))
}

# What is not a column of the model is ignored, whatever it is.
column_table <- function(columns, plan, what = "`inputs`") {
  own <- columns[names(columns) %in% plan$names]
  if (length(own) == 0) {
    own <- columns
  }
  sizes <- lengths(own)
  if (!all(vapply(own, is_array, NA)) || length(unique(sizes)) > 1) {
    service_abort(
      "malformed-request",
      what,
      " must give every column as an array, all of the same length."
    )
  }
  check_some(max(0L, sizes), what)
  new_table(sizes[[1]], columns = own)
}

# Rows of cells, turned into columns.
split_table <- function(value) {
  names <- if (is_object(value)) unclass(value[["columns"]])
  rows <- if (is_object(value)) value[["data"]]
  cells <- length(names)
  well_formed <- is.character(names) &&
    !anyNA(names) &&
    !anyDuplicated(names) &&
    is.list(rows) &&
    all(lengths(rows) == cells) &&
    all(vapply(rows, is_array, NA))
  if (!well_formed) {
    service_abort(
      "malformed-request",
      "`dataframe_split` must give `columns`, an array of names, and `data`,",
      " an array of rows with a cell for each."
    )
  }
  check_some(length(rows), "`dataframe_split`")
  columns <- lapply(seq_len(cells), \(i) cell_column(rows, i))
  names(columns) <- names
  new_table(length(rows), columns = columns)
}

# A vector where all are numbers, else the cells with their types.
cell_column <- function(rows, i) {
  cells <- lapply(rows, .subset2, i)
  numbers <- vapply(cells, \(cell) is.double(cell) && !is.object(cell), NA)
  if (all(numbers)) unlist(cells) else cells
}

check_some <- function(n, what) {
  if (n == 0) service_abort("malformed-request", what, " is empty: give a row.")
}
