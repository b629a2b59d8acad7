# The handler of the image, `predict.handler`. What stands outside the function
# runs once, at a cold start; the function runs for every request.

# Fetches the model that S3_MODEL_URI names, checks it, reads it, warms it.
service <- modelservice::start_service()

# `event` is what Lambda was called with: an HTTP request, or just a record.
# The way from here: answer.R, event.R, route.R, route_predict.R, body.R, rows.R,
# predictions.R, response.R.
handler <- function(event, context) {
  modelservice::answer(service, event, context)
}
