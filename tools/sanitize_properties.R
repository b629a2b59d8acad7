# What must hold of every .Call entry. A property takes a call, makes it and
# checks the answer; it is true when the input was accepted, false when it was
# refused as it should be.

write_json <- function(value) c(unclass(lambdaruntime::to_json(value)))
read_json <- function(text) lambdaruntime::parse_json(text)

refused <- structure(list(), class = "refused")

answer_of <- function(call, classes) {
  tryCatch(eval(call), error = \(e) {
    if (!inherits(e, classes)) {
      stop("an error of another class: ", conditionMessage(e))
    }
    refused
  })
}

hold <- function(truth, property) if (!isTRUE(truth)) stop("not so: ", property)
is_refused <- function(answer) identical(answer, refused)

check_json_read <- function(call) {
  value <- answer_of(call, "runtime_error")
  if (is_refused(value)) {
    return(FALSE)
  }
  text <- write_json(value)
  again <- read_json(text)
  hold(
    identical(write_json(again), text),
    "what is read, written, read is written alike"
  )
  # An infinite number is written as null; a NUL is read as another character.
  exact <- !grepl("null", text, fixed = TRUE) &&
    !any(grepRaw("\\u0000", call[[2]], fixed = TRUE))
  hold(
    !exact || identical(again, value),
    "what is read and written is read alike"
  )
  TRUE
}

check_json_write <- function(call) {
  text <- answer_of(call, c("runtime_error", "stackOverflowError"))
  if (is_refused(text)) {
    return(FALSE)
  }
  text <- c(unclass(text))
  if (grepl(strrep("[", 200), text, fixed = TRUE)) {
    return(FALSE) # deeper than the reader goes
  }
  again <- write_json(read_json(text))
  hold(identical(again, text), "what is written and read is written alike")
  TRUE
}

check_number_strings <- function(call) {
  text <- eval(call)
  x <- call[[2]]
  hold(identical(is.na(text), !is.finite(x)), "every finite number has a text")
  read <- vapply(text[is.finite(x)], read_json, 0, USE.NAMES = FALSE)
  hold(
    identical(read, x[is.finite(x)]),
    "a number's text reads back as the number"
  )
  TRUE
}

check_runtime_headers <- function(call) {
  headers <- eval(call)
  hold(
    all(lengths(headers) == 1) && length(headers) <= 64,
    "a header is one string"
  )
  lines <- sprintf("Lambda-Runtime-%s: %s\r\n", names(headers), unlist(headers))
  call[[3]] <- charToRaw(paste(lines, collapse = ""))
  hold(identical(eval(call), headers), "headers written are read back")
  length(headers) > 0
}

check_base64_read <- function(call) {
  bytes <- eval(call)
  if (is.null(bytes)) {
    return(FALSE)
  }
  text <- lambdaruntime::base64_encode(bytes)
  hold(nchar(text) == nchar(call[[2]]), "base64 of the same bytes is as long")
  hold(
    identical(lambdaruntime::base64_decode(text), bytes),
    "bytes written are read back"
  )
  TRUE
}

check_base64_write <- function(call) {
  read <- lambdaruntime::base64_decode(eval(call))
  hold(identical(read, call[[2]]), "bytes written are read back")
  TRUE
}

check_csv_read <- function(call) {
  table <- answer_of(call, "service_error")
  if (is_refused(table)) {
    return(FALSE)
  }
  # The first name may begin with a byte order mark itself.
  text <- paste0("\ufeff", modelservice:::csv_answer(table$columns))
  call[[2]] <- charToRaw(text)
  again <- eval(call)$columns
  exact <- !any(vapply(
    table$columns,
    \(x) is.numeric(x) && any(is.infinite(x)),
    NA
  ))
  hold(
    !exact || identical(lapply(again, with_na), lapply(table$columns, with_na)),
    "columns written are read back"
  )
  TRUE
}

# A cell that is not known is written as NA, which a column of text keeps as text: its
# column says later which of the two it is.
with_na <- function(column) {
  if (is.character(column)) ifelse(is.na(column), "NA", column) else column
}

# The same in R, cell by cell.
numbers_in <- function(records, names) {
  is_plain <- \(x) {
    is.double(x) && !is.object(x) && length(x) == 1 && isTRUE(abs(x) <= 2^53)
  }
  columns <- lapply(names, \(name) {
    lapply(records, \(x) if (is.list(x)) x[[name]])
  })
  if (all(vapply(unlist(columns, recursive = FALSE), is_plain, NA))) {
    lapply(structure(columns, names = names), \(x) as.double(unlist(x)))
  }
}

check_record_numbers <- function(call) {
  expected <- numbers_in(call[[3]], call[[4]])
  hold(
    identical(eval(call), expected),
    "records become the columns that R makes of them"
  )
  !is.null(expected)
}

# The reader also takes blanks and a byte order mark before a number.
reads_number <- function(text) {
  value <- tryCatch(read_json(text), runtime_error = \(e) NULL)
  is_one <- length(value) == 1 &&
    (inherits(value, "big_integer") || (is.double(value) && !is.object(value)))
  is_one && grepl("^[0-9-](.*[0-9])?$", text, useBytes = TRUE)
}

check_json_numbers <- function(call) {
  is_number <- eval(call)
  hold(
    identical(is_number, reads_number(call[[2]])),
    "the JSON reader takes the same numbers"
  )
  is_number
}
