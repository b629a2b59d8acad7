columns_of <- function(fit) {
  inputs <- model_inputs(as_kind(fit, "m"))
  stats::setNames(inputs, input_names(inputs))
}

test_that("a recipe that is baked by recipes answers as one that is compiled", {
  recipe <- recipes::recipe(pay ~ age + size, crowd) |>
    recipes::step_spatialsign(age, size)
  fit <- recipe_workflow(recipe)
  kind <- as_kind(fit, "m")
  expect_identical(model_packages(kind), "recipes")
  expect_identical(unname(predicted(fit, crowd)), forged_answer(fit, crowd))
})

test_that("a compiled recipe needs no package", {
  recipe <- recipes::recipe(pay ~ age + size, crowd) |>
    recipes::step_center(age)
  expect_identical(
    model_packages(as_kind(recipe_workflow(recipe), "m")),
    character()
  )
})

test_that("null is taken where the recipe fills it in, and nowhere else", {
  recipe <- recipes::recipe(pay ~ age + size + group, crowd) |>
    recipes::step_impute_mean(age) |>
    recipes::step_unknown(group)
  columns <- columns_of(recipe_workflow(recipe, data = crowd))
  nullable <- vapply(columns, `[[`, NA, "nullable")
  expect_identical(nullable, c(age = TRUE, size = FALSE, group = TRUE))
})

test_that("a column whose null stops the recipe does not keep others from theirs", {
  recipe <- recipes::recipe(pay ~ age + size, crowd) |>
    recipes::step_impute_mean(size) |>
    recipes::step_cut(age, breaks = 40, include_outside_range = TRUE)
  columns <- columns_of(recipe_workflow(recipe))
  expect_identical(
    vapply(columns, `[[`, NA, "nullable"),
    c(age = FALSE, size = TRUE)
  )
})

test_that("an unseen level is kept where a step gives it a place", {
  recipe <- recipes::recipe(pay ~ group + town + grade, crowd) |>
    recipes::step_novel(group, town)
  columns <- columns_of(recipe_workflow(recipe, allow_novel_levels = TRUE))
  expect_identical(columns$group$unseen, "keep")
  expect_null(columns$town$levels)
  expect_identical(columns$grade$unseen, "error")
})

test_that("without leave for novel levels one is NA, where a step takes that", {
  recipe <- recipes::recipe(pay ~ group + town, crowd) |>
    recipes::step_unknown(group)
  columns <- columns_of(recipe_workflow(recipe))
  expect_identical(columns$group$unseen, "impute")
  expect_identical(columns$town$levels, c("Aa", "Bo", "Ce"))
})

test_that("a step that does not place NA does not open its column to unseen levels", {
  recipe <- recipes::recipe(pay ~ group + age, crowd) |>
    recipes::step_novel(group)
  columns <- columns_of(recipe_workflow(recipe))
  expect_identical(columns$group$unseen, "error")
})

test_that("an unseen level is answered as hardhat and recipes do", {
  recipe <- recipes::recipe(pay ~ group + age, crowd) |>
    recipes::step_novel(group) |>
    recipes::step_other(group, threshold = 0.35, other = "rest") |>
    recipes::step_dummy(group)
  fit <- recipe_workflow(recipe, allow_novel_levels = TRUE)
  rows <- rows_of(list(list(group = "stranger", age = 30)), a_model(fit)$plan)
  expect_identical(
    unname(predicted(fit, rows)),
    suppressWarnings(forged_answer(fit, rows))
  )
})

test_that("a column of another role is asked for where the recipe requires it", {
  recipe <- recipes::recipe(pay ~ age + size + town, crowd) |>
    recipes::update_role(town, new_role = "place")
  fit <- recipe_workflow(recipe)
  expect_identical(names(columns_of(fit)), c("age", "size", "town"))
  expect_identical(unname(predicted(fit, crowd)), forged_answer(fit, crowd))
})
