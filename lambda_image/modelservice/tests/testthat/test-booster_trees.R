# A damaged booster is refused when it is read: the C code follows its trees blindly.
refuses <- function(trees, ...) {
  error <- init_error_of(read_booster(booster_of(trees, ...)))
  expect_identical(error$error_type, "Model.NotRds")
}

test_that("a tree that does not end in leaves is refused", {
  refuses(list(tree(left = c(1, 0), right = c(1, 0), value = c(1, 1))))
  refuses(list(tree(left = c(1, -1), right = c(1, -1), value = c(1, 1))))
  refuses(list(tree(left = 0, right = 0)))
})

test_that("a tree that leads out of its nodes or features is refused", {
  refuses(list(tree(left = c(1, -1), right = c(2, -1), value = c(1, 1))))
  refuses(list(tree(left = c(1, -1), right = c(-2, -1), value = c(1, 1))))
  refuses(list(tree(left = c(-2, -1), right = c(1, -1), value = c(1, 1))))
  # Far outside, where reading is a crash.
  refuses(list(tree(left = c(1, -1), right = c(2^30, -1), value = c(1, 1))))
  refuses(list(tree(left = c(2^30, -1), right = c(1, -1), value = c(1, 1))))
  refuses(list(stump(1, c(1, 2), feature = 2)))
  refuses(list(stump(1, c(1, 2), feature = -1)))
})

test_that("a tree with fewer values than nodes is refused", {
  short <- stump(1, c(1, 2))
  short$split_conditions <- I(c(1, 2))
  refuses(list(short))
})

test_that("a leaf that is not a number is refused", {
  refuses(list(leaf(NaN)))
  refuses(list(leaf(Inf)))
})

test_that("features without a name or a type each are refused", {
  refuses(list(leaf(1)), names = c("a", "b", "c"))
  bare <- booster_list(list(leaf(1)))
  bare$learner$feature_types <- list("float")
  error <- init_error_of(read_booster(ubjson(bare)))
  expect_identical(error$error_type, "Model.NotRds")
})

test_that("trees of outputs that there are not are refused", {
  refuses(list(leaf(1)), groups = 1)
  refuses(list(leaf(1)), groups = c(0, 0))
})

test_that("sets of categories that are not whole are refused", {
  split <- \(nodes = 0, segments = 0, sizes = 1, type = c(1, 0, 0)) {
    changed <- list(
      split_type = I(type),
      categories = I(1),
      categories_nodes = I(nodes),
      categories_segments = I(segments),
      categories_sizes = I(sizes)
    )
    list(c(stump(1, c(1, 2)), changed))
  }
  expect_s3_class(read_booster(booster_of(split())), "booster")
  refuses(split(sizes = 2))
  # Not even where those of the next tree follow.
  refuses(c(split(sizes = 2), split()))
  refuses(split(segments = 1))
  refuses(split(segments = -1, sizes = 2))
  refuses(split(nodes = 3))
  refuses(split(nodes = 1))
  refuses(split(type = c(0, 0, 0)))
})

test_that("more outputs than there can be are refused before they take memory", {
  refuses(list(leaf(1)), num_class = "2147483647")
})

test_that("weights that are too few are refused", {
  dart <- list(name = "dart", weight_drop = I(1))
  refuses(list(leaf(1), leaf(2)), machine = dart)
  linear <- list(name = "gblinear", model = list(weights = I(c(1, 2))))
  refuses(list(), machine = linear)
})

test_that("bytes that end anywhere are refused, and R goes on", {
  bytes <- booster_of(list(stump(1, c(1, 2))), objective = "count:poisson")
  for (n in seq_len(length(bytes) - 1)) {
    refused <- tryCatch(read_booster(bytes[seq_len(n)]), init_error = \(e) {
      "yes"
    })
    expect_identical(refused, "yes")
  }
})

test_that("a length beyond the end is not allocated", {
  huge <- c(charToRaw("{L"), ubjson_count(1), charToRaw("a[$d#L"))
  expect_null(.Call(ubjson_read, c(huge, as.raw(c(0x7f, rep(0xff, 7))))))
  expect_null(.Call(ubjson_read, c(huge, as.raw(rep(0xff, 8)))))
  expect_null(.Call(ubjson_read, c(huge, as.raw(c(0, 0, 1, rep(0, 5))))))
})

test_that("nesting ends before the stack does", {
  deep <- \(n) c(rep(charToRaw("["), n), rep(charToRaw("]"), n))
  expect_type(.Call(ubjson_read, deep(50)), "list")
  expect_null(.Call(ubjson_read, deep(1e6)))
})

test_that("bytes after the end are refused", {
  expect_identical(.Call(ubjson_read, charToRaw("T")), TRUE)
  expect_null(.Call(ubjson_read, charToRaw("TT")))
})

test_that("numbers of every type are read", {
  number <- \(...) .Call(ubjson_read, as.raw(c(...)))
  expect_identical(number(0x69, 0xff), -1)
  expect_identical(number(0x55, 0xff), 255)
  expect_identical(number(0x49, 0xff, 0xfe), -2)
  expect_identical(number(0x6c, 0x80, 0, 0, 0), -2^31)
  expect_identical(number(0x4c, 0, 0, 0, 1, 0, 0, 0, 0), 2^32)
  expect_identical(number(0x64, 0x3f, 0x80, 0, 0), 1)
  expect_identical(number(0x44, 0xbf, 0xf0, 0, 0, 0, 0, 0, 0), -1)
})

# The binary format of xgboost 1, with what dart and training leave at its end.
old_booster <- local({
  made <- lambdaruntime::parse_json(readBin("boosters.json", "raw", 1e5))[[2]]
  memDecompress(lambdaruntime::base64_decode(made$gzip), "gzip")
})

test_that("the old format is refused wherever it ends", {
  expect_s3_class(read_booster(old_booster), "booster")
  for (n in seq(1, length(old_booster) - 1, by = 7)) {
    error <- init_error_of(read_booster(old_booster[seq_len(n)]))
    expect_identical(error$error_type, "Model.NotRds")
  }
})

test_that("the old format may have a header, or a configuration after it", {
  bare <- old_booster[-(1:4)]
  expect_identical(old_booster[1:4], charToRaw("binf"))
  expect_identical(read_booster(bare), read_booster(old_booster))
  offset <- writeBin(length(bare), raw(), endian = "little")
  with <- c(charToRaw("CONFIG-offset:"), offset, raw(4), bare, charToRaw("{}"))
  expect_identical(read_booster(with), read_booster(old_booster))
})
