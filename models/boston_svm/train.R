# A support vector machine of Boston house prices (Harrison and Rubinfeld 1978;
# MASS), `medv` in thousands of dollars. Run from the repository's root.
data(Boston, package = "MASS")
source("models/boston_columns.R")

set.seed(42)
# jarl-ignore seq: the split of the original article, word for word
cutoff <- sample(1:nrow(Boston), nrow(Boston) * 0.7)
train <- Boston[cutoff, ]
test <- Boston[-cutoff, ]

fit <- e1071::svm(medv ~ ., data = train, kernel = "radial")

mse <- mean((predict(fit, test) - test$medv)^2)
cat(sprintf("boston_svm: test MSE %.2f on %d rows\n", mse, nrow(test)))

modelservice::save_model(
  fit,
  name = "boston_svm",
  data = train,
  title = "Boston house prices, support vector machine",
  metrics = list(test_mse = mse, test_rows = nrow(test)),
  example = Boston[1, ],
  columns = boston_columns
)
