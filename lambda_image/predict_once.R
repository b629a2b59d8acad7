# What the command `predict` runs: the handler of predict.R, called once.
options(warn = 1)

tryCatch(
  {
    source("predict.R")
    event <- lambdaruntime::parse_json(commandArgs(trailingOnly = TRUE))
    answer <- handler(event, list())
    if (!inherits(answer, "json")) {
      answer <- lambdaruntime::to_json(answer)
    }
    writeLines(unclass(answer), useBytes = TRUE)
  },
  error = \(e) {
    message("predict: ", conditionMessage(e))
    quit(status = 1)
  }
)
