## Added by the image: R's own Sys.which() runs /usr/bin/which and fails where
## that is not installed, as on Lambda bases; loading utils fails with it.
Sys.which <- function(names) {
  folders <- strsplit(Sys.getenv("PATH"), ":", fixed = TRUE)[[1]]
  find <- function(name) {
    paths <- if (grepl("/", name, fixed = TRUE)) {
      name
    } else {
      file.path(folders, name)
    }
    runs <- file.access(paths, 1L) == 0L & !dir.exists(paths)
    paths[runs][1L]
  }
  found <- vapply(as.character(names), find, "")
  found[is.na(found) & !is.na(names)] <- ""
  found
}
