"""``torch.utils._pytree``: nested containers taken apart into their leaves, and put together again.

>>> leaves, spec = tree_flatten({"a": [1, 2], "b": (3, None)})
>>> leaves
[1, 2, 3, None]
>>> tree_unflatten([x and 10 * x for x in leaves], spec)
{'a': [10, 20], 'b': (30, None)}
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = [
    "LeafSpec", "PyTree", "TreeSpec", "register_pytree_node", "tree_all", "tree_all_only", "tree_any", "tree_any_only", "tree_flatten",
    "tree_is_leaf", "tree_iter", "tree_leaves", "tree_map", "tree_map_", "tree_map_only", "tree_map_only_", "tree_structure", "tree_unflatten",
]  # fmt: skip

PyTree = Any
Leafy = Callable[[Any], bool] | None


class NodeDef(NamedTuple):
    """How a kind of container is taken apart into its entries and the rest, and put together again."""

    flatten_fn: Callable[[Any], tuple[Any, Any]]
    unflatten_fn: Callable[[Iterable[Any], Any], Any]


SUPPORTED_NODES: dict[type, NodeDef] = {
    tuple: NodeDef(lambda t: (t, None), lambda entries, _: tuple(entries)),
    list: NodeDef(lambda t: (t, None), lambda entries, _: list(entries)),
    dict: NodeDef(lambda t: (t.values(), list(t)), lambda entries, keys: dict(zip(keys, entries))),
    OrderedDict: NodeDef(lambda t: (t.values(), list(t)), lambda entries, keys: OrderedDict(zip(keys, entries))),
    defaultdict: NodeDef(lambda t: (t.values(), [t.default_factory, list(t)]), lambda entries, rest: defaultdict(rest[0], zip(rest[1], entries))),
    deque: NodeDef(lambda t: (t, t.maxlen), lambda entries, most: deque(entries, most)),
}


def register_pytree_node(
    cls: type, flatten_fn: Callable[[Any], tuple[Any, Any]], unflatten_fn: Callable[[Iterable[Any], Any], Any], **options: Any
) -> None:
    """Make a class a container: ``flatten_fn(x)`` gives its entries and the rest, ``unflatten_fn(entries, rest)`` makes one."""
    if cls in SUPPORTED_NODES:
        raise ValueError(f"{cls} is already registered as pytree node.")
    SUPPORTED_NODES[cls] = NodeDef(flatten_fn, unflatten_fn)


@dataclass(frozen=True)
class TreeSpec:
    """The shape of a nested container: what it is, and the shapes of its entries."""

    type: Any
    context: Any
    children_specs: list[TreeSpec]

    @property
    def num_leaves(self) -> int:
        """How many leaves there are."""
        return sum(spec.num_leaves for spec in self.children_specs)

    @property
    def num_children(self) -> int:
        """How many entries there are."""
        return len(self.children_specs)

    def is_leaf(self) -> bool:
        """False."""
        return False

    def unflatten(self, leaves: Iterable[Any]) -> Any:
        """The container of this shape with these leaves."""
        return tree_unflatten(leaves, self)


class LeafSpec(TreeSpec):
    """The shape of what is no container."""

    def __init__(self) -> None:
        super().__init__(None, None, [])

    num_leaves = 1

    def is_leaf(self) -> bool:
        """True."""
        return True

    def __repr__(self) -> str:
        return "*"


def _get_node_type(tree: Any) -> Any:
    """What a container is registered as; None for a leaf."""
    if type(tree) in SUPPORTED_NODES:
        return type(tree)
    return tuple if isinstance(tree, tuple) and hasattr(tree, "_fields") else None


def tree_is_leaf(tree: PyTree, is_leaf: Leafy = None) -> bool:
    """True for what is no container, or what ``is_leaf`` says is none."""
    return (is_leaf is not None and is_leaf(tree)) or _get_node_type(tree) is None


def tree_flatten(tree: PyTree, is_leaf: Leafy = None) -> tuple[list[Any], TreeSpec]:
    """The leaves from the first to the last, and the shape of the whole."""
    leaves: list[Any] = []

    def walk(tree: Any) -> TreeSpec:
        if tree_is_leaf(tree, is_leaf):
            leaves.append(tree)
            return LeafSpec()
        entries, rest = SUPPORTED_NODES[_get_node_type(tree)][0](tree)
        return TreeSpec(type(tree), rest, [walk(entry) for entry in entries])

    spec = walk(tree)
    return leaves, spec


def tree_unflatten(leaves: Iterable[Any], treespec: TreeSpec) -> PyTree:
    """The container of a shape with these leaves."""
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(f"tree_unflatten: has {len(leaves)} leaves but the spec refers to a pytree that holds {treespec.num_leaves}")
    following = iter(leaves)

    def build(spec: TreeSpec) -> Any:
        if spec.is_leaf():
            return next(following)
        entries = [build(child) for child in spec.children_specs]
        return SUPPORTED_NODES[spec.type][1](entries, spec.context) if spec.type in SUPPORTED_NODES else spec.type(*entries)

    return build(treespec)


def tree_iter(tree: PyTree, is_leaf: Leafy = None) -> Iterable[Any]:
    """The leaves, one by one."""
    return iter(tree_leaves(tree, is_leaf))


def tree_leaves(tree: PyTree, is_leaf: Leafy = None) -> list[Any]:
    """The leaves."""
    return tree_flatten(tree, is_leaf)[0]


def tree_structure(tree: PyTree, is_leaf: Leafy = None) -> TreeSpec:
    """The shape of the whole."""
    return tree_flatten(tree, is_leaf)[1]


def _entries(tree: Any, spec: TreeSpec) -> list[Any]:
    """The parts of another container that stand where the leaves of a shape do."""
    if spec.is_leaf():
        return [tree]
    if type(tree) is not spec.type:
        raise ValueError(f"Node type mismatch; expected {spec.type}, but got {type(tree)}.")
    if isinstance(tree, dict):
        keys = spec.context[1] if spec.type is defaultdict else spec.context
        if set(keys) != set(tree):
            raise ValueError(f"Node keys mismatch; expected {keys}, but got {list(tree)}.")
        entries = [tree[key] for key in keys]
    else:
        entries = list(SUPPORTED_NODES[_get_node_type(tree)][0](tree)[0])
    if len(entries) != len(spec.children_specs):
        raise ValueError(f"Node arity mismatch; expected {len(spec.children_specs)}, but got {len(entries)}.")
    return [leaf for entry, child in zip(entries, spec.children_specs) for leaf in _entries(entry, child)]


def tree_map(func: Callable[..., Any], tree: PyTree, *rests: PyTree, is_leaf: Leafy = None) -> PyTree:
    """The container with ``func`` of each leaf, and of what stands in its place in the ``rests``.

    >>> tree_map(lambda x, y: x + y, [1, (2,)], [10, (20,)])
    [11, (22,)]
    """
    leaves, spec = tree_flatten(tree, is_leaf)
    return tree_unflatten([func(*each) for each in zip(leaves, *[_entries(rest, spec) for rest in rests])], spec)


def tree_map_(func: Callable[..., Any], tree: PyTree, *rests: PyTree, is_leaf: Leafy = None) -> PyTree:
    """Call ``func`` for each leaf; the container as it is."""
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def _only(kind: Any, func: Callable[[Any], Any], otherwise: Callable[[Any], Any]) -> Callable[[Any], Any]:
    chosen = kind if callable(kind) and not isinstance(kind, type) else lambda leaf: isinstance(leaf, kind)
    return lambda leaf: func(leaf) if chosen(leaf) else otherwise(leaf)


def tree_map_only(type_or_types_or_pred: Any, func: Callable[[Any], Any], tree: PyTree, is_leaf: Leafy = None) -> PyTree:
    """`tree_map` for leaves of some classes, or those for which a function is true; others stay."""
    return tree_map(_only(type_or_types_or_pred, func, lambda leaf: leaf), tree, is_leaf=is_leaf)


def tree_map_only_(type_or_types_or_pred: Any, func: Callable[[Any], Any], tree: PyTree, is_leaf: Leafy = None) -> PyTree:
    """`tree_map_` for leaves of some classes, or those for which a function is true."""
    return tree_map_(_only(type_or_types_or_pred, func, lambda leaf: leaf), tree, is_leaf=is_leaf)


def tree_all(pred: Callable[[Any], bool], tree: PyTree, is_leaf: Leafy = None) -> bool:
    """True if ``pred`` is true for all leaves."""
    return all(map(pred, tree_iter(tree, is_leaf)))


def tree_any(pred: Callable[[Any], bool], tree: PyTree, is_leaf: Leafy = None) -> bool:
    """True if ``pred`` is true for a leaf."""
    return any(map(pred, tree_iter(tree, is_leaf)))


def tree_all_only(type_or_types: Any, pred: Callable[[Any], bool], tree: PyTree, is_leaf: Leafy = None) -> bool:
    """`tree_all` of the leaves of some classes."""
    return all(map(_only(type_or_types, pred, lambda leaf: True), tree_iter(tree, is_leaf)))


def tree_any_only(type_or_types: Any, pred: Callable[[Any], bool], tree: PyTree, is_leaf: Leafy = None) -> bool:
    """`tree_any` of the leaves of some classes."""
    return any(map(_only(type_or_types, pred, lambda leaf: False), tree_iter(tree, is_leaf)))
