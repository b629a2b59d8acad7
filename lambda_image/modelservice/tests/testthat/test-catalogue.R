# A folder with two models and their catalogue; -> its URI.
catalogue_folder <- function(change = identity) {
  dir <- tempfile()
  fits <- list(first = stats::lm(pay ~ age, people), second = linear)
  entries <- lapply(names(fits), \(name) {
    save_model(fits[[name]], name, people, dir = file.path(dir, name))
    card <- lambdaruntime::parse_json(
      readBin(file.path(dir, name, "model.json"), "raw", 1e6)
    )
    c(card, list(artifact = file.path(name, "model.rds")))
  })
  content <- change(list(service = "s", default = "first", models = entries))
  file <- file.path(dir, "catalogue.json")
  writeLines(unclass(lambdaruntime::to_json(content)), file, useBytes = TRUE)
  paste0("file://", file)
}

served <- function(uri, ...) start_service(c(S3_MODEL_URI = uri, ...))
refused <- function(change) {
  conditionMessage(init_error_of(served(catalogue_folder(change))))
}

test_that("the default is loaded at the start, another at its first use", {
  service <- served(catalogue_folder())
  expect_named(service$cache$models, "first")
  body <- '{"age":30,"size":0.5,"group":"low","grade":"a","smokes":true}'
  answer <- answer_http(
    body,
    path = "/models/second/predict",
    service = service
  )
  expect_identical(answer$statusCode, 200L)
  expect_named(service$cache$models, c("first", "second"))
})

test_that("metadata is answered without loading a model", {
  service <- served(catalogue_folder())
  for (path in c("/", "/models", "/models/second", "/openapi.json")) {
    response <- answer_http("", "GET", path, service = service)
    expect_identical(response$statusCode, 200L)
  }
  expect_named(service$cache$models, "first")
})

test_that("a card tells all but where its file is", {
  service <- served(catalogue_folder())
  card <- answer_http("", "GET", "/models/second", service = service)$problem
  expect_identical(card$name, "second")
  expect_identical(card$version, substr(card$sha256, 1, 12))
  expect_true(all(
    c("input_schema", "example", "training_summary") %in% names(card)
  ))
  expect_false(any(c("artifact", "location") %in% names(card)))
})

test_that("the models not used for longest go when memory is short", {
  cache <- new_cache(c(A = "b"))
  cache$limit <- 100
  for (name in c("a", "b", "c")) {
    cache_model(cache, list(name = name, size = 40))
  }
  expect_named(cache$models, c("b", "c"))
  cache_model(cache, cache$models$b)
  cache_model(cache, list(name = "d", size = 40))
  expect_named(cache$models, c("b", "d"))
  cache_model(cache, list(name = "huge", size = 1000))
  expect_named(cache$models, "huge")
})

test_that("a model that is not what the catalogue says is 503, the others go on", {
  uri <- catalogue_folder(\(content) {
    content$models[[2]]$sha256 <- strrep("0", 64)
    content
  })
  service <- served(uri)
  path <- "/models/second/predict"
  log <- capture.output(
    response <- answer_http("{}", path = path, service = service),
    type = "message"
  )
  expect_identical(response$statusCode, 503L)
  expect_match(log, "the catalogue asks for", all = FALSE)
  expect_identical(
    answer_http('{"age":30}', service = service)$statusCode,
    200L
  )
})

test_that("the catalogue's own digest is checked before it is read", {
  error <- init_error_of(served(
    catalogue_folder(),
    MODEL_SHA256 = strrep("0", 64)
  ))
  expect_identical(error$error_type, "Model.WrongDigest")
})

test_that("a catalogue that cannot be served is refused with the reason", {
  expect_match(refused(\(content) list(1)), "no list `models`")
  expect_match(
    refused(\(content) {
      content$default <- "nobody"
      content
    }),
    "default nobody is not one of"
  )
  expect_match(
    refused(\(content) {
      content$models[[1]]$sha256 <- NULL
      content
    }),
    "first has no `sha256`"
  )
  expect_match(
    refused(\(content) {
      content$models[[2]]$name <- "first"
      content
    }),
    "first twice"
  )
})

test_that("an artifact is beside the catalogue or a full URI", {
  beside <- \(artifact, uri) {
    artifact_location(artifact, parse_model_uri(uri))$uri
  }
  expect_identical(
    beside("a/m.rds", "s3://b/p/catalogue.json"),
    "s3://b/p/a/m.rds"
  )
  expect_identical(beside("m.rds", "s3://b/c.json?versionId=x"), "s3://b/m.rds")
  expect_identical(
    beside("s3://o/k?versionId=v", "s3://b/c.json"),
    "s3://o/k?versionId=v"
  )
})

test_that("a direct invocation may name its model", {
  service <- served(catalogue_folder())
  event <- list(
    model = "first",
    instances = list(list(age = 30), list(age = 40))
  )
  body <- answer(service, event, list(request_id = "r"))
  expect_length(lambdaruntime::parse_json(body)$predictions, 2)
})
