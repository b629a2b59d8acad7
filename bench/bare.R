# The floor: what the same work takes with nothing around it.
#   bare.R cold MODEL EXAMPLE   one prediction, and the end
#   bare.R warm MODEL EXAMPLE   a prediction for each line read, its milliseconds printed
arguments <- commandArgs(TRUE)
invisible(loadNamespace("randomForest"))
fit <- readRDS(arguments[2])
row <- eval(parse(text = arguments[3]))

if (arguments[1] == "cold") {
  stopifnot(is.finite(stats::predict(fit, row)))
} else {
  lines <- file("stdin", "r")
  while (length(readLines(lines, 1)) == 1) {
    start <- Sys.time()
    invisible(stats::predict(fit, row))
    cat(as.numeric(Sys.time() - start, units = "secs") * 1000, "\n")
  }
}
