# The species of an iris from its four lengths (Anderson 1935, Fisher 1936; R).
# A length that was not measured is sent as null and taken to be the median.
# Run from the repository's root.
columns <- c("sepal_length", "sepal_width", "petal_length", "petal_width")
irises <- setNames(datasets::iris, c(columns, "species"))

set.seed(42)
held_out <- sample(nrow(irises), nrow(irises) * 0.3)
classify <- function(data) {
  nnet::multinom(species ~ ., data = data, maxit = 500, trace = FALSE)
}

guesses <- predict(classify(irises[-held_out, ]), irises[held_out, ])
accuracy <- mean(guesses == irises$species[held_out])
cat(sprintf(
  "iris: test accuracy %.3f on %d rows\n",
  accuracy,
  length(held_out)
))

# local() keeps what the function needs, and nothing of this script, in the file.
impute <- local(
  function(rows) {
    for (name in names(medians)) {
      rows[[name]][is.na(rows[[name]])] <- medians[[name]]
    }
    rows
  },
  list2env(
    list(medians = vapply(irises[columns], median, 0)),
    parent = baseenv()
  )
)

modelservice::save_model(
  classify(irises),
  name = "iris",
  data = irises,
  title = "Species of an iris, multinomial regression",
  metrics = list(test_accuracy = accuracy, test_rows = length(held_out)),
  example = irises[150, ],
  preprocess = impute,
  null = "impute",
  columns = list(
    sepal_length = list(title = "length of the sepals", unit = "cm"),
    sepal_width = list(title = "width of the sepals", unit = "cm"),
    petal_length = list(title = "length of the petals", unit = "cm"),
    petal_width = list(title = "width of the petals", unit = "cm")
  )
)
