import torch
from siren_pytorch import SirenNet, SirenWrapper

torch.manual_seed(0)
net = SirenNet(dim_in=2, dim_hidden=16, dim_out=3, num_layers=3, final_activation=torch.nn.Sigmoid(), w0_initial=30.0)
wrapper = SirenWrapper(net, image_width=6, image_height=6)
image = torch.rand(1, 3, 6, 6)
optimizer = torch.optim.Adam(wrapper.parameters(), lr=1e-3)
losses = []
for _ in range(5):
    optimizer.zero_grad()
    loss = wrapper(image)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print([losses, wrapper().sum().item()])
