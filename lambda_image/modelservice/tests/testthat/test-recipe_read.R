# What a fresh R has loaded once it has read a file.
loaded_by_reading <- function(fit) {
  file <- tempfile(fileext = ".rds")
  saveRDS(fit, file)
  code <- paste0(
    "fit <- modelservice:::read_rds('",
    file,
    "');",
    "cat(class(fit)[1], 'recipes' %in% loadedNamespaces())"
  )
  libraries <- paste(.libPaths(), collapse = .Platform$path.sep)
  suppressWarnings(system2(
    file.path(R.home("bin"), "Rscript"),
    c("--vanilla", "-e", shQuote(code)),
    stdout = TRUE,
    stderr = FALSE,
    env = paste0("R_LIBS=", shQuote(libraries))
  ))
}

dummies <- recipes::step_dummy(recipes::recipe(pay ~ age + group, crowd), group)

test_that("a recipe that is compiled is read without recipes", {
  fit <- recipe_workflow(dummies)
  expect_identical(loaded_by_reading(fit), "workflow FALSE")
})

test_that("a recipe that recipes must bake is read with it", {
  fit <- recipe_workflow(recipes::step_spatialsign(dummies, age))
  expect_identical(loaded_by_reading(fit), "workflow TRUE")
})

test_that("so is a recipe in what is no fit of tidymodels", {
  fit <- structure(
    list(recipe = dummies, f = recipes::dummy_names),
    class = "train"
  )
  expect_identical(loaded_by_reading(fit), "train TRUE")
})

test_that("what cannot be answered is left to its kind, which says why", {
  keras <- bundle_of(list(), "bundled_keras", \(object) keras::load(object))
  expect_true(is_self_contained(keras))
  expect_match(
    conditionMessage(init_error_of(as_kind(keras, "m"))),
    "bundled_keras"
  )
})
