flowers <- transform(
  iris,
  wide = Sepal.Width > 3,
  bed = factor(rep(c("a", "b"), 75))
)
by_formula <- MASS::lda(Species ~ Sepal.Length + wide + bed, flowers)
rows <- flowers[c(1, 75, 150), ]

for (analysis in list(MASS::lda, MASS::qda)) {
  test_that("a discriminant analysis answers the label and the posterior", {
    fit <- analysis(Species ~ Petal.Length + Petal.Width, iris, prior = 3:1 / 6)
    said <- predict(fit, rows)
    expect_served(fit, rows, said$posterior)
    expect_identical(served(fit, rows)$label, as.character(said$class))
    expect_proven(fit, iris)
  })

  test_that("a discriminant analysis of a matrix has its columns", {
    fit <- analysis(as.matrix(iris[3:4]), iris$Species)
    expect_identical(
      types_of(fit),
      c(Petal.Length = "number", Petal.Width = "number")
    )
    expect_served(fit, rows, predict(fit, as.matrix(rows[3:4]))$posterior)
  })
}

test_that("truths and factors are columns of a discriminant analysis", {
  expect_identical(
    types_of(by_formula),
    c(Sepal.Length = "number", wide = "boolean", bed = "factor")
  )
  expect_served(by_formula, rows, predict(by_formula, rows)$posterior)
  expect_identical(
    misfits(by_formula, list(Sepal.Length = "5", wide = TRUE, bed = "c")),
    c(Sepal.Length = "wrong_type", bed = "unknown_level")
  )
})
