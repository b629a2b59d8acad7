# Prints the versions of R and of the packages in a library, one a line:
# versions.R LIBRARY

library <- commandArgs(trailingOnly = TRUE)
packages <- utils::installed.packages(library, noCache = TRUE)
packages <- packages[
  is.na(packages[, "Priority"]) | packages[, "Priority"] != "base",
]
packages <- packages[
  order(packages[, "Package"], method = "radix"),
  ,
  drop = FALSE
]
writeLines(paste("R", getRversion()))
writeLines(paste(packages[, "Package"], packages[, "Version"]))
