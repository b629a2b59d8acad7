# Why one cell does not fit its column: a code; "" when it does, "imputed" when
# the model is to fill it in.
check_cell <- function(value, input) {
  if (inherits(value, "absent_cell")) {
    return("missing")
  }
  if (is.null(value)) {
    is_value <- input$null_level || input$policy$null == "impute"
    return(if (is_value) "imputed" else "null")
  }
  if (inherits(value, "big_integer")) {
    return(check_big_integer(input))
  }
  if (is.object(value) || is.list(value) || length(value) != 1) {
    return("wrong_type")
  }
  check_scalar(value, input)
}

cell_sentence <- function(code, input) {
  title <- if (!is.null(input$title)) paste0("(", input$title, ") ")
  name <- paste0("`", input$name, "` ", title)
  switch(
    code,
    missing = paste0(name, "is missing: give ", expected(input), "."),
    null = paste0(name, "is null: give ", expected(input), "."),
    out_of_range = paste0(name, beyond(input)),
    paste0(name, "must be ", expected(input), ".")
  )
}

# Helpers ----

check_scalar <- function(value, input) {
  if (input$numeric_levels && is.numeric(value)) {
    known <- value %in% as.numeric(input$levels)
    return(if (known) "" else unseen(input))
  }
  is_type <- switch(
    input$type,
    number = is.numeric(value),
    integer = is.numeric(value) && value == round(value),
    boolean = is.logical(value),
    is.character(value)
  )
  if (!is_type) {
    return("wrong_type")
  }
  if (input$type == "integer") {
    return(if (abs(value) <= LARGEST_INTEGER) "" else "out_of_range")
  }
  if (input$type == "number") {
    return(if (all_safe(value)) "" else "out_of_range")
  }
  if (!is.null(input$levels) && !value %in% input$levels) {
    return(unseen(input))
  }
  check_time(value, input$type)
}

check_big_integer <- function(input) {
  if (input$numeric_levels) {
    return(unseen(input))
  }
  if (is_numeric_type(input)) "out_of_range" else "wrong_type"
}

unseen <- function(input) {
  switch(
    input$policy$unseen,
    impute = "imputed",
    keep = "",
    "unknown_level"
  )
}

check_time <- function(value, type) {
  time <- switch(type, date = as_date(value), datetime = as_datetime(value), 0)
  if (is.na(time)) "not_a_date" else ""
}

# RFC 3339, as JSON Schema's formats `date` and `date-time`.
as_date <- function(text) {
  text[!grepl("^\\d{4}-\\d{2}-\\d{2}$", text)] <- NA
  as.Date(text, format = "%Y-%m-%d")
}

as_datetime <- function(text) {
  text[!grepl(date_time, text)] <- NA
  text <- sub("[zZ]$", "+0000", sub("t", "T", text, fixed = TRUE))
  text <- sub("([+-]\\d{2}):(\\d{2})$", "\\1\\2", text)
  as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%OS%z", tz = "UTC")
}

# strptime() would take hour 24 and second 61, too.
date_time <- paste0(
  "^\\d{4}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?",
  "([zZ]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$"
)

has_numeric_levels <- function(levels) {
  length(levels) > 0 && all(grepl("^-?(0|[1-9]\\d*)(\\.\\d+)?$", levels))
}

expected <- function(input) {
  if (!is.null(input$levels)) {
    return(paste("one of", listed(input$levels)))
  }
  switch(
    input$type,
    number = "a number",
    integer = "a whole number",
    boolean = "true or false",
    date = "a date, such as \"2026-01-31\"",
    datetime = "a time, such as \"2026-01-31T12:00:00Z\"",
    "a string"
  )
}

is_numeric_type <- function(input) input$type %in% c("number", "integer")

beyond <- function(input) {
  if (input$type == "integer") {
    return("is beyond 2^31 - 1, the largest integer of R.")
  }
  "is beyond 2^53, where R can no longer tell whole numbers apart."
}

listed <- function(names, most = 20L, quote = "\"") {
  shown <- paste0(quote, names[seq_len(min(length(names), most))], quote)
  text <- paste(shown, collapse = ", ")
  if (length(names) > most) {
    paste(text, "and", length(names) - most, "more")
  } else {
    text
  }
}
