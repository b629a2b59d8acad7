# The columns of a request from the zero-row prototypes that a blueprint keeps of every
# predictor: classes, levels, time zones.
#
# hardhat refuses a fraction where the training data had integers, and so does a column of
# the type "integer". `levels` are those of text columns, where the blueprint has them.
inputs_from_ptypes <- function(ptypes, levels = list()) {
  lapply(names(ptypes), \(name) {
    ptype <- ptypes[[name]]
    input <- input_from_values(name, ptype)
    if (is.integer(ptype) && !is.object(ptype)) {
      input$type <- "integer"
    }
    if (input$type == "string") {
      input["levels"] <- list(levels[[name]])
    }
    input
  })
}

# Rows that a fit is tried with at its start: the same plain value in each.
sample_rows <- function(inputs, n) {
  columns <- lapply(inputs, \(input) {
    column_values(rep(sample_value(input), n), input)
  })
  names(columns) <- input_names(inputs)
  as_rows(columns, n)
}

# Helpers ----

sample_value <- function(input) {
  switch(
    input$type,
    number = 1,
    integer = 1L,
    boolean = TRUE,
    date = "2026-01-31",
    datetime = "2026-01-31T12:00:00Z",
    if (is.null(input$levels)) "text" else input$levels[[1]]
  )
}
