# Every .Call entry of both packages: its corpus, the call of one input, the call
# of the C function without R code around it, mutated inputs, and the property.

call_of <- function(function_name) {
  \(input) as.call(list(str2lang(function_name), input))
}
without_nul <- function(bytes) rawToChar(bytes[bytes != 0])
as_records <- function(bytes) {
  remember(call_of("lambdaruntime::parse_json")(bytes))
  value <- tryCatch(read_json(bytes), runtime_error = \(e) NULL)
  if (is.null(names(value))) as.list(value) else list(value)
}

of_bytes <- function(texts, filler, call, check, bare = call) {
  list(
    bare = \(bytes) bare(padded(bytes, filler)),
    corpus = \() unlist(lapply(texts, truncations), recursive = FALSE),
    good = lapply(texts, bytes_of),
    call = \(bytes) call(if (one_of(4) > 1) padded(bytes, filler) else bytes),
    random = \() mutated(bytes_of(pick(texts))),
    check = check
  )
}

of_values <- function(values, random, call, check, bare = call) {
  list(
    bare = bare,
    corpus = \() values,
    good = values,
    call = call,
    random = random,
    check = check
  )
}

record_names <- c("a", "n", "lstat")
entries <- list(
  json_read = of_bytes(
    json_texts,
    " ",
    call_of("lambdaruntime::parse_json"),
    check_json_read,
    \(bytes) bquote(.Call(lambdaruntime:::json_read, .(bytes)))
  ),
  json_write = of_values(
    lapply(value_texts, str2lang),
    random_value,
    call_of("lambdaruntime::to_json"),
    check_json_write,
    \(code) {
      bquote(.Call(lambdaruntime:::json_write, .(code), \(x) {
        list("plain", typeof(x))
      }))
    }
  ),
  number_strings = of_values(
    list(c(NA, NaN, Inf, 0, -0, 0.1, 1 / 3, 5e-324, 2^53 + 2)),
    random_doubles,
    call_of("lambdaruntime::number_text"),
    check_number_strings
  ),
  runtime_headers = of_bytes(
    header_texts,
    "H",
    \(bytes) bquote(.Call(lambdaruntime:::runtime_headers, .(bytes))),
    check_runtime_headers
  ),
  base64_read = of_bytes(
    base64_texts,
    "A",
    \(bytes) call_of("lambdaruntime::base64_decode")(without_nul(bytes)),
    check_base64_read
  ),
  base64_write = of_bytes(
    base64_texts,
    "A",
    call_of("lambdaruntime::base64_encode"),
    check_base64_write
  ),
  csv_read = of_bytes(
    csv_texts,
    "s",
    \(bytes) {
      bquote(modelservice:::csv_table(
        .(bytes),
        list(numbers = c("x", "y", "c1"))
      ))
    },
    check_csv_read,
    \(bytes) {
      bquote(.Call(modelservice:::csv_read, .(bytes), \(names) {
        names %in% c("x", "y")
      }))
    }
  ),
  record_numbers = of_bytes(
    record_texts,
    " ",
    \(bytes) {
      bquote(.Call(
        modelservice:::record_numbers,
        .(as_records(bytes)),
        .(record_names)
      ))
    },
    check_record_numbers
  ),
  json_numbers = of_values(
    as.list(number_texts),
    \() without_nul(mutated(bytes_of(pick(number_texts)))),
    call_of("modelservice:::is_json_number"),
    check_json_numbers
  )
)
