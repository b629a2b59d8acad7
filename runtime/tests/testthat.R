library(testthat)
library(lambdaruntime)
test_check("lambdaruntime", stop_on_warning = TRUE)
