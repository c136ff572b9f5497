"""Frozen dataclasses as the standard library has them, made in a fifth of the time.

There, seven functions are compiled for each class: 0.7 ms, and 25 classes stand on the way to
Today, an eighth of what a bare window needs. Here one is compiled and the others are shared;
checkers see the original. For what is imported at start; whatever is not takes the original.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

__all__ = ["dataclass"]

if TYPE_CHECKING:
    import dataclasses
    from dataclasses import dataclass
else:

    def dataclass(*, slots: bool = False, **_frozen: Literal[True]) -> Callable[[type], type]:
        """Return what makes a class of annotated fields, some with a default, a frozen value.

        Without slots it has room for a `cached_property`.
        """
        return partial(_made, slots=slots)


def _made(kind: type, *, slots: bool) -> type:
    names = tuple(kind.__annotations__)
    own = dict(kind.__dict__)
    defaults = {name: own.pop(name) for name in names if name in own}
    for name in ("__dict__", "__weakref__"):
        own.pop(name, None)
    own |= {
        "__qualname__": kind.__qualname__,
        "__match_args__": names,
        "__defaults__": defaults,
        "__dataclass_fields__": _Fields(),
        **({"__slots__": names} if slots else {}),
    }
    made = type(kind.__name__, kind.__bases__, {**_SHARED, **own})
    made.__init__ = _init(made, slots=slots)  # type: ignore[misc]
    return made


def _init(made: Any, *, slots: bool) -> Any:  # noqa: ANN401 - of any class made here
    """Return the one function that is compiled: it puts each argument into its place."""
    names, defaults = made.__match_args__, made.__defaults__
    given = ", ".join(f"{name}=of_{name}" if name in defaults else name for name in names)
    space: dict[str, Any] = {f"of_{name}": default for name, default in defaults.items()}
    if slots:
        puts = "; ".join(f"put_{name}(self, {name})" for name in names)
        space |= {f"put_{name}": made.__dict__[name].__set__ for name in names}
    else:
        puts = f"self.__dict__.update({', '.join(f'{name}={name}' for name in names)})"
    exec(f"def __init__(self, {given}): {puts}", space)  # noqa: S102 - names of our own fields
    return space["__init__"]


class _Fields:
    """The fields as `dataclasses` has them, worked out when it asks (`replace`, `asdict`)."""

    def __get__(self, _instance: object, owner: Any) -> dict[str, dataclasses.Field[Any]]:  # noqa: ANN401
        import dataclasses

        found: dict[str, dataclasses.Field[Any]] = {}
        for name, kind in owner.__annotations__.items():
            default: Any = owner.__defaults__.get(name, dataclasses.MISSING)
            field = found[name] = dataclasses.field(default=default)
            field.name, field.type = name, kind
            # An ordinary field, neither class variable nor for `__init__` alone; there is no
            # public way to say so but a whole dataclass.
            field._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001
        owner.__dataclass_fields__ = found
        return found


def _values(self: Any) -> tuple[object, ...]:  # noqa: ANN401 - of any class made here
    return tuple(getattr(self, name) for name in self.__match_args__)


def _eq(self: object, other: object) -> bool:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: object) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _frozen(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{self.__class__.__name__}.{name} cannot be changed")


def _reduce(self: object) -> tuple[type, tuple[object, ...]]:
    return self.__class__, _values(self)


_SHARED = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__reduce__": _reduce,
}
