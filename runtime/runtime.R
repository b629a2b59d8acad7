# What `bootstrap` runs: answer events until Lambda ends this process.
lambdaruntime::start_runtime()
