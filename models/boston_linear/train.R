# A linear model of Boston house prices (Harrison and Rubinfeld 1978; MASS),
# `medv` in thousands of dollars: the one that can say how sure it is
# (?interval=prediction). Run from the repository's root.
data(Boston, package = "MASS")
source("models/boston_columns.R")

set.seed(42)
# jarl-ignore seq: the split of the original article, word for word
cutoff <- sample(1:nrow(Boston), nrow(Boston) * 0.7)
train <- Boston[cutoff, ]
test <- Boston[-cutoff, ]

fit <- lm(medv ~ ., data = train)

mse <- mean((predict(fit, test) - test$medv)^2)
r2 <- summary(fit)$r.squared
cat(sprintf("boston_linear: test MSE %.2f on %d rows\n", mse, nrow(test)))

modelservice::save_model(
  fit,
  name = "boston_linear",
  data = train,
  title = "Boston house prices, linear model",
  metrics = list(test_mse = mse, test_rows = nrow(test), r_squared = r2),
  example = Boston[1, ],
  columns = boston_columns
)
