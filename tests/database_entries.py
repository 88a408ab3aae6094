"""Which entries of PyTorch's operator database wgrad implements. ``F.`` stands for ``nn.functional.``."""

CORE = """
abs acos asin atan ceil cos cosh erf exp floor log log10 log1p log2 neg reciprocal round rsqrt sigmoid sign sin sinh sqrt square tan tanh
isnan isinf add sub mul div.no_rounding_mode div.floor_rounding floor_divide remainder pow __rsub__ __rdiv__ __rpow__ atan2 maximum minimum
eq ne lt le gt ge isclose allclose logical_and logical_or logical_not bitwise_and bitwise_or bitwise_not where clamp max.binary min.binary
sum mean prod amax amin max.reduction_no_dim max.reduction_with_dim min.reduction_no_dim min.reduction_with_dim argmax argmin std var
logsumexp norm cumsum cumprod all any count_nonzero median trace reshape view flatten permute transpose t T mT movedim squeeze unsqueeze
expand expand_as broadcast_to repeat repeat_interleave roll flip narrow select clone contiguous diagonal diag tril triu
meshgrid.list_of_tensors __getitem__ index_select index_add gather scatter scatter_add take_along_dim masked_fill masked_select nonzero cat
stack split split.list_args chunk unbind matmul mm bmm mv dot outer einsum tensordot addmm baddbmm linalg.inv linalg.det linalg.slogdet
linalg.solve linalg.cholesky linalg.norm linalg.vector_norm sort argsort topk zeros ones full eye arange linspace zeros_like ones_like
randn_like to float long item bernoulli multinomial softmax log_softmax F.relu F.leaky_relu F.elu F.selu F.gelu F.silu F.mish F.softplus
F.softsign F.hardtanh F.hardswish F.prelu F.glu F.logsigmoid F.normalize F.cosine_similarity F.linear F.bilinear F.embedding F.one_hot
F.dropout F.dropout2d F.conv1d F.conv2d F.conv_transpose1d F.conv_transpose2d F.max_pool1d F.max_pool2d F.avg_pool1d F.avg_pool2d
F.adaptive_avg_pool1d F.adaptive_avg_pool2d F.adaptive_max_pool2d F.interpolate.nearest F.interpolate.bilinear F.pad.constant F.pad.reflect
F.pad.replicate F.pad.circular F.unfold F.fold F.pixel_shuffle F.layer_norm F.batch_norm F.group_norm F.instance_norm F.rms_norm
F.scaled_dot_product_attention F.mse_loss F.l1_loss F.smooth_l1_loss F.huber_loss F.binary_cross_entropy F.binary_cross_entropy_with_logits
F.cross_entropy F.nll_loss F.kl_div F.gaussian_nll_loss F.hinge_embedding_loss F.margin_ranking_loss F.cosine_embedding_loss
F.triplet_margin_loss
""".split()

FURTHER = """
acosh asinh atanh exp2 expm1 frac logit trunc isfinite nan_to_num div.trunc_rounding true_divide fmod __radd__ __rmul__ __rmatmul__
logaddexp lerp addcmul addcdiv xlogy equal logical_xor bitwise_xor clamp_min clamp_max std.unbiased var.unbiased var_mean std_mean norm.fro
norm.inf cummax cummin logcumsumexp nansum diff reshape_as view_as unflatten ravel squeeze.multiple broadcast_tensors tile diag_embed
tril_indices triu_indices unfold meshgrid.variadic_tensors atleast_1d atleast_2d index_copy index_fill index_put scatter_reduce.sum
scatter_reduce.mean scatter_reduce.amax take hstack vstack tensor_split inner addmv kron cross cdist logdet linalg.matrix_norm unique
bincount full_like empty_like rand_like new_zeros new_ones new_full double bool softmax.with_dtype log_softmax.with_dtype F.softmin F.relu6
F.celu F.tanhshrink F.hardsigmoid F.hardshrink F.softshrink F.threshold F.pairwise_distance F.adaptive_max_pool1d F.interpolate.linear
F.pixel_unshuffle F.poisson_nll_loss F.soft_margin_loss erfc erfinv lgamma digamma sinc deg2rad rad2deg signbit sgn positive
round.decimals_3 angle real copysign fmax fmin hypot logaddexp2 heaviside float_power ldexp gcd lcm __rmod__ bitwise_left_shift
bitwise_right_shift isin isposinf isneginf isreal aminmax nanmean quantile mode kthvalue dist norm.nuc std_mean.unbiased var_mean.unbiased
nanmedian nanquantile cov corrcoef renorm rot90 fliplr flipud as_strided atleast_3d diagflat sum_to_size cartesian_prod combinations
block_diag hsplit vsplit dsplit dstack column_stack split_with_sizes mH put masked_scatter select_scatter slice_scatter diagonal_scatter
scatter_reduce.prod scatter_reduce.amin index_reduce.mean index_reduce.prod index_reduce.amin index_reduce.amax argwhere unique_consecutive
addbmm addr vdot linalg.cross linalg.vecdot linalg.multi_dot linalg.matrix_power linalg.solve_triangular linalg.pinv linalg.svd
linalg.svdvals linalg.eigh linalg.eigvalsh linalg.qr linalg.matrix_rank linalg.lstsq linalg.cond linalg.vander linalg.diagonal
linalg.norm.subgradients_at_zero cholesky cholesky_solve matrix_exp trapezoid trapz cumulative_trapezoid searchsorted bucketize histc msort
int half new_empty randint_like fill unravel_index F.softmin.with_dtype F.conv3d F.conv_transpose3d F.max_pool3d F.avg_pool3d
F.adaptive_avg_pool3d F.adaptive_max_pool3d F.max_unpool1d F.max_unpool2d F.interpolate.nearest-exact F.interpolate.bicubic
F.interpolate.trilinear F.interpolate.area F.upsample_nearest F.upsample_bilinear F.pad.replicate_negative F.channel_shuffle F.grid_sample
F.local_response_norm F.embedding_bag F.pdist F.dropout3d F.alpha_dropout F.multilabel_soft_margin_loss F.multi_margin_loss
F.multilabel_margin_loss F.ctc_loss
svd qr triangular_solve mvlgamma.mvlgamma_p_1 mvlgamma.mvlgamma_p_3 frexp unsafe_split unsafe_chunk resize_ resize_as_ gradient linalg.householder_product geqrf
i0 igamma igammac special.i0e special.i1 special.i1e special.xlog1py special.ndtri
linalg.lu_solve linalg.tensorinv linalg.tensorsolve
""".split()
