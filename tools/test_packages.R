# Run testthat of the installed packages whose folders are the arguments. A
# warning, a skipped test or a package without tests fails as an error does.
options(warn = 1)

run <- function(folder) {
  results <- testthat::test_local(
    folder,
    reporter = "check",
    load_package = "installed",
    stop_on_failure = TRUE,
    stop_on_warning = TRUE
  )
  counts <- as.data.frame(results)
  if (nrow(counts) == 0 || any(counts$skipped)) {
    stop("A test of ", folder, " was skipped, or there is none.", call. = FALSE)
  }
}

invisible(lapply(commandArgs(trailingOnly = TRUE), run))
