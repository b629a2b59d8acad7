# A random forest of Boston house prices (Harrison and Rubinfeld 1978; MASS),
# `medv` in thousands of dollars. Run from the repository's root.
suppressPackageStartupMessages(library(randomForest))
data(Boston, package = "MASS")
source("models/boston_columns.R")

set.seed(42)
# jarl-ignore seq: the split of the original article, word for word
cutoff <- sample(1:nrow(Boston), nrow(Boston) * 0.7)
train <- Boston[cutoff, ]
test <- Boston[-cutoff, ]

fit <- randomForest(medv ~ ., data = train, mtry = 6, importance = TRUE)

mse <- mean((predict(fit, test) - test$medv)^2)
cat(sprintf("boston_forest: test MSE %.2f on %d rows\n", mse, nrow(test)))

modelservice::save_model(
  fit,
  name = "boston_forest",
  data = train,
  title = "Boston house prices, random forest",
  metrics = list(test_mse = mse, test_rows = nrow(test)),
  example = Boston[1, ],
  columns = boston_columns
)
