test_that("every exported function has a help page, and so has the package", {
  topics <- c(getNamespaceExports("lambdaruntime"), "lambdaruntime")
  for (topic in topics) {
    expect_length(utils::help((topic), package = "lambdaruntime"), 1)
  }
})
