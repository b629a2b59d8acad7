# An ensemble: the rows are read once, each member predicts them in an invocation
# of its own, and their answers are combined.
ensemble_route <- function(service, request, entry) {
  plan <- plan_from_schema(entry$input_schema)
  table <- read_table(request, plan)
  options <- read_options(request$query, table$params, list(choices = list()))
  read <- read_rows(table, plan, options$keep_bad)
  places <- setdiff(seq_len(table$n), read$bad)
  answers <- if (length(places) > 0) ask_members(service, entry, read$rows)
  members <- member_predictions(answers, entry, options$keep_bad)
  combined <- combine(members, entry$combine, length(places))
  answer <- list(
    model = entry$name,
    version = entry_version(entry),
    predictions = in_places(combined, places, table$n),
    members = lapply(members, in_places, places, table$n)
  )
  if (wants_csv(request$headers[["accept"]])) {
    text <- ensemble_csv(answer, entry$combine)
    return(check_size(csv_response(text), request))
  }
  failed <- names(members)[vapply(members, is.null, NA)]
  if (length(failed) > 0 && length(places) > 0) {
    answer$warnings <- I(paste("The member", failed, "failed."))
  }
  check_size(ok(c(answer, listed_errors(read$errors))), request)
}

# Helpers ----

ask_members <- function(service, entry, rows) {
  input <- to_json(list(instances = rows))
  if (nchar(input, "bytes") > MOST_EXPRESS_BYTES) {
    service_abort(
      "too-large",
      "An ensemble takes 256 KiB of rows in one request: send fewer at a time."
    )
  }
  run_state_machine(entry$name, unclass(input), service)
}

# -> a list, named for the members, of a list of predictions each; NULL for one
# that failed, where `keep_bad` lets that pass.
member_predictions <- function(answers, entry, keep_bad) {
  members <- unlist(entry$members)
  named <- vapply(answers, \(answer) answer$model, "")
  found <- lapply(members, \(member) {
    answer <- answers[[match(member, named)]]
    if (is.null(answer$error)) {
      as.list(answer$predictions)
    } else {
      refuse_member(answer, keep_bad)
    }
  })
  names(found) <- members
  found
}

refuse_member <- function(answer, keep_bad) {
  why <- paste(answer$error$Error, answer$error$Cause)
  log_line("ERROR", paste0("The member ", answer$model, " failed: ", why))
  if (!keep_bad) {
    service_abort("member-failed", "The member ", answer$model, " failed.")
  }
}

# The elements of the good rows among all rows; null elsewhere.
in_places <- function(elements, places, n) {
  all <- vector("list", n)
  if (length(elements) > 0) {
    all[places] <- elements
  }
  all
}
