# What tools/sanitize.R tries: good and nearly good inputs, and their mutations.
# Every input is the argument of a call, so that a failure can be shown as one.

nested <- function(n) paste0(strrep("[", n), strrep("]", n))
long <- function(letter) strrep(letter, 150)
numbers <- function(n) paste(seq_len(n) / 7, collapse = ",")

# Words that stand nowhere else, and many: R keeps each string once, drops one
# only in a full collection, and makes about every hundredth a full one.
words <- function(n) {
  sprintf("\"qz%d\":[\"vq%d\",%d]", seq_len(n), seq_len(n), seq_len(n))
}

json_texts <- c(
  paste0("{", paste(words(100), collapse = ","), "}"),
  c("", "{}", "[]", "null", "[null]", "\"\"", "[[],{}]", nested(199)),
  "{\"lstat\":4.98,\"rm\":6.575,\"chas\":true,\"town\":\"Bost\\u00f6n\"}",
  "[{\"a\":1,\"b\":[true,null]},{\"a\":-2.5e-10,\"b\":[\"x\",\"y\"]}]",
  "{\"inputs\":{\"x\":[1,2,3],\"s\":[\"a\",null,\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]}}",
  "[\"\\ud83d\\ude00\",\"\\u0000\",\"\U1F600\u00e9\u20ac\",\"\\uFFFF\"]",
  "[9007199254740993,123456789012345678901234567890,1e999,-0,0.1,1E+5]",
  paste0("[", strrep("9", 450), ",0.", strrep("3", 450), ",1e", long("9"), "]"),
  paste0("[[", numbers(40), "],[", numbers(20), ",null],[1,\"a\"]]"),
  paste0("{\"", long("k"), "\":[\"", long("v"), "\",\"", long("w"), "\"]}"),
  paste0(
    "\ufeff {\"a\":[[1],[[2]]] , \"b\" :\t[\"x\",1,false,{\"c\":null}]}\r\n"
  ),
  paste0("[", paste(rep("{\"k\":\"v\",\"n\":[1]}", 20), collapse = ","), "]"),
  paste0("{\"a\":1,", "\"", long("b"), "\":", "[true,false,null],\"a\":2}")
)

record_texts <- c(
  "[{\"a\":1,\"n\":2,\"lstat\":3},{\"n\":5,\"lstat\":6,\"a\":4}]",
  "[{\"a\":1,\"n\":9007199254740993,\"lstat\":null},3,\"x\",[1,2],{}]"
)

csv_texts <- c(
  c("", "s", "s\n", "s,x\n,\n", "s\na\n\nb\n", "s\r\na", "s,s\n1,2\n"),
  "s,x,y\na,1,2.5\nb,-3e2,\n\"c \"\"d\"\"\n\",4,05\n",
  "s,x,y\r\n\"a,b\",1.,0x10\r\nu,1.e5,1e999\r\n\r\n",
  "s,\"x\",y\rtext,1,true\r\"\u00e9\",\"2\",\r",
  paste0("s,x,", paste0("c", 1:40, collapse = ","), "\n1,2,", strrep(",", 39)),
  paste0("s,x\n", long("t"), ",1\n\"", long("u"), "\",", strrep("7", 150)),
  paste0("s,x,y\n", strrep("some text,0.25,-7\n", 30))
)

header_texts <- c(
  "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\n\r\n",
  "HTTP/1.1 200 OK\nlambda-runtime-Trace-Id:Root=1-a;Sampled=1\n: x\nA:\n",
  "H\r\nLambda-Runtime-: x\r\nLambda-Runtime-A:  b:c \t\r\nLambda-Runtime-B",
  paste0("H\n", strrep("Lambda-Runtime-Deadline-Ms: 1\r\n", 70)),
  paste0("H\nLAMBDA-RUNTIME-", long("N"), ": ", long("v"), "\r\n")
)

base64_texts <- c(
  "",
  "QQ==",
  "QUI=",
  "QUJD",
  "====",
  "+/+/",
  strrep("AQID", 60)
)

number_texts <- c(
  "0",
  "-1.5",
  "1e5",
  "-0.25E-07",
  "007",
  "1.",
  "1.e5",
  "9007199254740993"
)

