growth <- as.data.frame(nlme::Orthodont)
growth <- transform(
  growth,
  Subject = factor(as.character(Subject)),
  sex = as.character(Sex),
  late = age > 10,
  clinic = rep(c("north", "south"), c(64, 44)),
  number = as.integer(factor(as.character(Subject)))
)
by_optim <- nlme::lmeControl(opt = "optim")
lme <- \(fixed, ...) {
  given <- list(fixed, data = growth, control = by_optim, ...)
  do.call(nlme::lme, given)
}
fit <- lme(distance ~ age + Sex + late, random = ~ age | Subject)
rows <- growth[c(1, 50, 108), ]

test_that("groups are columns of a linear mixed-effects model", {
  expect_identical(
    types_of(fit),
    c(age = "number", Sex = "factor", late = "boolean", Subject = "factor")
  )
  expect_served(fit, rows, predict(fit, rows))
  expect_proven(fit, growth, proof = as.vector(predict(fit, growth)))
})

test_that("text, a basis and numbered groups are answered alike alone", {
  fit <- lme(distance ~ poly(age, 2) * sex, random = ~ 1 | number)
  expect_identical(types_of(fit)[["number"]], "number")
  expect_served(fit, rows, predict(fit, growth)[c(1, 50, 108)])
})

test_that("an ordered factor keeps its contrasts where a row is alone", {
  growth$stage <- cut(growth$age, c(0, 9, 11, 20), c("i", "ii", "iii"))
  growth$stage <- factor(growth$stage, ordered = TRUE)
  fit <- nlme::lme(distance ~ stage + Sex, growth, ~ 1 | Subject)
  inputs <- model_inputs(fit)
  expect_identical(inputs[[1]]$levels, c("i", "ii", "iii"))
  expect_true(inputs[[1]]$ordered)
  expect_served(fit, growth[c(1, 50, 108), ], predict(fit)[c(1, 50, 108)])
})

test_that("a formula that was an object of the script is known", {
  assign("script_formula", distance ~ age, globalenv())
  fit <- nlme::lme(script_formula, growth, ~ 1 | Subject)
  said <- predict(fit, rows)
  rm(script_formula, envir = globalenv())
  expect_served(fit, rows, said)
})

test_that("text that was coded in another way than by default is refused", {
  op <- options(contrasts = c("contr.sum", "contr.poly"))
  on.exit(options(op))
  fit <- lme(distance ~ age + sex, random = ~ 1 | Subject)
  expect_identical(
    init_error_of(a_model(fit))$error_type,
    "Model.LevelsUnknown"
  )
})

test_that("a column of the random effects alone is asked for, if its data are kept", {
  random <- ~ age | Subject
  fit <- lme(distance ~ Sex, random = random)
  expect_identical(types_of(fit)[["age"]], "number")
  bare <- lme(distance ~ Sex, random = random, keep.data = FALSE)
  expect_match(conditionMessage(init_error_of(a_model(bare))), "what `age` is")
})

test_that("groups are known without the data", {
  fit <- lme(distance ~ age, random = ~ 1 | clinic / Subject, keep.data = FALSE)
  inputs <- model_inputs(fit)
  expect_identical(inputs[[2]]$levels, c("north", "south"))
  expect_setequal(inputs[[3]]$levels, levels(growth$Subject))
  expect_served(fit, rows, predict(fit, rows))
})

test_that("a new group is refused, or predicted as the population", {
  record <- list(age = 9, Sex = "Male", late = FALSE, Subject = "X99")
  expect_identical(misfits(fit, record), c(Subject = "unknown_level"))
  model <- expect_proven(fit, growth, unseen = "impute")
  new <- transform(rows, Subject = c("M01", "X99", "F11"))
  known <- predict(fit, new[-2, ])
  population <- predict(fit, new[2, ], level = 0)
  expect_served(model, new, c(known[1], population, known[2]))
})

test_that("a group that is new in a group that is known keeps the effect of that", {
  fit <- lme(distance ~ age, random = ~ 1 | clinic / Subject)
  new <- transform(rows, clinic = "south")
  said <- predict(fit, new, level = 0:2)
  expect_identical(is.na(said$predict.Subject), c(TRUE, TRUE, FALSE))
  expect_served(fit, new, said$predict.Subject)
  saved <- as_saved(
    fit,
    growth,
    policy = list(null = "error", unseen = "impute")
  )
  last <- said$predict.Subject[3]
  expect_served(saved, new, c(said$predict.clinic[1:2], last))
})

test_that("a generalized least squares fit answers as predict() does", {
  fit <- nlme::gls(distance ~ poly(age, 2) * Sex, growth)
  expect_served(fit, rows, predict(fit, rows))
  expect_proven(fit, growth)
  expect_identical(
    misfits(fit, list(age = NULL, Sex = "X")),
    c(age = "null", Sex = "unknown_level")
  )
})

test_that("a nonlinear mixed model learns its columns from the data", {
  pines <- as.data.frame(datasets::Loblolly)
  pines$Seed <- factor(as.character(pines$Seed))
  fit <- nlme::nlme(
    height ~ SSasymp(age, Asym, R0, lrc),
    data = pines,
    fixed = Asym + R0 + lrc ~ 1,
    random = Asym ~ 1,
    groups = ~Seed,
    start = c(Asym = 103, R0 = -8.5, lrc = -3.3)
  )
  expect_identical(init_error_of(a_model(fit))$error_type, "Model.TypeUnknown")
  model <- expect_proven(fit, pines, unseen = "impute")
  rows <- pines[c(1, 40, 80), ]
  expect_served(model, rows, predict(fit, rows))
  rows$Seed <- c("301", "999", "303")
  expect_equal(served(model, rows)[[1]][2], predict(fit, rows, level = 0)[[2]])
})

test_that("a value that is left open makes its own row unknown, not all of them", {
  for (model in list(
    fit,
    nlme::gls(distance ~ age + Sex, growth)
  )) {
    open <- transform(rows, age = c(8, NA, 9))
    said <- predicted(model, open)
    expect_identical(is.na(said), c(FALSE, TRUE, FALSE))
  }
})
