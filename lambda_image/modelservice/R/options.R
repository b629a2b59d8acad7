# What a request chooses: query parameters, or `params` in the body.
# -> list(type, interval, level, keep_bad), and what else the model lets one choose.
read_options <- function(query, params, model) {
  given <- c(as.list(query), if (is_object(params)) params)
  if (length(given) == 0) {
    return(default_options())
  }
  choices <- model$choices
  known <- union(c("type", "interval", "level", "on_error"), names(choices))
  unknown <- setdiff(names(given), known)
  if (length(unknown) > 0) {
    bad_option(
      "There is no such option: there are ",
      listed(known, quote = ""),
      "."
    )
  }
  options <- default_options()
  chosen_names <- setdiff(names(given), c("level", "on_error"))
  for (name in chosen_names) {
    options[[name]] <- chosen(name, given[[name]], choices[[name]])
  }
  if (!is.null(given$level)) {
    options$level <- chosen_level(given$level, options$interval)
  }
  if (!is.null(given$on_error)) {
    options$keep_bad <- chosen("on_error", given$on_error, c("fail", "null")) ==
      "null"
  }
  options
}

default_options <- function() {
  list(type = "response", interval = "none", level = 0.95, keep_bad = FALSE)
}

# Helpers ----

chosen <- function(name, value, allowed) {
  if (is.null(allowed)) {
    bad_option("This model has no option ", name, ".")
  }
  if (!is_string(value) || !value %in% allowed) {
    bad_option(
      "The option ",
      name,
      " must be ",
      paste(allowed, collapse = " or "),
      "."
    )
  }
  value
}

chosen_level <- function(value, interval) {
  if (interval == "none") {
    bad_option("The option level goes with an interval: give interval, too.")
  }
  text <- is_string(value) && is_json_number(value)
  level <- if (text || (is.numeric(value) && length(value) == 1)) {
    as.numeric(value)
  } else {
    NA
  }
  if (is.na(level) || level <= 0 || level >= 1) {
    bad_option("The option level must be a number between 0 and 1.")
  }
  level
}

bad_option <- function(...) service_abort("malformed-request", ...)
