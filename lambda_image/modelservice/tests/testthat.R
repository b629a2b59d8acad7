library(testthat)
library(modelservice)
test_check("modelservice", stop_on_warning = TRUE)
