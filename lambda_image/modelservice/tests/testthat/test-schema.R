schema_of <- function(fit) output_schema(model_outcome(fit), model_choices(fit))

test_that("an interval is in the schema where a request may choose one", {
  expect_named(schema_of(linear), "anyOf")
  forest <- randomForest::randomForest(pay ~ age + size, people, ntree = 2)
  expect_identical(schema_of(forest), list(type = I(c("number", "null"))))
})

test_that("a raw .rds lets a request choose what a catalogued one does", {
  entry <- catalogue_of(a_model())$models$m
  choices <- lapply(model_choices(a_model()$fit), as_listed)
  expect_identical(entry$choices, choices)
  names <- vapply(option_parameters(entry), `[[`, "", "name")
  expect_identical(names, c("interval", "se", "on_error", "level"))
})
