treated <- subset(as.data.frame(Puromycin), state == "treated")
fit <- stats::nls(rate ~ SSmicmen(conc, Vm, K), treated)
rows <- Puromycin[c(1, 12, 23), ]

test_that("the columns of a nonlinear fit are the names that are no parameters", {
  expect_identical(types_of(fit), c(conc = "number"))
  expect_served(fit, rows, predict(fit, rows))
  expect_proven(fit, treated)
})

test_that("a parameter for each level makes the factor a column", {
  fit <- stats::nls(
    rate ~ Vm[state] * conc / (K + conc),
    Puromycin,
    start = list(Vm = c(160, 40), K = 0.05)
  )
  expect_identical(types_of(fit)[["state"]], "factor")
  expect_served(fit, rows, predict(fit, rows))
  expect_identical(
    misfits(fit, list(conc = 1, state = "cured")),
    c(state = "unknown_level")
  )
})

test_that("partly linear fits, texts and truths are served", {
  cells <- transform(
    Puromycin,
    state = as.character(state),
    high = conc > 0.2
  )
  fit <- stats::nls(
    rate ~ cbind(1, state == "treated", high) * conc / (K + conc),
    cells,
    start = list(K = 0.05),
    algorithm = "plinear"
  )
  rows <- cells[c(1, 12, 23), ]
  expect_identical(
    types_of(fit)[c("conc", "state", "high")],
    c(conc = "number", state = "string", high = "boolean")
  )
  expect_served(fit, rows, predict(fit, rows))
})

# A formula of a script, whose objects are not in the file.
script_formula <- function(formula) {
  environment(formula) <- globalenv()
  formula
}

test_that("a function of the script that made a nonlinear fit is refused", {
  assign("script_curve", \(x, Vm, K) Vm * x / (K + x), globalenv())
  on.exit(rm(script_curve, envir = globalenv()))
  fit <- stats::nls(
    script_formula(rate ~ script_curve(conc, Vm, K)),
    treated,
    start = list(Vm = 200, K = 0.05)
  )
  refused <- init_error_of(a_model(fit))
  expect_identical(refused$error_type, "Model.ObjectMissing")
  expect_match(conditionMessage(refused), "script_curve()", fixed = TRUE)
})

test_that("a number of the script is in the file, and no column", {
  assign("script_scale", 2, globalenv())
  on.exit(rm(script_scale, envir = globalenv()))
  fit <- stats::nls(
    script_formula(rate ~ script_scale * Vm * conc / (K + conc)),
    treated,
    start = list(Vm = 100, K = 0.05)
  )
  expect_identical(types_of(fit), c(conc = "number"))
  expect_proven(fit, treated)
})
