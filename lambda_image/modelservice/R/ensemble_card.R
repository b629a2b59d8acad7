# An ensemble's card is made of its members': it requires all their columns, answers
# as they do, and has another version when one of them has.
ensemble_card <- function(entry, models, location) {
  members <- models[unlist(entry$members)]
  check_members(entry, members, location)
  first <- members[[1]]
  versions <- vapply(members, `[[`, "", "sha256")
  schema <- first$input_schema
  for (member in members[-1]) {
    new <- setdiff(
      names(member$input_schema$properties),
      names(schema$properties)
    )
    schema$properties[new] <- member$input_schema$properties[new]
  }
  required <- unlist(lapply(members, \(member) member$input_schema$required))
  schema$required <- I(unique(as.character(required)))
  examples <- do.call(c, unname(lapply(members, `[[`, "example")))
  entry$task <- first$task
  entry$input_schema <- schema
  entry$plan <- plan_from_schema(schema)
  entry$output_schema <- combined_schema(entry, first$output_schema)
  for (told in c("outcome", "outcome_summary")) {
    same <- vapply(
      members,
      \(member) identical(member[[told]], first[[told]]),
      NA
    )
    entry[[told]] <- if (all(same)) first[[told]]
  }
  entry$example <- examples[names(schema$properties)]
  entry$sha256 <- digest::digest(
    paste(versions, collapse = " "),
    "sha256",
    serialize = FALSE
  )
  entry
}

# The plan of columns (plan.R) that a published schema describes.
plan_from_schema <- function(schema) {
  properties <- schema$properties
  inputs <- lapply(names(properties), \(name) {
    property <- properties[[name]]
    is_number <- any(c("number", "integer") %in% property$type)
    levels <- Filter(
      if (is_number) is.numeric else is.character,
      as.list(property$enum)
    )
    levels <- if (length(levels) > 0) as.character(unlist(levels))
    input <- input_column(name, schema_type(property, levels), levels)
    input$default <- property$default
    input$nullable <- "null" %in% property$type
    input
  })
  new_plan(inputs)
}

# Helpers ----

# No request chooses an ensemble's interval, whatever its members can.
combined_schema <- function(entry, schema) {
  if (entry$combine == "none") {
    return(list(type = I(c("object", "null"))))
  }
  # Several outcomes are answered as the members answer them.
  if (
    entry$task %in% c("regression", "survival") && is.null(schema$properties)
  ) {
    return(output_schema(entry, list()))
  }
  schema
}

check_members <- function(entry, members, location) {
  missing <- unlist(entry$members)[vapply(members, is.null, NA)]
  if (length(entry$members) == 0 || length(missing) > 0) {
    refuse_catalogue(
      location,
      "the ensemble ",
      entry$name,
      " needs the members ",
      paste(c(missing, "at least one")[1]),
      ", which is not in it."
    )
  }
  if (any(vapply(members, inherits, NA, "ensemble_entry"))) {
    refuse_catalogue(location, entry$name, " has an ensemble as a member.")
  }
  shaped <- vapply(members, has_shape, NA)
  if (any(shaped)) {
    refuse_catalogue(
      location,
      "the ensemble ",
      entry$name,
      " has the member ",
      unlist(entry$members)[shaped][1],
      ", whose answers are curves, quantiles or a forecast, which cannot be combined."
    )
  }
}

# Whether a model answers with more than a number or a label unless asked otherwise.
has_shape <- function(member) {
  choices <- member$choices
  identical(member$task, "forecast") ||
    !is.null(choices$times$default) ||
    !is.null(choices$quantiles$default)
}

schema_type <- function(property, levels) {
  if (identical(property$format, "date")) {
    return("date")
  }
  if (identical(property$format, "date-time")) {
    return("datetime")
  }
  type <- setdiff(property$type, "null")[1]
  if (!is.null(levels) && type == "string") "factor" else type
}
