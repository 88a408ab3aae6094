"""Graph convolutions with a normalised adjacency matrix; labels of two nodes are known."""

import torch
import torch.nn as nn
import torch.nn.functional as F

edges = torch.tensor([[0, 1], [0, 2], [1, 2], [2, 3], [3, 4], [4, 5], [3, 5], [5, 6], [6, 7], [5, 7]]).t()
adjacency = torch.zeros(8, 8)
adjacency[edges[0], edges[1]] = 1
adjacency = adjacency + adjacency.t() + torch.eye(8)
degree = adjacency.sum(1)
adjacency = adjacency / torch.sqrt(degree[:, None] * degree[None, :])
labels = torch.tensor([0, 0, 0, 1, 1, 1, 1, 1])
known = torch.tensor([True, False, False, False, False, False, False, True])


class GraphConvolution(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inside, out))
        self.bias = nn.Parameter(torch.zeros(out))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, x, adjacency):
        return torch.mm(adjacency, torch.mm(x, self.weight)) + self.bias


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([GraphConvolution(8, 6), GraphConvolution(6, 2)])

    def forward(self, x, adjacency):
        for layer in self.layers[:-1]:
            x = F.elu(layer(x, adjacency))
        return F.log_softmax(self.layers[-1](x, adjacency), dim=1)


torch.manual_seed(16)
net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=0.05, weight_decay=5e-4)
for epoch in range(20):
    output = net(torch.eye(8), adjacency)
    loss = F.nll_loss(output[known], labels[known])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    messages = torch.zeros(8, 2).index_add(0, edges[1], output.detach().exp()[edges[0]])
    print(loss.item(), messages.norm().item())
