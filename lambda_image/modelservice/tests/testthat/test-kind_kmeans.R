# stats::kmeans(), which assigns the rows that it saw itself.
set.seed(1)
clusters <- stats::kmeans(people[c("age", "size")], 3)

test_that("a row of the training data is in the cluster that kmeans() put it in", {
  expect_labels(clusters, people, clusters$cluster)
})

test_that("its call says the same", {
  fit <- clusters
  newdata <- people
  expect_identical(
    unname(eval(str2lang(model_calls(fit)))),
    unname(clusters$cluster)
  )
})

test_that("its columns are numbers; without names they are refused", {
  expect_identical(
    columns_of_fit(clusters),
    list(age = "number", size = "number")
  )
  nameless <- stats::kmeans(unname(as.matrix(people[c("age", "size")])), 2)
  expect_match(
    conditionMessage(init_error_of(model_inputs(nameless))),
    "names of columns"
  )
})
