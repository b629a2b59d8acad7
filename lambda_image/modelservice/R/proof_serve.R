# Rows sent to the model in a fresh R, started as the runtime starts it: nothing of
# this session is there, neither packages nor objects.
# `package` has the methods of a kind of the user's own.
# -> a list of what each way to send them is answered with: `records`, `columns`, `csv`
# and `single`, the first rows one by one.
serve_rows <- function(file, inputs, rows, package = NULL) {
  serve_bodies(file, proof_bodies(inputs, rows), package)
}

# The same for bodies of any kind, a list(type, text) each.
serve_bodies <- function(file, bodies, package = NULL) {
  folder <- tempfile("proof-")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  asked <- file.path(folder, "asked.json")
  answered <- file.path(folder, "answered.json")
  writeLines(unclass(to_json(bodies)), asked, useBytes = TRUE)
  log <- run_fresh(file, asked, answered, package)
  if (!file.exists(answered)) {
    refuse_start(log)
  }
  answers <- parse_json(readBin(answered, "raw", file.size(answered)))
  lapply(answers, \(answer) {
    if (answer$status != 200) {
      refuse_answer(answer, log)
    }
    as.list(answer$predictions)
  })
}

# What the fresh R runs: each body through answer(), as an HTTP API sends it.
answer_bodies <- function(file, asked, answered) {
  # What the user serves at the same time is not what is proven.
  env <- Sys.getenv()
  env[c("S3_MODEL_URI", "MODEL_SHA256")] <- c(
    paste0("file://", utils::URLencode(file)),
    ""
  )
  service <- start_service(env)
  bodies <- parse_json(readBin(asked, "raw", file.size(asked)))
  answers <- lapply(bodies, \(body) {
    response <- answer(service, proof_event(body), list(request_id = "proof"))
    content <- parse_json(response$body)
    list(
      status = response$statusCode,
      detail = content$detail,
      predictions = content$predictions
    )
  })
  writeLines(unclass(to_json(answers)), answered, useBytes = TRUE)
}

# Helpers ----

proof_bodies <- function(inputs, rows) {
  records <- as_records(rows, inputs)
  json <- \(value) {
    list(type = "application/json", text = unclass(to_json(value)))
  }
  names <- vapply(inputs, `[[`, "", "name")
  columns <- lapply(names, \(name) I(lapply(records, `[[`, name)))
  names(columns) <- names
  bodies <- list(records = json(records))
  # A row without columns is a record alone.
  if (length(inputs) > 0) {
    bodies$columns <- json(list(inputs = columns))
    bodies$csv <- list(type = "text/csv", text = csv_of(columns))
  }
  single <- lapply(records[seq_len(min(3L, length(records)))], json)
  names(single) <- paste0("single", seq_along(single))
  c(bodies, single)
}

csv_of <- function(columns) {
  cells <- lapply(columns, \(column) {
    vapply(column, \(cell) if (is.null(cell)) "" else csv_cell(cell), "")
  })
  lines <- do.call(paste, c(unname(cells), sep = ","))
  paste(
    c(paste(csv_quote(names(columns)), collapse = ","), lines, ""),
    collapse = "\n"
  )
}

csv_cell <- function(cell) {
  if (is.logical(cell)) {
    return(tolower(as.character(cell)))
  }
  csv_cells(cell)
}

proof_event <- function(body) {
  list(
    version = "2.0",
    rawPath = "/predict",
    headers = list("content-type" = body$type),
    body = body$text,
    requestContext = list(http = list(method = "POST"))
  )
}

run_fresh <- function(file, asked, answered, package) {
  script <- file.path(dirname(asked), "fresh.R")
  arguments <- vapply(c(file, asked, answered), \(path) deparse(path), "")
  load <- if (!is.null(package)) paste0("loadNamespace(\"", package, "\")")
  serve <- paste0(
    "modelservice:::answer_bodies(",
    paste(arguments, collapse = ", "),
    ")"
  )
  writeLines(c(load, serve), script)
  libraries <- paste(.libPaths(), collapse = .Platform$path.sep)
  suppressWarnings(system2(
    file.path(R.home("bin"), "R"),
    c("--vanilla", "--no-echo", paste0("--file=", shQuote(script))),
    stdout = TRUE,
    stderr = TRUE,
    env = c(
      "R_DEFAULT_PACKAGES=utils,stats",
      "LC_ALL=C.UTF-8",
      "AWS_LAMBDA_LOG_FORMAT=Text",
      paste0("R_LIBS=", shQuote(libraries))
    )
  ))
}

refuse_start <- function(log) {
  text <- paste(log, collapse = " ")
  text <- sub(
    "^.*?Error in [^:]*: ",
    "",
    sub(" *Calls: .*$| *Execution halted.*$", "", text)
  )
  init_abort(
    "Model.ProofFailed",
    "The model was not saved, since a fresh R cannot serve it: ",
    trimws(gsub("\\s+", " ", text))
  )
}

refuse_answer <- function(answer, log) {
  # A record of the log: level, request, type, message, calls.
  record <- strsplit(grep("^ERROR\t", log, value = TRUE), "\t", fixed = TRUE)
  reason <- vapply(record, \(fields) paste(fields[3:4], collapse = ": "), "")
  init_abort(
    "Model.ProofFailed",
    "The model was not saved, since a fresh R answers its rows with ",
    answer$status,
    ": ",
    if (length(reason) > 0) reason[[1]] else answer$detail
  )
}
