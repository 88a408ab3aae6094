import torch
from tab_transformer_pytorch import FTTransformer, TabTransformer

torch.manual_seed(0)
found = []
for kind, options in ((TabTransformer, {"mlp_hidden_mults": (2, 1), "mlp_act": torch.nn.ReLU()}), (FTTransformer, {})):
    model = kind(categories=(3, 4), num_continuous=2, dim=8, dim_out=1, depth=1, heads=2, attn_dropout=0.1, ff_dropout=0.1, **options)
    loss = model(torch.tensor([[0, 3], [2, 1]]), torch.randn(2, 2)).square().mean()
    loss.backward()
    found.append([loss.item(), [p.grad.norm().item() for p in model.parameters() if p.grad is not None]])
print(found)
