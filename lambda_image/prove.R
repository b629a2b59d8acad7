# What the command `prove` runs: every model of the catalogue, loaded as a start does it.
options(warn = 1)

tryCatch(
  {
    # The handler's file may have the methods of a model kind of its own.
    source("predict.R")
    failures <- modelservice:::prove_catalogue()
    for (failure in failures) {
      message("prove: ", failure)
    }
    quit(status = if (length(failures) > 0) 1 else 0)
  },
  error = \(e) {
    message("prove: ", conditionMessage(e))
    quit(status = 1)
  }
)