# R values as code: every type, what JSON cannot hold among them.
value_texts <- c(
  c("NULL", "NA", "NaN", "Inf", "NA_integer_", "NA_character_", "TRUE", "-7L"),
  c("1e308", "5e-324", "-0", "2^53 + 2", "1/3", "1:100", "(1:50) / 7", "1i"),
  c("character()", "list()", "logical()", "raw()", "as.raw(0:255)", "letters"),
  c(
    "\"\"",
    "\"a\\\"b\\\\\\n\\r\\t\\001\"",
    "\"\\u00e9\\U1F600\"",
    "strrep(\"x\", 5000)"
  ),
  c(
    "\"\\xff\"",
    "`Encoding<-`(\"\\xe9\", \"latin1\")",
    "`Encoding<-`(\"\\xff\", \"bytes\")"
  ),
  c("factor(c(\"u\", NA))", "as.Date(\"2026-01-02\")", ".POSIXct(0, \"UTC\")"),
  c(
    "as.POSIXlt(.POSIXct(0, \"UTC\"))",
    "numeric_version(\"1.2\")",
    "table(c(1, 1, 2))"
  ),
  c(
    "I(1)",
    "I(\"a\")",
    "I(list())",
    "I(factor(\"a\"))",
    "I(as.raw(1))",
    "I(1i)"
  ),
  c("matrix(1:4, 2)", "matrix(list(1, \"a\"), 1)", "array(1:8, c(2, 2, 2))"),
  c("array(1:2, 2)", "matrix(0, 0, 3)", "data.frame()"),
  c(
    "data.frame(a = 1:2, b = c(\"x\", NA))",
    "data.frame(x = I(list(1, NULL)))"
  ),
  c(
    "lambdaruntime::as_json(\"{}\")",
    "structure(\"12\", class = \"big_integer\")"
  ),
  c(
    "structure(list(a = 1), class = \"own\")",
    "structure(\"x\", class = \"own\")"
  ),
  c(
    "structure(list(1), names = NA_character_)",
    "structure(list(), names = character())"
  ),
  c(
    "sum",
    "function(x) x",
    "globalenv()",
    "expression(a)",
    "y ~ x",
    "pairlist(a = 1)"
  ),
  c(
    "quote(stop(\"evaluated\"))",
    "quote(no_such_thing)",
    "list(quote(expr = ))"
  ),
  c(
    "structure(quote(f(x)), class = \"own\")",
    "asS4(1)",
    "asS4(structure(list(), class = \"own\"))"
  ),
  "Reduce(\\(x, i) list(x), seq_len(150), 1)",
  "Reduce(\\(x, i) list(x), seq_len(1e5), 1)"
)

value_names <- c("a", "b c", "\u00e9", "\"", "\\", "NA", "null", "\n", "x")

# A value as code, of one piece or of several in lists in lists.
random_value <- function(depth = 3) {
  if (depth == 0 || one_of(3) == 1) {
    return(str2lang(pick(value_texts)))
  }
  items <- lapply(seq_len(one_of(4)), \(i) random_value(depth - 1))
  if (one_of(2) == 1) {
    names(items) <- sample(value_names, length(items))
  }
  code <- as.call(c(quote(list), items))
  if (one_of(8) == 1) call("I", code) else code
}

random_doubles <- function() {
  bits <- as.raw(sample(0:255, 8 * one_of(40), TRUE))
  c(readBin(bits, "double", length(bits) / 8), 10^one_of(300) / one_of(99))
}

# Mutations ----

one_of <- function(n) sample.int(n, 1)
pick <- function(x) x[[one_of(length(x))]]
bytes_of <- function(text) {
  if (is.raw(text)) text else charToRaw(enc2utf8(text))
}

tokens <- lapply(
  c(
    c("\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "{", "}", "[", "]"),
    c(",", ":", "\n", "\r", "\r\n", "\ufeff", "null", "true", "-", ".", "e+"),
    c("0", "00", "1e999", "1e-999", "\"\"", ",,", "=", "\u00e9", "\U10FFFF"),
    c(strrep("[", 250), strrep("9", 400), strrep("\"", 33), long("z"))
  ),
  bytes_of
)
odd_bytes <- lapply(
  list(
    0xff,
    c(0xc0, 0xaf),
    c(0xe0, 0x80, 0xaf),
    c(0xed, 0xa0, 0x80),
    0xf0,
    0x80
  ),
  as.raw
)

# Between two bytes, or before the first or after the last.
place <- function(bytes) one_of(length(bytes) + 1L) - 1L
insert <- function(bytes, new) append(bytes, new, place(bytes))
slice <- function(bytes) {
  ends <- sort(c(place(bytes), place(bytes)))
  seq_len(min(ends[2] - ends[1], 400L)) + ends[1]
}

mutations <- list(
  truncate = \(bytes) utils::head(bytes, place(bytes)),
  behead = \(bytes) utils::tail(bytes, place(bytes)),
  flip = \(bytes) {
    at <- one_of(length(bytes))
    bytes[at] <- xor(bytes[at], as.raw(2^(one_of(8) - 1)))
    bytes
  },
  overwrite = \(bytes) {
    replace(bytes, one_of(length(bytes)), as.raw(one_of(256) - 1))
  },
  control = \(bytes) insert(bytes, as.raw(one_of(32) - 1)),
  token = \(bytes) insert(bytes, pick(tokens)),
  odd = \(bytes) insert(bytes, pick(odd_bytes)),
  repeated = \(bytes) insert(bytes, rep(bytes[slice(bytes)], one_of(5))),
  deleted = \(bytes) bytes[!seq_along(bytes) %in% slice(bytes)]
)

mutated <- function(bytes) {
  for (i in seq_len(one_of(3))) {
    if (length(bytes) > 0) bytes <- pick(mutations)(bytes)
  }
  bytes
}

# R takes a small vector from its own pages and rounds every other up to eight
# bytes: only behind a long one of just such a size does the sanitizer see the
# next byte. Readers copy a text of n bytes into n + 1, hence both sizes.
padded <- function(bytes, filler, spare = one_of(2) - 1) {
  wanted <- 8 * ceiling((max(length(bytes), 136) + spare) / 8) - spare
  c(rep(charToRaw(filler), wanted - length(bytes)), bytes)
}

# A text cut at every byte; in the middle of a very long one nothing is new.
truncations <- function(text) {
  bytes <- bytes_of(text)
  n <- length(bytes)
  lengths <- unique(c(
    0,
    utils::head(seq_len(n), 200),
    utils::tail(seq_len(n), 50)
  ))
  lapply(lengths, \(length) utils::head(bytes, length))
}
