"""Many processes that train together, over MPI: the address ``torch.distributed``. Importing it starts nothing; `init_process_group` does.

    ``python -m autograd launch -n 4 script.py`` starts four. ``processes.py`` counts and watches them, ``collectives.py`` is what they send each
    other, ``nn/functional.py`` the same with gradients. `nn.parallel.DistributedDataParallel` trains a model on all of them."""
from autograd.distributed.processes import DistBackendError as DistBackendError
from autograd.distributed.processes import GroupMember as GroupMember
from autograd.distributed.processes import ProcessGroup as ProcessGroup
from autograd.distributed.collectives import ReduceOp as ReduceOp
from autograd.distributed.collectives import Work as Work
from autograd.distributed.collectives import all_gather as all_gather
from autograd.distributed.collectives import all_gather_into_tensor as all_gather_into_tensor
from autograd.distributed.collectives import all_gather_object as all_gather_object
from autograd.distributed.collectives import all_reduce as all_reduce
from autograd.distributed.collectives import all_to_all as all_to_all
from autograd.distributed.collectives import barrier as barrier
from autograd.distributed.collectives import broadcast as broadcast
from autograd.distributed.collectives import broadcast_object_list as broadcast_object_list
from autograd.distributed.processes import destroy_process_group as destroy_process_group
from autograd.distributed.collectives import gather as gather
from autograd.distributed.processes import get_backend as get_backend
from autograd.distributed.processes import get_process_group_ranks as get_process_group_ranks
from autograd.distributed.processes import get_rank as get_rank
from autograd.distributed.processes import get_world_size as get_world_size
from autograd.distributed.processes import GroupMember as group
from autograd.distributed.processes import init_process_group as init_process_group
from autograd.distributed.collectives import irecv as irecv
from autograd.distributed.processes import is_available as is_available
from autograd.distributed.processes import is_initialized as is_initialized
from autograd.distributed.processes import is_mpi_available as is_mpi_available
from autograd.distributed.processes import is_torchelastic_launched as is_torchelastic_launched
from autograd.distributed.collectives import isend as isend
from autograd.distributed.processes import new_group as new_group
from autograd.distributed.collectives import recv as recv
from autograd.distributed.collectives import reduce as reduce
from autograd.distributed.collectives import reduce_scatter as reduce_scatter
from autograd.distributed.collectives import reduce_scatter_tensor as reduce_scatter_tensor
from autograd.distributed.collectives import scatter as scatter
from autograd.distributed.collectives import send as send
from . import collectives as collectives
from . import launch as launch
from . import nn as nn
from . import processes as processes
from . import supervise as supervise
