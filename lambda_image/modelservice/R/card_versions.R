# A model written by another R or package than the one that serves it may
# predict something else: said once, when it is loaded.
warn_of_versions <- function(file, location, card, request_id) {
  written <- c(R = infoRDS(file)$writer_version, unlist(card$versions$packages))
  serving <- vapply(names(written), serving_version, "")
  other <- which(!is.na(serving) & written != serving)
  if (length(other) == 0) {
    return(invisible())
  }
  differences <- paste0(
    names(written)[other],
    " ",
    written[other],
    " (here ",
    serving[other],
    ")",
    collapse = ", "
  )
  log_line(
    "WARN",
    paste0(
      location$uri,
      " was written with ",
      differences,
      ": train it with what serves",
      " it, for example in the image."
    ),
    request_id
  )
}

# Of R and of the packages without which a fit cannot predict.
versions <- function(fit) {
  packages <- model_packages(fit)
  installed <- lapply(packages, serving_version)
  names(installed) <- packages
  list(r = serving_version("R"), packages = installed)
}

# Helpers ----

serving_version <- function(name) {
  if (name == "R") {
    return(format(getRversion()))
  }
  tryCatch(format(utils::packageVersion(name)), error = \(e) NA_character_)
}
