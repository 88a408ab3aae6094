"""Adam and AdamW."""
from autograd.optim.adamw import Adam as Adam
from autograd.optim.adamw import AdamW as AdamW
