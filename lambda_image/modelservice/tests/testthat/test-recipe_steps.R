# Each compiled step against recipes::bake(), on rows with gaps, together and alone.
all_numeric <- recipes::all_numeric_predictors
all_nominal <- recipes::all_nominal_predictors

start <- recipes::recipe(
  pay ~ age + size + group + grade + smokes + town + day,
  crowd_with_gaps
)
numbers_only <- recipes::recipe(pay ~ age + size, crowd)

prepared <- function(recipe) {
  recipe <- suppressWarnings(recipes::prep(recipe, recipe$template))
  # A blueprint keeps no training data.
  recipe$template <- NULL
  recipe
}

baked <- function(recipe, rows) {
  predictors <- recipe$term_info$variable[recipe$term_info$role == "predictor"]
  as.data.frame(suppressWarnings(recipes::bake(recipe, rows)))[predictors]
}

# recipes leaves names and the attributes of model.matrix() on some.
plain <- \(data) {
  lapply(data, \(x) if (is.object(x)) unname(x) else as.vector(x))
}

expect_compiled <- function(recipe, rows = crowd_with_gaps) {
  recipe <- prepared(recipe)
  rows <- rows[intersect(names(rows), recipe$var_info$variable)]
  compiled <- compile_recipe(recipe)
  expect_true(is.function(compiled))
  expect_identical(
    suppressWarnings(plain(compiled(rows))),
    plain(baked(recipe, rows))
  )
  one <- rows[4, ]
  expect_identical(
    suppressWarnings(plain(compiled(one))),
    plain(baked(recipe, one))
  )
}

compiled_recipes <- list(
  center = recipes::step_center(start, all_numeric()),
  scale = recipes::step_scale(start, all_numeric(), factor = 2),
  normalize = recipes::step_normalize(start, all_numeric()),
  range = recipes::step_range(start, all_numeric(), min = -1, max = 2),
  log = recipes::step_log(start, age, base = 10, offset = 1),
  signed_log = recipes::step_log(start, age, signed = TRUE),
  sqrt = recipes::step_sqrt(start, size),
  inverse = recipes::step_inverse(start, age, offset = 1),
  invlogit = recipes::step_invlogit(start, size),
  hyperbolic = recipes::step_hyperbolic(
    start,
    size,
    func = "tanh",
    inverse = FALSE
  ),
  yeo_johnson = recipes::step_YeoJohnson(start, all_numeric()),
  box_cox = recipes::step_BoxCox(numbers_only, age),
  impute_mean = recipes::step_impute_mean(start, all_numeric()),
  impute_median = recipes::step_impute_median(start, all_numeric()),
  impute_mode = recipes::step_impute_mode(start, all_nominal()),
  novel = recipes::step_novel(start, group, town),
  unknown = recipes::step_unknown(start, group, town, new_level = "none"),
  other = recipes::step_other(
    start,
    group,
    town,
    threshold = 0.35,
    other = "rest"
  ),
  ordinalscore = recipes::step_ordinalscore(start, grade),
  integer = recipes::step_integer(start, group, town, zero_based = TRUE),
  factor2string = recipes::step_factor2string(start, group),
  bin2factor = recipes::step_bin2factor(recipes::recipe(pay ~ one, ones), one),
  unorder = recipes::step_unorder(start, grade),
  dummy = recipes::step_dummy(start, group, grade, town),
  one_hot = recipes::step_dummy(start, group, town, one_hot = TRUE),
  dummy_kept = recipes::step_dummy(start, group, keep_original_cols = TRUE),
  zv = recipes::step_zv(
    recipes::step_mutate(start, same = 1),
    recipes::all_predictors()
  ),
  nzv = recipes::step_nzv(
    recipes::step_mutate(start, same = 1),
    recipes::all_predictors()
  ),
  corr = recipes::step_corr(
    recipes::step_mutate(start, twice = 2 * age),
    all_numeric()
  ),
  rm = recipes::step_rm(start, day, town),
  rename = recipes::step_rename(start, years = age),
  poly = recipes::step_poly(numbers_only, age, degree = 3),
  ns = recipes::step_ns(numbers_only, age, size, deg_free = 3),
  bs = recipes::step_bs(numbers_only, age, deg_free = 4),
  pca = recipes::step_pca(
    recipes::step_center(numbers_only, age),
    age,
    size,
    num_comp = 2
  ),
  interact = recipes::step_interact(start, ~ age:size),
  interact_factor = recipes::step_interact(
    recipes::step_dummy(start, group),
    ~ group_high:age
  ),
  indicate_na = recipes::step_indicate_na(start, age, town),
  mutate = recipes::step_mutate(
    start,
    ratio = age / (size + 1),
    double = 2 * ratio
  ),
  ratio = recipes::step_ratio(start, age, denom = recipes::denom_vars(size)),
  date = recipes::step_date(
    start,
    day,
    features = c("dow", "month", "year", "doy", "week", "quarter", "semester")
  ),
  date_numbers = recipes::step_date(start, day, label = FALSE),
  holiday = recipes::step_holiday(
    start,
    day,
    holidays = c("ChristmasDay", "Easter")
  )
)

# recipes stops at NA in these.
without_gaps <- c("box_cox")

for (name in names(compiled_recipes)) {
  test_that(
    paste("what recipes bakes of", name, "is what its compiled step gives"),
    {
      rows <- if (startsWith(name, "bin")) ones else crowd_with_gaps
      if (name %in% without_gaps) {
        rows <- crowd
      }
      expect_compiled(compiled_recipes[[name]], rows)
    }
  )
}

test_that("a cut of values beyond the breaks is named as recipes names it", {
  cut <- recipes::step_cut(
    numbers_only,
    age,
    breaks = c(30, 45),
    include_outside_range = TRUE
  )
  rows <- transform(crowd, age = age + rep(c(-30L, 0L, 90L), 20))
  expect_compiled(cut, rows)
  expect_compiled(
    recipes::step_cut(numbers_only, age, breaks = c(30, 45)),
    crowd
  )
})

test_that("steps follow one another as in the recipe, and those to be skipped are", {
  long <- start |>
    recipes::step_log(pay, base = 10, skip = TRUE) |>
    recipes::step_impute_mean(age, size) |>
    recipes::step_novel(all_nominal()) |>
    recipes::step_unknown(all_nominal()) |>
    recipes::step_date(day, features = "month", keep_original_cols = FALSE) |>
    recipes::step_dummy(all_nominal()) |>
    recipes::step_zv(recipes::all_predictors()) |>
    recipes::step_normalize(age, size)
  expect_compiled(long)
})

test_that("a step that is not known, or an option of one, is left to recipes", {
  is_left <- \(recipe) expect_null(compile_recipe(prepared(recipe)))
  is_left(recipes::step_spatialsign(numbers_only, age, size))
  is_left(recipes::step_mutate(start, above = age - mean(age)))
  is_left(recipes::step_dummy(start, group, naming = \(var, lvl, ...) {
    paste0(var, lvl)
  }))
  is_left(recipes::step_ordinalscore(start, grade, convert = \(x) {
    2 * as.numeric(x)
  }))
  is_left(recipes::step_date(start, day, features = "decimal"))
})

test_that("a field of a step that a later version adds leaves it to recipes", {
  recipe <- prepared(recipes::step_center(numbers_only, age))
  recipe$steps[[1]]$robust <- TRUE
  expect_null(compile_recipe(recipe))
})
