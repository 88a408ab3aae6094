"""The distribution of correlation matrices of Lewandowski, Kurowicka and Joe."""
from autograd.distributions.lkj_cholesky import LKJCholesky as LKJCholesky
