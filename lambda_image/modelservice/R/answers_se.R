# A standard error beside each number (`?se=true`), which several kinds can answer.

asks_se <- function(options) identical(options$se, "true")

# What predict(se.fit = TRUE) returned, as the columns of such an answer.
value_and_se <- function(said) {
  cbind(value = as.vector(said$fit), se = as.vector(said$se.fit))
}
