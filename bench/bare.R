# The floor: what the same work takes with nothing around it.
#   bare.R cold MODEL ROW    one prediction of the data frame that the R code ROW is
#   bare.R warm MODEL FILE   for each line read, a predict() of as many rows of the CSV
#                            file as the line says; its milliseconds are printed
arguments <- commandArgs(TRUE)
invisible(loadNamespace("randomForest"))
fit <- readRDS(arguments[2])

if (arguments[1] == "cold") {
  row <- eval(parse(text = arguments[3]))
  stopifnot(is.finite(stats::predict(fit, row)))
} else {
  all <- utils::read.csv(arguments[3])
  lines <- file("stdin", "r")
  while (length(n <- readLines(lines, 1)) == 1) {
    rows <- all[seq_len(as.integer(n)), ]
    start <- Sys.time()
    invisible(stats::predict(fit, rows))
    cat(as.numeric(Sys.time() - start, units = "secs") * 1000, "\n")
  }
}
