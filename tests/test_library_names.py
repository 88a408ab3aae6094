"""What libraries ask of PyTorch beside layers and operations: optimizers, averages of weights, hooks of state dicts, decompositions that report."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from autograd.nn.distributions import parameters
from autograd.nn.weight_averaging import SWALR, AveragedModel, get_ema_multi_avg_fn, update_bn

import autograd
from autograd import nn, optim
from autograd.pytorch import _C, futures, fx, hub, jit
from autograd.pytorch.utils import _foreach_utils

# what PyTorch 2.13 gives after six steps
STEPS: list[tuple[str, dict[str, Any], list[Any], list[float]]] = [
    (
        "ASGD",
        {"lr": 0.1, "t0": 3, "weight_decay": 0.1, "lambd": 0.01},
        [[1.928367257118225, 0.4765391945838928, 1.2024531364440918], [0.8394962549209595, 1.4444246292114258, -0.2493748664855957]],
        [0.47029227018356323, -0.45882731676101685],
    ),
    (
        "Rprop",
        {"lr": 0.3},
        [[2.0210230350494385, 1.2324802875518799, 1.124000072479248], [1.0700000524520874, 0.7675199508666992, -1.0210235118865967]],
        [-0.3512001037597656, 0.6487999558448792],
    ),
    (
        "Adafactor",
        {"lr": 0.1, "weight_decay": 0.1, "d": 1.5},
        [[2.7796173095703125, 0.34537237882614136, 1.5052980184554054], [0.6870399117469788, 1.7431581020355225, -2.137765884399414]],
        [0.3911033868789673, 1.305393099784851],
    ),
]


@pytest.mark.parametrize(("name", "settings", "matrix", "vector"), STEPS, ids=[name for name, *_ in STEPS])
def test_steps_are_pytorchs(name: str, settings: dict[str, Any], matrix: list[Any], vector: list[float]) -> None:
    w = autograd.tensor([[5.0, -1, 2], [0.5, 3, -4]], requires_grad=True)
    b = autograd.tensor([1.0, 2.0], requires_grad=True)
    optimizer = getattr(optim, name)([w, b], **settings)
    for _ in range(6):
        optimizer.zero_grad()
        ((w - 1) ** 2).sum().backward()
        ((b**4).sum() + b.prod()).backward()
        optimizer.step()
    np.testing.assert_allclose(w.tolist(), matrix, rtol=1e-5)
    np.testing.assert_allclose(b.tolist(), vector, rtol=1e-5)


def test_wrong_settings_are_refused() -> None:
    for name, settings in {"Rprop": {"etas": (1.5, 2.0)}, "Adafactor": {"d": 0.5}, "ASGD": {"weight_decay": -1}}.items():
        with pytest.raises(ValueError):
            getattr(optim, name)([autograd.ones(1)], **settings)


def test_averages_of_weights() -> None:
    model = nn.Linear(1, 1, bias=False)
    plain, exponential = AveragedModel(model), AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.5))
    for value in (1.0, 2.0, 6.0):
        model.weight.data.fill_(value)
        plain.update_parameters(model)
        exponential.update_parameters(model)
    assert plain.module.weight.item() == pytest.approx(3.0, rel=1e-6)
    assert exponential.module.weight.item() == pytest.approx((1.0 * 0.5 + 2 * 0.5) * 0.5 + 6 * 0.5, rel=1e-6)
    assert list(plain.state_dict()) == ["n_averaged", "module.weight"] and plain.n_averaged.item() == 3
    assert model.weight.item() == 6.0


def test_statistics_are_those_of_the_loader() -> None:
    model = nn.Sequential(nn.BatchNorm1d(2)).eval()
    batches = [autograd.tensor([[0.0, 2.0], [2.0, 4.0]]), autograd.tensor([[4.0, 0.0], [6.0, 2.0]])]
    update_bn(batches, model)
    assert model[0].running_mean.tolist() == [3.0, 2.0] and model[0].running_var.tolist() == [2.0, 2.0]
    assert not model.training and model[0].momentum == 0.1


def test_swa_rates_are_pytorchs() -> None:
    found = []
    for settings in ({"anneal_epochs": 3}, {"anneal_epochs": 2, "anneal_strategy": "linear"}, {"anneal_epochs": 0}):
        optimizer = optim.SGD([autograd.ones(1, requires_grad=True)], lr=0.1)
        scheduler = SWALR(optimizer, 0.05, **settings)
        for _ in range(4):
            optimizer.step()
            scheduler.step()
            found.append(scheduler.get_last_lr()[0])
    assert found == pytest.approx([0.0875, 0.0625, 0.05, 0.05, 0.075, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05])


def test_hooks_of_state_dicts_see_what_pytorchs_do() -> None:
    linear, log = nn.Linear(2, 2), []
    linear._register_load_state_dict_pre_hook(lambda state, prefix, *rest: log.append(("load", sorted(state), prefix)))
    linear.register_load_state_dict_pre_hook(lambda module, *rest: log.append(type(module).__name__))
    linear.register_load_state_dict_post_hook(lambda module, keys: log.append(str(keys)))
    linear._register_state_dict_hook(lambda module, state, prefix, about: log.append(("save", sorted(state), prefix, about)))
    handle = linear.register_state_dict_pre_hook(lambda module, prefix, keep: log.append((prefix, keep)))
    model = nn.Sequential(linear)
    model.load_state_dict(model.state_dict())
    names = ["0.bias", "0.weight"]
    assert log == [("0.", False), ("save", names, "0.", {"version": 1}), ("load", names, "0."), "Linear", "<All keys matched successfully>"]
    handle.remove()
    model.state_dict()
    assert len(log) == 6


def test_a_hook_after_a_state_dict_changes_it_in_place() -> None:
    linear = nn.Linear(2, 2)
    handle = linear.register_state_dict_post_hook(lambda module, state, prefix, about: state.__delitem__("bias"))
    assert list(linear.state_dict()) == ["weight"]
    handle.remove()
    handle = linear.register_state_dict_post_hook(lambda module, state, prefix, about: {})
    with pytest.raises(RuntimeError, match="must return None"):
        linear.state_dict()
    handle.remove()
    linear._register_state_dict_hook(lambda module, state, prefix, about: {"other": 1})
    assert linear.state_dict() == {"other": 1}


def test_recurrent_layers_name_their_parameters_layer_by_layer() -> None:
    """As programs ask that initialise them."""
    names = nn.GRU(2, 3, 2, bias=False, bidirectional=True)._flat_weights_names
    assert names == [f"weight_{kind}_l{layer}{end}" for layer in (0, 1) for end in ("", "_reverse") for kind in ("ih", "hh")]
    assert nn.LSTM(2, 3, proj_size=1)._flat_weights_names == ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_hr_l0"]


def test_decompositions_that_report() -> None:
    a = autograd.tensor([[[1, 2, 3], [2, 1, 5.0], [3, 5, 7]], [[4, 1, 0], [1, 3, 1], [0, 1, 2]]], requires_grad=True)
    factor, info = autograd.linalg.cholesky_ex(a)
    assert info.tolist() == [2, 0] and info.dtype == autograd.int32
    assert factor[0].tolist() == [[1, 0, 0], [2, -3, 0], [3, 5, 7]]
    assert autograd.linalg.cholesky_ex(a, upper=True).L[0].tolist() == [[1, 2, 3], [0, -3, 5], [0, 0, 7]]
    (factor[1] * autograd.tensor([[1.0, 0, 0], [2, 3, 0], [4, 5, 6]])).sum().backward()
    alone = a[1].detach().requires_grad_()
    (autograd.linalg.cholesky(alone) * autograd.tensor([[1.0, 0, 0], [2, 3, 0], [4, 5, 6]])).sum().backward()
    assert a.grad[0].tolist() == [[0.0] * 3] * 3 and a.grad[1].tolist() == alone.grad.tolist()
    assert autograd.linalg.inv_ex(autograd.tensor([[1.0, 2], [2, 4]])).info.item() == 2
    written = (autograd.empty(2, 3, 3), autograd.empty(2, dtype=autograd.int32))
    assert autograd.linalg.cholesky_ex(a.detach(), out=written).L is written[0]
    assert written[0].tolist() == factor.tolist() and written[1].tolist() == [2, 0]
    with pytest.raises(autograd.linalg.LinAlgError, match="minor of order 2"):
        autograd.linalg.cholesky_ex(a, check_errors=True)


def test_numbers_may_come_first_as_in_old_programs() -> None:
    a, b, c = autograd.arange(3.0), autograd.full((3,), 2.0), autograd.tensor([1.0, 2, 5])
    with pytest.warns(UserWarning, match="overload is deprecated"):
        found = [autograd.add(a, 3, b), a.clone().add_(2, b), a.sub(2, b), a.addcmul(0.5, b, c), a.clone().addcdiv_(-2, b, c)]
    expected = [[6, 7, 8], [4, 5, 6], [-4, -3, -2], [1, 3, 7], [-4, -1, 1.2]]
    np.testing.assert_allclose([f.tolist() for f in found], expected, rtol=1e-6)
    with pytest.raises(TypeError, match="is a number"):
        autograd.add(a, b, c)


def test_names_of_types_that_no_tensor_has() -> None:
    assert autograd.cfloat is autograd.complex64 != autograd.float32
    assert autograd.complex64.is_complex and not autograd.complex64.is_floating_point
    for dtype in (autograd.complex64, autograd.uint16):
        with pytest.raises(TypeError, match=f"{dtype}"):
            autograd.zeros(2, dtype=dtype)
    x = autograd.ones(2)
    assert x.conj() is x and not x.is_conj()


def test_what_is_asked_of_tracing() -> None:
    assert fx.wrap(len) is len and _C._get_tracing_state() is None and jit.annotate(int, 3) == 3
    for kind in (fx.Tracer, type("Mine", (fx.Tracer,), {})):
        with pytest.raises(NotImplementedError, match=r"torch\.fx\.Tracer"):
            kind()
    assert _C._nn._parse_to("cpu", autograd.float64)[:2] == (autograd.device("cpu"), autograd.float64)


def test_futures() -> None:
    first, second = futures.Future(), futures.Future()
    both, doubled, wrong = futures.collect_all([first, second]), first.then(lambda f: 2 * f.value()), first.then(lambda f: 1 / 0)
    first.set_result(3)
    assert doubled.wait() == 6 and not both.done()
    with pytest.raises(RuntimeError, match="already completed"):
        first.set_result(4)
    with pytest.raises(ZeroDivisionError):
        wrong.wait()
    second.set_result(5)
    assert futures.wait_all(both.wait()) == [3, 5]


def test_parameters_of_distributions() -> None:
    class Squared:
        asked = 0

        @parameters.lazy_property
        def square(self) -> int:
            self.asked += 1
            return 9

    mine = Squared()
    assert (mine.square, mine.square, mine.asked) == (9, 9, 1) and isinstance(Squared.square, parameters.lazy_property)
    vector = autograd.arange(6.0)
    assert parameters.vec_to_tril_matrix(vector).tolist() == [[0, 0, 0], [1, 2, 0], [3, 4, 5]]
    assert parameters.tril_matrix_to_vec(parameters.vec_to_tril_matrix(vector, -1), -1).tolist() == vector.tolist()
    logits = parameters.probs_to_logits(autograd.tensor([0.25, 0.75]), is_binary=True)
    assert parameters.logits_to_probs(logits, is_binary=True).tolist() == pytest.approx([0.25, 0.75])


def test_tensors_are_sorted_by_type() -> None:
    a, b = autograd.ones(1), autograd.ones(2, dtype=autograd.float64)
    found = _foreach_utils._group_tensors_by_device_and_dtype([[a, b, a], [], [1, 2, 3]], with_indices=True)
    assert [(key[1], places) for key, (_, places) in found.items()] == [(autograd.float32, [0, 2]), (autograd.float64, [1])]
    assert found[a.device, a.dtype][0][1:] == [[None, None], [1, 3]]


def test_synchronised_normalisation_in_one_process() -> None:
    model = nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.BatchNorm1d(3), nn.Sequential(nn.BatchNorm2d(2))))
    assert [type(m).__name__ for m in (model[0], model[1][0])] == ["SyncBatchNorm"] * 2
    x = autograd.randn(4, 3)
    assert model[0](x).tolist() == nn.BatchNorm1d(3)(x).tolist()


def test_files_are_fetched_once_and_checked(tmp_path: Path) -> None:
    autograd.save({"w": autograd.ones(2)}, tmp_path / "model.pt")
    beginning = hashlib.sha256((tmp_path / "model.pt").read_bytes()).hexdigest()[:8]
    good, bad = tmp_path / f"model-{beginning}.pt", tmp_path / "model-00000000.pt"
    for path in (good, bad):
        path.write_bytes((tmp_path / "model.pt").read_bytes())
    kept = str(tmp_path / "kept")
    loaded = hub.load_state_dict_from_url(good.as_uri(), kept, check_hash=True)
    assert loaded["w"].tolist() == [1.0, 1.0]
    good.unlink()
    assert hub.load_state_dict_from_url(good.as_uri(), kept)["w"].tolist() == [1.0, 1.0]
    with pytest.raises(RuntimeError, match="invalid hash"):
        hub.load_state_dict_from_url(bad.as_uri(), kept, check_hash=True)
    assert [path.name for path in Path(kept).iterdir()] == [good.name]


def run(folder: Path, script: str, **files: str) -> subprocess.CompletedProcess[str]:
    """What a script does under ``run``, with these modules installed."""
    installed = folder / "site-packages"
    installed.mkdir(exist_ok=True)
    for name, text in files.items():
        (installed / f"{name}.py").write_text(textwrap.dedent(text))
    (folder / "script.py").write_text(script)
    path = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "autograd", "run", str(folder / "script.py")], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )


def test_a_library_may_mention_what_is_not_there(tmp_path: Path) -> None:
    library = """
        import torch
        import torch.nothing
        from torch.nothing.deeper import Base, decorate

        class Derived(torch.nothing.Base):
            pass

        def annotated(x: torch.profiler.ProfilerActivity, y: "int" = 0) -> Base[int] | None:
            return y

        @decorate
        def decorated(x):
            return x
    """
    assert (
        run(tmp_path, "import library\nprint(library.annotated(1, 5), hasattr(library.torch, 'nothing_else'))", library=library).stdout == "5 False\n"
    )
    for use, name in {"Derived()": "Base", "decorated(3)": "deeper.decorate", "torch.nothing.Base()": "Base"}.items():
        done = run(tmp_path, f"import library\n\nlibrary.{use}", library=library)
        assert done.returncode == 1 and done.stderr == f"script.py, line 3: torch.nothing.{name} is not part of wgrad\n"


def test_a_script_may_not(tmp_path: Path) -> None:
    done = run(tmp_path, "import torch\nx = torch.nothing")
    assert done.returncode == 1 and done.stderr == "script.py, line 2: torch.nothing is not part of wgrad\n"


def test_the_writer_is_that_of_the_package(tmp_path: Path) -> None:
    script = "from torch.utils.tensorboard import SummaryWriter\nprint(3)\n"
    done = run(tmp_path, script, tensorboardX="class SummaryWriter:\n    pass\n")
    assert done.stdout == "3\n"
    assert run(tmp_path, script + "print(SummaryWriter.__module__)", tensorboardX="class SummaryWriter: pass").stdout == "3\ntensorboardX\n"


def test_nothing_warns_on_import() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("multiprocessing", "profiler", "futures", "hub", "fx", "_C", "storage"):
            assert getattr(autograd, name) is not None


def test_settings_are_modules_too() -> None:
    import autograd.backends.cuda
    import autograd.backends.mps as mps

    assert mps is autograd.backends.mps and not mps.is_available()
    assert autograd.backends.cuda.matmul.allow_tf32 is False
    with pytest.raises(AttributeError, match="has no attribute .nothing."):
        _ = autograd.backends.cuda.nothing


def test_ways_of_computing_attention() -> None:
    from autograd.nn.attention import SDPBackend, sdpa_kernel

    query, key, value = autograd.randn(3, 2, 4, 8)
    expected = nn.functional.scaled_dot_product_attention(query, key, value)
    for backends in (SDPBackend.MATH, [SDPBackend.FLASH_ATTENTION, SDPBackend.MATH]):
        with sdpa_kernel(backends):
            assert autograd.equal(nn.functional.scaled_dot_product_attention(query, key, value), expected)
    with pytest.raises(AssertionError, match="SDPBackend"), sdpa_kernel("math"):
        pass


def test_small_names() -> None:
    from autograd.optim.adamw import AdamW
    from autograd.optim.rmsprop import RMSprop
    from autograd.utils.checkpoint import get_device_states, set_device_states

    assert (AdamW, RMSprop) == (optim.AdamW, optim.RMSprop)
    assert get_device_states(autograd.ones(1)) == ([], []) and set_device_states([], []) is None
    assert autograd.typename(autograd.ones(1).long()) == "torch.LongTensor" and autograd.typename(3) == "int"
    assert autograd.histogram(autograd.tensor([1.0, 2.0])).hist.shape == (100,)
    assert not autograd.ones(1).is_xpu and not autograd.ones(1).is_quantized


# ---------------------------------------------------------------------------------------------------------------- classes of others


def test_classes_derived_from_tensor() -> None:
    class Point(autograd.Tensor):
        where: str

        def __new__(cls, data: Any, where: str = "here", requires_grad: bool = False) -> Any:
            made = autograd.Tensor._make_subclass(cls, data, requires_grad)
            made.where = where
            return made

    data = autograd.tensor([1.0, 2.0])
    point = Point(data, where="there", requires_grad=True)
    assert type(point) is Point and point.where == "there" and point.is_leaf and point.requires_grad and not data.requires_grad
    assert point.data_ptr() == data.data_ptr()
    (point**2).sum().backward()
    assert point.grad is not None and point.grad.tolist() == [2.0, 4.0]

    class Plain(autograd.Tensor):
        def __new__(cls, data: Any) -> Any:
            return super().__new__(cls, data)

    assert Plain([1.0, 2.0]).tolist() == [1.0, 2.0]
    w = autograd.tensor([1.0, 2.0], requires_grad=True)
    same = (w * 2).as_subclass(Plain)
    assert type(same) is Plain and type(w.detach().as_subclass(Plain)) is Plain
    same.pow(2).sum().backward()
    assert w.grad is not None and w.grad.tolist() == [8.0, 16.0]


def test_optimizers_of_others_check_their_own_settings() -> None:
    class Mine(optim.Optimizer):
        def __init__(self, params: Any) -> None:
            super().__init__(params, {"lr": 0.1, "betas": (0.9, 1.0, 5.0), "eps": (1e-30, 1e-3), "momentum": None})

    mine: Any = Mine([autograd.ones(1)])
    mine.add_param_group({"params": [autograd.ones(2)], "eps": (1.0, 2.0)})
    assert mine.param_groups[1]["eps"] == (1.0, 2.0)
    with pytest.raises(ValueError, match="beta"):
        optim.Adam([autograd.ones(1)], betas=(0.9, 1.0))


def test_distributions_of_others_expand() -> None:
    """As PyTorch's do: into an instance that they have made, or they say that they must define it."""
    d = autograd.distributions

    class Diagonal(d.Independent):
        def __init__(self, loc: Any, scale: Any) -> None:
            super().__init__(d.Normal(loc, scale), 1)

        def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
            return super().expand(batch_shape, self._get_checked_instance(Diagonal, _instance))

    class Forgetful(d.Normal):
        def __init__(self) -> None:
            super().__init__(0.0, 1.0)

        def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
            return super().expand(batch_shape, self._get_checked_instance(d.Normal, _instance))

    wide = Diagonal(autograd.zeros(3), autograd.ones(3)).expand((2, 4))
    assert type(wide) is Diagonal and wide.batch_shape == (2, 4) and wide.event_shape == (3,) and wide.log_prob(autograd.zeros(3)).shape == (2, 4)
    with pytest.raises(NotImplementedError, match="must also define expand"):
        Forgetful().expand((2,))

    class Even(d.constraints.Constraint):
        is_discrete = True

        def check(self, value: Any) -> Any:
            return value % 2 == 0

    assert repr(Even()) == "Even()" and Even().event_dim == 0 and Even().check(autograd.tensor([1, 2])).tolist() == [False, True]


def test_addresses_are_attributes_too() -> None:
    assert optim.swa_utils.AveragedModel is AveragedModel
    assert optim.adamw.AdamW is optim.AdamW
    assert autograd.distributions.studentT.StudentT is autograd.distributions.StudentT
    for package in (optim, autograd.distributions):
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            _ = package.nothing
