# An ensemble: the rows are read once, each member predicts them in an invocation
# of its own, and their answers are combined.

#' @export
check_entry.ensemble_entry <- function(entry, location) {
  if (is.null(entry[["combine"]])) {
    entry$combine <- "mean"
  }
  if (!is_string(entry$combine) || !entry$combine %in% combine_rules) {
    refuse_catalogue(
      location,
      entry$name,
      " has a `combine` that is not one of ",
      paste(combine_rules, collapse = ", "),
      "."
    )
  }
  entry
}

#' @export
complete_entry.ensemble_entry <- function(entry, entries, location) {
  ensemble_card(entry, entries, location)
}

# Its members are other invocations: there is nothing to load here.
#' @export
prepare_entry.ensemble_entry <- function(entry, service) invisible()

#' @export
predict_entry.ensemble_entry <- function(entry, service, request) {
  table <- read_table(request, entry$plan)
  options <- read_options(request$query, table$params, list(choices = list()))
  read <- read_rows(table, entry$plan, options$keep_bad, request$request_id)
  places <- setdiff(seq_len(table$n), read$bad)
  answers <- if (length(places) > 0) {
    ask_members(service, entry, read$rows, request$request_id)
  }
  members <- member_predictions(
    answers,
    entry,
    options$keep_bad,
    request$request_id
  )
  answer <- ensemble_answer(entry, members, places, table$n)
  if (wants_csv(request$headers[["accept"]])) {
    return(csv_response(ensemble_csv(answer, entry$combine)))
  }
  if (length(places) > 0) {
    answer$warnings <- failed_warnings(members)
  }
  json_response(c(answer, listed_errors(read$errors)))
}

#' @export
predict_problems.ensemble_entry <- function(entry) {
  sort(c(predict_problems.model_entry(entry), 502L))
}

# The predictions of each member, beside what they make together.
#' @export
complete_response_schema.ensemble_entry <- function(entry, schema) {
  members <- unlist(entry$members)
  arrays <- rep(list(list(type = "array")), length(members))
  names(arrays) <- members
  schema$properties$members <- list(
    type = "object",
    properties = arrays,
    required = I(members)
  )
  schema$required <- I(c(schema$required, "members"))
  schema[["x-combine"]] <- entry$combine
  schema
}

# Helpers ----

ensemble_answer <- function(entry, members, places, n) {
  combined <- combine(members, entry$combine, length(places))
  list(
    model = entry$name,
    version = entry_version(entry),
    predictions = in_places(combined, places, n),
    members = lapply(members, in_places, places, n)
  )
}

ask_members <- function(service, entry, rows, request_id) {
  input <- to_json(list(instances = rows))
  if (nchar(input, "bytes") > MOST_EXPRESS_BYTES) {
    service_abort(
      "too-large",
      "An ensemble takes 256 KiB of rows in one request: send fewer at a time."
    )
  }
  run_state_machine(entry$name, unclass(input), service, request_id)
}

# -> a list, named for the members, of a list of predictions each; NULL for one
# that failed, where `keep_bad` lets that pass.
member_predictions <- function(answers, entry, keep_bad, request_id) {
  members <- unlist(entry$members)
  named <- vapply(answers, \(answer) answer$model, "")
  found <- lapply(members, \(member) {
    answer <- answers[[match(member, named)]]
    if (is.null(answer$error)) {
      as.list(answer$predictions)
    } else {
      refuse_member(answer, keep_bad, request_id)
    }
  })
  names(found) <- members
  found
}

refuse_member <- function(answer, keep_bad, request_id) {
  why <- paste(answer$error$Error, answer$error$Cause)
  log_line(
    "ERROR",
    paste0("The member ", answer$model, " failed: ", why),
    request_id
  )
  if (!keep_bad) {
    service_abort("member-failed", "The member ", answer$model, " failed.")
  }
}

failed_warnings <- function(members) {
  failed <- names(members)[vapply(members, is.null, NA)]
  if (length(failed) > 0) I(paste("The member", failed, "failed."))
}

# The elements of the good rows among all rows; null elsewhere.
in_places <- function(elements, places, n) {
  all <- vector("list", n)
  if (length(elements) > 0) {
    all[places] <- elements
  }
  all
}
