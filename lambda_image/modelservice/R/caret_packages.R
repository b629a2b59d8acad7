# What a caret::train needs to predict, besides `modelInfo$library`.

# Packages that the functions of the method name (`kernlab::predict`).
named_packages <- function(fit) {
  code <- fit$modelInfo[c("predict", "prob")]
  unique(unlist(lapply(code, \(f) if (is.function(f)) named_in(body(f)))))
}

# Those of `modelInfo$library` that only tuning uses; a booster is scored without xgboost.
unused_packages <- function(fit) {
  is_of_e1071 <- inherits(fit$finalModel, c("svm", "naiveBayes"))
  c(
    c("plyr", "dplyr"),
    if (!is_of_e1071) "e1071",
    if (has_booster(fit)) "xgboost"
  )
}

needs_caret <- function(fit) {
  !is_simple_preparation(fit$preProcess) ||
    (!isS4(fit$finalModel) && inherits(fit$finalModel, caret_classes))
}

# Helpers ----

# Engines whose predict() is caret's own.
caret_classes <- c(
  c("avNNet", "pcaNNet", "bag", "bagEarth", "bagFDA", "icr"),
  c("knn3", "knnreg", "nullModel", "plsda", "splsda", "train")
)

named_in <- function(code) {
  if (!is.call(code)) {
    return(NULL)
  }
  if (is.symbol(code[[1]]) && as.character(code[[1]]) %in% c("::", ":::")) {
    return(as.character(code[[2]]))
  }
  unlist(lapply(as.list(code), named_in))
}
