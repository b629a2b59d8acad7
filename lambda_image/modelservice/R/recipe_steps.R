# The steps of a recipe that are understood, by their class.
step_compilers <- function() {
  list(
    # recipe_numbers.R
    step_center = compile_step_center,
    step_scale = compile_step_scale,
    step_normalize = compile_step_normalize,
    step_range = compile_step_range,
    step_log = compile_step_log,
    step_sqrt = compile_step_sqrt,
    step_inverse = compile_step_inverse,
    step_invlogit = compile_step_invlogit,
    step_hyperbolic = compile_step_hyperbolic,
    step_YeoJohnson = compile_step_YeoJohnson,
    step_BoxCox = compile_step_BoxCox,
    step_impute_mean = compile_step_impute_mean,
    step_impute_median = compile_step_impute_median,
    # recipe_levels.R
    step_novel = compile_step_novel,
    step_unknown = compile_step_unknown,
    step_other = compile_step_other,
    step_impute_mode = compile_step_impute_mode,
    step_ordinalscore = compile_step_ordinalscore,
    step_integer = compile_step_integer,
    step_factor2string = compile_step_factor2string,
    step_bin2factor = compile_step_bin2factor,
    step_unorder = compile_step_unorder,
    step_cut = compile_step_cut,
    # recipe_columns.R
    step_zv = compile_step_zv,
    step_nzv = compile_step_nzv,
    step_corr = compile_step_corr,
    step_lincomb = compile_step_lincomb,
    step_filter_missing = compile_step_filter_missing,
    step_rm = compile_step_rm,
    step_select = compile_step_select,
    step_rename = compile_step_rename,
    # recipe_indicators.R
    step_dummy = compile_step_dummy,
    # recipe_features.R
    step_poly = compile_step_poly,
    step_ns = compile_step_ns,
    step_bs = compile_step_bs,
    step_pca = compile_step_pca,
    step_interact = compile_step_interact,
    step_indicate_na = compile_step_indicate_na,
    # recipe_mutate.R
    step_mutate = compile_step_mutate,
    step_ratio = compile_step_ratio,
    # recipe_date.R
    step_date = compile_step_date,
    step_holiday = compile_step_holiday
  )
}
