#' Start the service
#'
#' Fetches the model that `S3_MODEL_URI` names, checks it (`MODEL_SHA256`), reads
#' it once and makes one prediction with it, so that the first request does not
#' pay for what R does lazily.
#'
#' @param env Named character vector of environment variables.
#' @return The service, for [answer()].
#' @export
start_service <- function(env = Sys.getenv()) {
  model <- load_model(env)
  warm_up(model)
  list(model = model)
}

# Helpers ----

# A row of zeros and first levels need not be one the model can predict, so a
# failure here is no failure of the service.
warm_up <- function(model) {
  row <- lapply(model$plan$inputs, \(input) {
    switch(input$type, number = 0, boolean = FALSE, input$levels[1])
  })
  names(row) <- model$plan$names
  try(
    suppressWarnings(to_json(predict_rows(
      model,
      read_rows(list(row), model$plan)
    ))),
    silent = TRUE
  )
  invisible()
}
