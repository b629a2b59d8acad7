# Writes NAMESPACE and man/ of the R packages whose folders are the arguments,
# from the comments above their functions. A warning of roxygen2 is an error.

# roxygen2 works on a copy: it writes its own version into DESCRIPTION, and
# Debian's releases have different ones. Everything else that it writes is the
# same in all of them. The copy starts without the files to be written, so that
# none of a function that is gone stays.
document <- function(folder) {
  written <- c("NAMESPACE", "man")
  copy <- file.path(tempfile("document-"), basename(folder))
  dir.create(copy, recursive = TRUE)
  sources <- file.path(folder, c("DESCRIPTION", "R"))
  file.copy(sources, copy, recursive = TRUE)
  # From the sources: a package whose NAMESPACE is wrong cannot be installed.
  withCallingHandlers(
    roxygen2::roxygenise(copy, c("namespace", "rd"), load_code = "source"),
    warning = stop
  )
  unlink(file.path(folder, written), recursive = TRUE)
  file.copy(file.path(copy, written), folder, recursive = TRUE)
}

invisible(lapply(commandArgs(trailingOnly = TRUE), document))
