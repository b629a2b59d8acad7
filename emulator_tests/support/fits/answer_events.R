# Serves one file as the runtime starts it: {"uri", "events", "packages"} of JSON in, their answers out.
input <- file("stdin")
asked <- lambdaruntime::parse_json(
  paste(readLines(input, warn = FALSE), collapse = "\n")
)
close(input)
installed <- Filter(
  \(name) length(find.package(name, quiet = TRUE)) > 0,
  as.character(asked$packages)
)
answers <- tryCatch(
  {
    service <- modelservice::start_service(c(S3_MODEL_URI = asked$uri))
    list(
      answers = lapply(asked$events, \(event) {
        modelservice::answer(service, event, list(request_id = "r"))
      })
    )
  },
  init_error = \(e) {
    list(refusal = list(type = e$error_type, text = conditionMessage(e)))
  }
)
versions <- lapply(installed, \(name) format(utils::packageVersion(name)))
names(versions) <- installed
cat(
  "\n",
  lambdaruntime::to_json(c(answers, list(versions = versions))),
  "\n",
  sep = ""
)
