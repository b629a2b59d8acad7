# The parts of an answer (predictions.R) as CSV (RFC 4180); what is not known is NA:
# an empty cell alone in its line is dropped by many readers.
csv_answer <- function(predicted) {
  columns <- if (is.list(predicted)) predicted else list(prediction = predicted)
  cells <- lapply(columns, csv_cells)
  lines <- do.call(paste, c(unname(cells), sep = ","))
  header <- paste(csv_quote(names(columns)), collapse = ",")
  paste0(paste(c(header, lines), collapse = "\r\n"), "\r\n")
}

# Helpers ----

csv_cells <- function(values) {
  text <- if (is.numeric(values)) number_text(values) else csv_quote(values)
  text[is.na(values)] <- "NA"
  text
}

csv_quote <- function(text) {
  special <- grepl("[\",\r\n]", text) | text %in% "NA"
  text[special] <- paste0(
    "\"",
    gsub("\"", "\"\"", text[special], fixed = TRUE),
    "\""
  )
  text
}
