"""Q-learning with a replay memory and a target network, on a ring of places."""

import copy
import random
from collections import deque, namedtuple

import torch
import torch.nn as nn
import torch.nn.functional as F

Transition = namedtuple("Transition", ["state", "action", "reward", "next_state"])
random.seed(15)
torch.manual_seed(15)
network = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 2))
target = copy.deepcopy(network)
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
memory = deque(maxlen=100)
places = torch.eye(6)
place = 0
for step in range(60):
    if random.random() < 0.5:
        action = random.randrange(2)
    else:
        with torch.no_grad():
            action = network(places[place]).max(0)[1].item()
    following = (place + (1 if action else -1)) % 6
    memory.append(Transition(places[place], action, float(following == 3), places[following]))
    place = following
    if len(memory) < 30:
        continue
    batch = Transition(*zip(*random.sample(memory, 16)))
    states, rewards, next_states = torch.stack(batch.state), torch.tensor(batch.reward), torch.stack(batch.next_state)
    values = network(states).gather(1, torch.tensor(batch.action).unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        expected = rewards + 0.9 * target(next_states).max(1).values
    loss = F.smooth_l1_loss(values, expected)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_value_(network.parameters(), 1)
    optimizer.step()
    for slow, fast in zip(target.parameters(), network.parameters()):
        slow.data.copy_(0.9 * slow.data + 0.1 * fast.data)
    print(loss.item())
