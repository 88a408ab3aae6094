import snntorch as snn
import torch
from snntorch import surrogate

torch.manual_seed(0)
linear, neuron = torch.nn.Linear(6, 3), snn.Leaky(beta=0.9, spike_grad=surrogate.fast_sigmoid(slope=25))
membrane, spikes = neuron.init_leaky(), []
x = torch.rand(10, 4, 6)
for step in x:
    spike, membrane = neuron(linear(step) + 0.3, membrane)
    spikes.append(spike)
total = torch.stack(spikes).sum(0)
torch.nn.functional.cross_entropy(total, torch.tensor([0, 1, 2, 0])).backward()
print([total.tolist(), membrane.tolist(), linear.weight.grad.tolist()])
