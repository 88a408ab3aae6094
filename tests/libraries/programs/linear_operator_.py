import torch
from linear_operator.operators import DenseLinearOperator, DiagLinearOperator

torch.manual_seed(0)
root = torch.randn(5, 5, requires_grad=True)
matrix = DenseLinearOperator(root @ root.T) + DiagLinearOperator(torch.full((5,), 2.0))
b = torch.randn(5, 2)
solved, logdet = matrix.solve(b), matrix.logdet()
(solved.sum() + logdet).backward()
print([solved.tolist(), logdet.item(), root.grad.tolist(), matrix.diagonal().tolist()])
