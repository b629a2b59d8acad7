# The predictors of a recipe blueprint. A recipe whose steps are all understood is
# compiled (recipe_compile.R), and recipes is not loaded; any other is baked by recipes.
recipe_table <- function(blueprint, takes_null) {
  recipe <- blueprint$recipe
  inputs <- recipe_inputs(blueprint)
  compiled <- compile_recipe(recipe)
  if (!is.null(compiled) && !bakes(compiled, inputs)) {
    compiled <- NULL
  }
  bake <- if (is.null(compiled)) baked_by_recipes(recipe) else compiled
  list(
    inputs = \() recipe_policies(inputs, blueprint, bake, takes_null),
    forge = \(rows) with_intercept(bake(rows), blueprint$intercept),
    packages = recipe_packages(recipe, !is.null(compiled)),
    is_compiled = !is.null(compiled)
  )
}

# Helpers ----

# The predictors, and columns of other roles that the recipe requires of new data, too.
recipe_inputs <- function(blueprint) {
  ptypes <- as.list(blueprint$ptypes$predictors)
  for (extra in blueprint$extra_role_ptypes) {
    ptypes <- c(ptypes, as.list(extra)[setdiff(names(extra), names(ptypes))])
  }
  inputs_from_ptypes(ptypes, text_levels(blueprint$recipe))
}

# recipes makes factors of text columns when it is trained.
text_levels <- function(recipe) {
  known <- lapply(recipe$orig_lvls, `[[`, "values")
  Filter(is.character, known)
}

# Whether a compiled recipe does anything with rows of the types that it was trained on.
bakes <- function(bake, inputs) {
  rows <- sample_rows(inputs, 2)
  baked <- tryCatch(suppressWarnings(bake(rows)), error = \(e) NULL)
  !is.null(baked)
}

baked_by_recipes <- function(recipe) {
  predictors <- recipe_predictors(recipe)
  function(rows) {
    baked <- recipes::bake(recipe, new_data = rows)
    as_rows(as.list(baked)[predictors], nrow(baked))
  }
}

recipe_predictors <- function(recipe) {
  info <- recipe$term_info
  info$variable[info$role %in% "predictor"]
}

# What its steps call, and recipes where it bakes them. A step of another package cannot
# be baked where that is not loaded.
recipe_packages <- function(recipe, is_compiled) {
  used <- Filter(is_used, recipe$steps)
  classes <- vapply(used, \(step) class(step)[[1]], "")
  called <- packages_of_steps[intersect(classes, names(packages_of_steps))]
  extra <- unlist(lapply(used, \(step) step[[".pkgs"]]))
  unique(c(unname(called), if (!is_compiled) c("recipes", extra)))
}

packages_of_steps <- c(
  step_holiday = "timeDate",
  step_ns = "splines",
  step_bs = "splines",
  step_kpca = "kernlab",
  step_kpca_rbf = "kernlab",
  step_ica = "fastICA"
)

is_used <- function(step) !isTRUE(step$skip)
