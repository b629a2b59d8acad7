# The objectives of xgboost: how a base score becomes a margin (`base`), how a margin
# becomes the answer (`response`), and what that is (`task`). What is not here is
# refused by name: a transformation that is not known is a wrong answer.

objective <- function(base = "same", response = base, task = "regression") {
  list(base = base, response = response, task = task)
}

objectives <- list(
  "reg:squarederror" = objective(),
  # The name of it before 0.90.
  "reg:linear" = objective(),
  "reg:squaredlogerror" = objective(),
  "reg:absoluteerror" = objective(),
  "reg:pseudohubererror" = objective(),
  "reg:quantileerror" = objective(),
  "reg:logistic" = objective("logit", "sigmoid"),
  "reg:gamma" = objective("log", "exp"),
  "reg:tweedie" = objective("log", "exp"),
  "count:poisson" = objective("log", "exp"),
  "binary:logistic" = objective("logit", "sigmoid", "binary"),
  "binary:logitraw" = objective(),
  "binary:hinge" = objective("same", "step"),
  "multi:softprob" = objective("same", "softmax", "classes"),
  "multi:softmax" = objective("same", "same"),
  "rank:pairwise" = objective(),
  "rank:ndcg" = objective(),
  "rank:map" = objective(),
  "survival:cox" = objective("log", "exp"),
  "survival:aft" = objective("log", "exp_double")
)
