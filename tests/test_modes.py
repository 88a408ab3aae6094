"""The grad modes as decorators of generator functions: the mode holds inside, at every step, and not where the generator has yielded to."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Generator
from typing import Any

import pytest

import autograd

enabled = autograd.is_grad_enabled


def steps(decorator: Any) -> Any:
    """A decorated generator function that tells the mode at each of its steps, answers a KeyError, and returns what it was sent."""

    @decorator
    def told(count: int) -> Generator[Any, Any, Any]:
        sent = []
        for _ in range(count):
            try:
                sent.append((yield enabled()))
            except KeyError:
                yield "caught", enabled()
            finally:
                sent.append(enabled())
        return sent

    return told


DECORATORS = [
    (autograd.no_grad(), False),
    (autograd.no_grad, False),
    (autograd.inference_mode(), False),
    (autograd.inference_mode, False),
    (autograd.enable_grad(), True),
    (autograd.enable_grad, True),
    (lambda function: autograd.set_grad_enabled(False)(function), False),
    (lambda function: autograd.set_grad_enabled(True)(function), True),
]


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.parametrize(("decorator", "inside"), DECORATORS)
def test_a_mode_holds_inside_a_generator_and_not_outside(decorator: Any, inside: bool, outside: bool) -> None:
    told = steps(decorator)
    assert inspect.isgeneratorfunction(told) and told.__name__ == "told"
    with autograd.enable_grad() if outside else autograd.no_grad():
        generator = told(3)
        assert next(generator) is inside and enabled() is outside
        assert generator.send(5) is inside and enabled() is outside
        assert generator.throw(KeyError("a")) == ("caught", inside) and enabled() is outside
        assert next(generator) is inside and enabled() is outside
        with pytest.raises(StopIteration) as end:
            generator.send(6)
        assert end.value.value == [5, inside, inside, 6, inside] and enabled() is outside


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.parametrize(("decorator", "inside"), DECORATORS)
def test_a_generator_is_closed_in_its_mode(decorator: Any, inside: bool, outside: bool) -> None:
    seen = []

    @decorator
    def endless() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            seen.append(enabled())

    with autograd.enable_grad() if outside else autograd.no_grad():
        generator = endless()
        next(generator)
        generator.close()
        assert seen == [inside] and enabled() is outside
        endless().close()  # which never began
        assert seen == [inside]


def test_inference_mode_holds_inside_a_generator() -> None:
    @autograd.inference_mode()
    def told() -> Generator[bool, None, None]:
        yield autograd.is_inference_mode_enabled()

    assert [*told()] == [True] and not autograd.is_inference_mode_enabled()


def test_an_error_of_a_generator_and_an_error_thrown_into_it_arrive() -> None:
    @autograd.no_grad()
    def fails() -> Generator[int, None, None]:
        yield 1
        raise ValueError("of its own")

    generator = fails()
    next(generator)
    with pytest.raises(ValueError, match="of its own"):
        next(generator)
    assert enabled() and next(generator, "ended") == "ended"
    generator = fails()
    next(generator)
    with pytest.raises(OSError, match="from outside"):
        generator.throw(OSError("from outside"))
    assert enabled()


def test_methods_and_generators_that_run_in_turns() -> None:
    class Net(autograd.nn.Module):
        @autograd.no_grad()
        def generate(self, x: Any) -> Generator[Any, None, None]:
            for _ in range(3):
                x = x * 2
                yield x

        @staticmethod
        @autograd.no_grad()
        def static() -> Generator[bool, None, None]:
            yield enabled()

        @classmethod
        @autograd.no_grad()
        def of_class(cls) -> Generator[bool, None, None]:
            yield enabled()

    x = autograd.ones(2, requires_grad=True)
    assert [t.requires_grad for t in Net().generate(x)] == [False] * 3
    assert [*Net.static(), *Net.of_class()] == [False, False]

    without, again = steps(autograd.no_grad())(2), steps(autograd.enable_grad())(2)
    assert [next(without), next(again), enabled(), next(without), next(again), enabled()] == [False, True, True, False, True, True]
    partial = functools.partial(inspect.unwrap(steps(autograd.no_grad())), 1)
    assert [*autograd.no_grad()(partial)()] == [False]


def test_a_delegating_generator_and_a_mode_set_inside() -> None:
    def inner() -> Generator[bool, None, str]:
        yield enabled()
        return "returned"

    @autograd.no_grad()
    def outer() -> Generator[Any, None, None]:
        yield (yield from inner())

    @autograd.no_grad()
    def sets() -> Generator[bool, None, None]:
        autograd.set_grad_enabled(True)
        yield enabled()
        yield enabled()

    assert [*outer()] == [False, "returned"]
    generator = sets()
    assert [next(generator), enabled(), next(generator), enabled()] == [True, True, False, True]
