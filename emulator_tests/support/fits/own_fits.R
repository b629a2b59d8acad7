# Makes the fits of own_fits.toml, each in a process of its own, in the format of a folder of fits:
# own_fits.R FOLDER HELPERS, with the fits as JSON in the standard input.
folder <- commandArgs(TRUE)[[1]]
helpers <- commandArgs(TRUE)[[2]]

# What the tests of the R package make their fits with.
helper <- function(name) sys.source(file.path(helpers, name), globalenv())

main <- function() {
  input <- file("stdin")
  text <- paste(readLines(input, warn = FALSE), collapse = "\n")
  close(input)
  parallel::mclapply(
    lambdaruntime::parse_json(text),
    \(each) {
      tryCatch(make(each), error = \(e) {
        writeLines(
          conditionMessage(e),
          file.path(folder, paste0(each$name, ".failed"))
        )
      })
    },
    mc.cores = parallel::detectCores(),
    mc.preschedule = FALSE
  ) |>
    invisible()
}

# The objects of the script are gone with this process: a fit is served without them.
make <- function(each) {
  set.seed(1)
  eval(parse(text = each$r), globalenv())
  fit <- get("fit", globalenv())
  file <- file.path(folder, paste0(each$name, ".rds"))
  saveRDS(fit, file)
  described <- c(
    list(
      name = each$name,
      kind = I(class(fit)),
      packages_needed_by_real_library = I(as.character(each$packages))
    ),
    if (!is.null(each$calls)) said(get("rows", globalenv()), each)
  )
  writeLines(lambdaruntime::to_json(described), sub("rds$", "json", file))
  if (!is.null(each$saved)) {
    arguments <- paste0(
      "modelservice::save_model(fit, each$name, ",
      each$saved,
      ", dir = each$dir)"
    )
    each$dir <- file.path(folder, "saved", each$name)
    environment <- list2env(list(each = each), parent = globalenv())
    eval(parse(text = arguments), environment)
  }
  NULL
}

# Helpers ----

said <- function(rows, each) {
  Filter(
    length,
    list(
      inputs = lapply(names(rows), \(name) describe(name, rows[[name]])),
      rows = records(rows),
      predict_call = each$calls,
      expected = lapply(each$calls, answer, rows),
      odd_rows = odd_rows(rows, each$calls),
      queries = each$queries,
      times = I(as.numeric(each$times))
    )
  )
}

answer <- function(call, rows) {
  environment <- list2env(list(newdata = rows), parent = globalenv())
  elements(eval(parse(text = call), environment))
}

# One element a row: of a matrix an object of its columns.
elements <- function(said) {
  if (is.matrix(said) || is.data.frame(said)) {
    return(records(as.data.frame(said, optional = TRUE)))
  }
  said <- if (is.numeric(said)) as.numeric(said) else as.character(said)
  lapply(said, \(value) if (!is.na(value)) value)
}

records <- function(table) {
  lapply(seq_len(nrow(table)), \(i) {
    lapply(table, \(column) json_value(column[[i]]))
  })
}

json_value <- function(value) {
  if (is.na(value)) {
    NULL
  } else if (is.numeric(value) || is.logical(value)) {
    value
  } else {
    as.character(value)
  }
}

describe <- function(name, column) {
  type <- class(column)[[1]]
  levels <- levels(column)
  c(
    list(name = name, type = if (type == "Date") "date" else type),
    if (!is.null(levels)) list(levels = I(levels))
  )
}

# The first row with each column missing, and with a level that nobody has seen.
odd_rows <- function(rows, calls) {
  nulls <- lapply(names(rows), \(name) odd(rows, name, NA))
  factors <- names(rows)[vapply(rows, is.factor, NA)]
  odd <- c(nulls, lapply(factors, \(name) odd(rows, name, "not a level")))
  lapply(odd, \(row) c(list(row = records(row)[[1]]), says(row, calls)))
}

odd <- function(rows, name, value) {
  row <- rows[1, , drop = FALSE]
  if (is.factor(row[[name]]) && !is.na(value)) {
    levels(row[[name]]) <- c(levels(row[[name]]), value)
  }
  row[[name]][[1]] <- value
  row
}

says <- function(row, calls) {
  tryCatch(
    list(expected = suppressWarnings(lapply(calls, answer, row))),
    error = \(e) list(error = conditionMessage(e))
  )
}

main()
