import torch
from linear_operator.operators import DenseLinearOperator, DiagLinearOperator, KroneckerProductLinearOperator

torch.manual_seed(0)
a = torch.randn(5, 5)
a = (a @ a.T + torch.eye(5)).requires_grad_()
operator = DenseLinearOperator(a) + DiagLinearOperator(torch.arange(1.0, 6.0))
solved = operator.solve(torch.randn(5, 2))
loss = solved.sum() + operator.logdet() + (operator @ torch.ones(5)).sum()
loss.backward()
kron = KroneckerProductLinearOperator(DenseLinearOperator(torch.eye(2) * 2), DenseLinearOperator(a.detach()))
print([loss.item(), a.grad.tolist(), kron.to_dense().sum().item(), kron.matmul(torch.ones(10, 1)).tolist()])
