"""Graph convolutions over a sparse adjacency matrix, made by an older constructor; then embeddings of users and items that a sparse graph smooths."""

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(17)


def normalised(edges, nodes):
    """D^-1 (A + I) of an undirected graph, sparse."""
    loops = torch.arange(nodes).repeat(2, 1)
    indices = torch.cat([edges, edges.flip(0), loops], 1)
    adjacency = torch.sparse_coo_tensor(indices, torch.ones(indices.shape[1]), (nodes, nodes)).coalesce()
    degree = torch.sparse.sum(adjacency, dim=1).to_dense()
    rows = adjacency.indices()[0]
    return torch.sparse.FloatTensor(adjacency.indices(), adjacency.values() / degree[rows], adjacency.size())


class GraphConvolution(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inside, out).uniform_(-0.5, 0.5))
        self.bias = nn.Parameter(torch.zeros(out))

    def forward(self, x, adjacency):
        return torch.spmm(adjacency, torch.mm(x, self.weight)) + self.bias


class GCN(nn.Module):
    def __init__(self, features, hidden, classes):
        super().__init__()
        self.first, self.second = GraphConvolution(features, hidden), GraphConvolution(hidden, classes)

    def forward(self, x, adjacency):
        x = F.dropout(F.relu(self.first(x, adjacency)), 0.3, training=self.training)
        return F.log_softmax(self.second(x, adjacency), dim=1)


class Attention(nn.Module):
    """Weights of the edges are learnt: the values of a sparse matrix have gradients."""

    def __init__(self, features, out):
        super().__init__()
        self.map, self.score = nn.Linear(features, out), nn.Linear(2 * out, 1)

    def forward(self, x, edges):
        h = self.map(x)
        weights = torch.exp(-F.leaky_relu(self.score(torch.cat([h[edges[0]], h[edges[1]]], 1)).squeeze(1)))
        matrix = torch.sparse_coo_tensor(edges, weights, (len(x), len(x)))
        return F.elu(torch.sparse.mm(matrix, h) / torch.matmul(matrix, torch.ones(len(x), 1)))


nodes = 40
edges = torch.stack([torch.randint(0, nodes, (90,)), torch.randint(0, nodes, (90,))])
edges = edges[:, edges[0] < edges[1]]
adjacency, features, labels = normalised(edges, nodes), torch.rand(nodes, 12), torch.randint(0, 3, (nodes,))
net = GCN(12, 8, 3)
optimizer = torch.optim.Adam(net.parameters(), lr=0.02, weight_decay=5e-4)
for epoch in range(12):
    optimizer.zero_grad()
    loss = F.nll_loss(net(features, adjacency)[:20], labels[:20])
    loss.backward()
    optimizer.step()
    print(loss.item())

attention, head = Attention(12, 6), nn.Linear(6, 3)
both = torch.cat([edges, edges.flip(0), torch.arange(nodes).repeat(2, 1)], 1)
optimizer = torch.optim.Adam([*attention.parameters(), *head.parameters()], lr=0.02)
for epoch in range(6):
    optimizer.zero_grad()
    loss = F.cross_entropy(head(attention(features, both)), labels)
    loss.backward()
    optimizer.step()
    print(loss.item())

users, items = 10, 15
seen = torch.stack([torch.randint(0, users, (40,)), torch.randint(0, items, (40,)) + users])
graph = normalised(seen, users + items).coalesce()
embedding = nn.Embedding(users + items, 5)
optimizer = torch.optim.SGD(embedding.parameters(), lr=0.5)
for epoch in range(6):
    layers = [embedding.weight]
    for _ in range(2):
        layers.append(torch.sparse.mm(graph, layers[-1]))
    smooth = torch.stack(layers).mean(0)
    wrong = torch.randint(users, users + items, (40,))
    difference = (smooth[seen[0]] * (smooth[seen[1]] - smooth[wrong])).sum(1)
    loss = F.softplus(-difference).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(loss.item())
