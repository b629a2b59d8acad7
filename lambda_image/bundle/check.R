# Runs in the gathered R, in a root with nothing else in it. Fails with the name
# of what is missing.

missing <- character()
need <- function(what, is_there) {
  if (!isTRUE(tryCatch(is_there, error = conditionMessage))) {
    missing <<- c(missing, what)
  }
}

for (package in rownames(utils::installed.packages(.Library, noCache = TRUE))) {
  failure <- tryCatch(
    {
      loadNamespace(package)
      NULL
    },
    error = conditionMessage
  )
  if (!is.null(failure)) {
    missing <- c(missing, paste0("package ", package, ": ", failure))
  }
}
need("libcurl", capabilities("libcurl"))
need("ICU", capabilities("ICU"))
need(
  "Sys.which()",
  identical(unname(Sys.which(c("sh", "no such"))), c("/bin/sh", ""))
)
need("linear algebra", all.equal(solve(diag(2) * 2), diag(2) / 2))
need("the C.UTF-8 locale", l10n_info()[["UTF-8"]])
need(
  "conversion from latin1",
  identical(iconv("\xe9", "latin1", "UTF-8"), "\u00e9")
)
need(
  "the time zones",
  format(as.POSIXct(0, tz = "UTC"), tz = "Asia/Tokyo", format = "%H") == "09"
)
need("the CA certificates", file.size(Sys.getenv("CURL_CA_BUNDLE")) > 1e5)

if (length(missing) > 0) {
  message("The gathered R lacks ", paste(missing, collapse = "\n and "), ".")
  quit(status = 1)
}
