# What the writer in json_write.c calls for a value with a class or dimensions,
# and for a type that JSON does not have. -> a value that the writer knows, which
# it then writes in place of this one.
plain_value <- function(x) {
  if (is.data.frame(x)) {
    return(table_rows(x))
  }
  if (is.factor(x)) {
    return(as_is_like(x, as.character(x)))
  }
  if (inherits(x, "Date")) {
    return(as_is_like(x, format(x)))
  }
  if (inherits(x, "POSIXt")) {
    return(as_is_like(x, iso_time(x)))
  }
  if (is.raw(x)) {
    return(base64_encode(x))
  }
  if (length(dim(x)) > 1) {
    return(matrix_rows(x))
  }
  if (is.complex(x)) {
    return(as_is_like(x, as.character(x)))
  }
  if (!is.atomic(x) && !is.list(x)) {
    runtime_abort(
      "Runtime.InvalidOutput",
      "The handler returned a value that JSON cannot hold (",
      typeof(x),
      "): return a list, a vector, a data frame or raw bytes."
    )
  }
  dim(x) <- NULL
  unclass(x)
}

# Helpers ----

# A vector of one that is marked with I() stays an array in its other form.
as_is_like <- function(x, plain) if (inherits(x, "AsIs")) I(plain) else plain

# Row by row: an object each, as MLflow's `dataframe_records` and most clients
# have a table. .subset2() makes no copy of the columns' attributes per cell.
table_rows <- function(x) {
  columns <- lapply(x, \(column) {
    # A column may be a table, a matrix or a POSIXlt: many values per row.
    if (is.object(column) || length(dim(column)) > 1) {
      column <- plain_value(column)
    }
    as.list(column)
  })
  lapply(seq_len(nrow(x)), \(i) lapply(columns, .subset2, i))
}

# Arrays in arrays, the first dimension outermost.
matrix_rows <- function(x) {
  lapply(seq_len(nrow(x)), \(i) {
    row <- asub_first(x, i)
    # I(): a row of one column is an array too.
    if (is.null(dim(row))) I(as.vector(row)) else row
  })
}

# x[i, , ...] for any number of dimensions.
asub_first <- function(x, i) {
  rest <- rep(list(TRUE), length(dim(x)) - 1L)
  do.call(`[`, c(list(x, i), rest))
}
