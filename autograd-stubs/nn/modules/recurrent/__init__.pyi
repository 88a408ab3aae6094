"""Recurrent networks: RNN, LSTM, GRU, and one step of each.

    A cell is a pair of functions, its step and the derivative of its step. `scan` walks a cell along a whole sequence as one operation: the
    weights' gradients are then single matrix products over all steps."""
from autograd.nn.modules.rnn import GRU as GRU
from autograd.nn.modules.rnn import GRUCell as GRUCell
from autograd.nn.modules.rnn import LSTM as LSTM
from autograd.nn.modules.rnn import LSTMCell as LSTMCell
from autograd.nn.modules.rnn import RNN as RNN
from autograd.nn.modules.rnn import RNNBase as RNNBase
from autograd.nn.modules.rnn import RNNCell as RNNCell
from autograd.nn.modules.rnn import RNNCellBase as RNNCellBase
