"""Kullback-Leibler divergences: KL(p || q), the expected value under p of log p - log q."""
from autograd.distributions.kl import kl_divergence as kl_divergence
from autograd.distributions.kl import register_kl as register_kl
