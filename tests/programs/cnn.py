"""A convolutional network tells horizontal bars from vertical ones."""

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(3)
images = 0.3 * torch.randn(40, 1, 12, 12)
labels = torch.arange(40) % 2
for i in range(40):
    place = int(torch.randint(2, 10, (1,)))
    if labels[i] == 0:
        images[i, 0, place, :] += 1
    else:
        images[i, 0, :, place] += 1


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 6, 3, padding=1)
        self.conv2 = nn.Conv2d(6, 8, kernel_size=3, stride=2)
        self.fc = nn.Linear(8 * 2 * 2, 2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.relu(self.conv2(x))
        return F.log_softmax(self.fc(x.view(x.size(0), -1)), dim=1)


net = Net()
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
for step in range(15):
    optimizer.zero_grad()
    loss = F.nll_loss(net(images), labels)
    loss.backward()
    optimizer.step()
    print(loss.item())
