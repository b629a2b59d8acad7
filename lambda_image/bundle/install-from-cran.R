# Compiles packages that Debian does not have, with their dependencies: Debian's
# binaries of those where there are any.
# install-from-cran.R CRAN LINE:NAME...   (an empty CRAN means R's own default)

main <- function(cran, wanted) {
  if (nzchar(cran)) {
    options(repos = c(CRAN = cran))
  }
  lines <- sub(":.*", "", wanted)
  names <- sub(".*:", "", wanted)
  available <- suppressWarnings(utils::available.packages())
  if (nrow(available) == 0) {
    refuse(
      lines[[1]],
      "'",
      names[[1]],
      "' is not a Debian package, and CRAN (",
      getOption("repos")[["CRAN"]],
      ") does not answer: the build needs a ",
      "network, or another mirror (--build-arg CRAN=...)."
    )
  }
  for (i in which(!names %in% rownames(available))) {
    refuse(
      lines[[i]],
      "neither Debian nor ",
      getOption("repos")[["CRAN"]],
      " has an R package '",
      names[[i]],
      "'."
    )
  }
  install_debian(missing_dependencies(names, available))
  install_source(c(missing_dependencies(names, available), names))
  for (i in which(!is_installed(names))) {
    refuse(
      lines[[i]],
      "the R package '",
      names[[i]],
      "' does not compile; ",
      "the messages above say why."
    )
  }
}

# Helpers ----

refuse <- function(line, ...) {
  message("\npackages.txt line ", line, ": ", ...)
  quit(status = 1)
}

is_installed <- function(names) {
  names %in% rownames(utils::installed.packages(noCache = TRUE))
}

missing_dependencies <- function(names, available) {
  fields <- c("Depends", "Imports", "LinkingTo")
  needed <- tools::package_dependencies(
    names,
    available,
    fields,
    recursive = TRUE
  )
  needed <- setdiff(unlist(needed), names)
  needed[!is_installed(needed)]
}

install_debian <- function(names) {
  packages <- paste0("r-cran-", tolower(names))
  known <- system2("apt-cache", c("pkgnames", "r-cran-"), stdout = TRUE)
  packages <- packages[packages %in% known]
  if (length(packages) == 0) {
    return(invisible())
  }
  here <- dirname(sub(
    "^--file=",
    "",
    grep("^--file=", commandArgs(), value = TRUE)
  ))
  if (system2(file.path(here, "apt-install"), packages) != 0) quit(status = 1)
}

# A fixed time stamp makes the same sources give the same files.
install_source <- function(names) {
  stamp <- "--built-timestamp='1970-01-01 00:00:00 UTC'"
  utils::install.packages(
    names,
    dependencies = FALSE,
    INSTALL_opts = c("--no-docs", "--no-test-load", stamp)
  )
}

arguments <- commandArgs(trailingOnly = TRUE)
main(arguments[[1]], arguments[-1])
