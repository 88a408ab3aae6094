import torch
from torchinfo import summary

model = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8 * 6 * 6, 10))
told = summary(model, input_size=(2, 3, 8, 8), verbose=0)
print(
    [told.total_params, told.trainable_params, told.total_mult_adds, told.total_output_bytes, [layer.output_size for layer in told.summary_list[1:]]]
)
