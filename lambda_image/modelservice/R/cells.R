# Why one cell does not fit its column: a code, "" when it does.
check_cell <- function(record, input) {
  if (!input$name %in% names(record)) {
    return("missing")
  }
  value <- .subset2(record, input$name)
  if (is.null(value)) {
    return("null")
  }
  if (inherits(value, "big_integer")) {
    return("not_exact")
  }
  if (is.object(value) || is.list(value) || length(value) != 1) {
    return("wrong_type")
  }
  if (!has_type(value, input$type)) {
    return("wrong_type")
  }
  if (input$type == "number" && !is.finite(value)) {
    return("non_finite")
  }
  if (!is.null(input$levels) && !value %in% input$levels) {
    return("unknown_level")
  }
  ""
}

cell_sentence <- function(code, input) {
  name <- paste0("`", input$name, "` ")
  switch(
    code,
    missing = paste0(name, "is missing: give ", wanted(input), "."),
    null = paste0(name, "is null: give ", wanted(input), "."),
    wrong_type = paste0(name, "must be ", wanted(input), "."),
    unknown_level = paste0(name, "must be ", wanted(input), "."),
    non_finite = paste0(name, "is beyond what a number can hold."),
    not_exact = paste0(
      name,
      "is a whole number of more digits than R can keep exactly."
    )
  )
}

# Helpers ----

has_type <- function(value, type) {
  switch(
    type,
    number = is.numeric(value),
    boolean = is.logical(value),
    is.character(value)
  )
}

wanted <- function(input) {
  if (!is.null(input$levels)) {
    return(paste("one of", listed(input$levels)))
  }
  switch(input$type, number = "a number", boolean = "true or false", "a string")
}

listed <- function(levels, most = 20L) {
  shown <- paste0("\"", levels[seq_len(min(length(levels), most))], "\"")
  text <- paste(shown, collapse = ", ")
  if (length(levels) > most) {
    paste(text, "and", length(levels) - most, "more")
  } else {
    text
  }
}
