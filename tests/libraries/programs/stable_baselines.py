import gymnasium
import numpy as np
import torch
from gymnasium import spaces
from stable_baselines3 import PPO


class Line(gymnasium.Env):
    observation_space = spaces.Box(-5, 5, (1,), np.float32)
    action_space = spaces.Discrete(2)

    def reset(self, seed=None, options=None):
        self.place, self.time = 1.0, 0
        return np.array([self.place], np.float32), {}

    def step(self, action):
        self.place += 0.25 if action else -0.25
        self.time += 1
        return np.array([self.place], np.float32), -abs(self.place), False, self.time == 16, {}


torch.set_num_threads(1)
model = PPO("MlpPolicy", Line(), n_steps=32, batch_size=16, n_epochs=2, seed=0, device="cpu", verbose=0)
model.learn(64)
print([[p.norm().item() for p in model.policy.parameters()]])
