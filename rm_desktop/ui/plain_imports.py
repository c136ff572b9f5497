"""Keeps from PySide what nobody here asks it for; imported before anything of Qt.

PySide carries its support in Python as source inside a library and compiles it anew at every start:
the parser that gives its functions signatures for `help()`, the words of a `TypeError`, a writer of
type stubs with a command line. These modules now wait until somebody looks into one of them. And
PySide replaces the language's own import to see who asks for its optional `__feature__`s: from then
on it reads and keeps the source of every module that is imported, Qt or not. That watch is taken
off. With 6.11.3 the first is a fifth of a bare window's start, the second a tenth of ours.
"""

from __future__ import annotations

import builtins
from _thread import RLock
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.machinery import ModuleSpec
from sys import modules
from types import ModuleType

#: What PySide's loader asks for by `from PACKAGE import NAME`, and needs later or never.
_CAN_WAIT: Mapping[str, frozenset[str]] = {
    "shibokensupport.signature": frozenset({"errorhandler", "layout", "mapping", "parser"}),
    "shibokensupport.signature.lib": frozenset({"enum_sig", "pyi_generator", "tool"}),
}
#: The library takes this one from the dictionary of its module, where nothing would notice.
_TAKEN = {"shibokensupport.signature.mapping": "update_mapping"}
_plain_import = getattr(builtins, "__orig_import__", builtins.__import__)


class WaitingModule(ModuleType):
    """A module that is compiled and run when one of its names is first looked up."""

    _waking = RLock()

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        self.waits = True

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # the import system asks for some that a module need not have
            raise AttributeError(name)
        self._wake()
        return super().__getattribute__(name)

    def call(self, name: str) -> object:
        """Call what the module has under a name once it is awake."""
        self._wake()
        return vars(self)[name]()

    def _wake(self) -> None:
        with self._waking:
            spec = self.__spec__
            if self.waits and spec is not None and spec.loader is not None:
                self.waits = False
                # PySide has published it under a second name by now; its importer knows the first.
                public, spec.name = spec.name, self.__name__
                spec.loader.exec_module(self)
                spec.name = public


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - its names are the language's
    locals: Mapping[str, object] | None = None,  # noqa: A002
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Import like the language does, but let those wait that can."""
    for each in _CAN_WAIT.get(name, frozenset()).intersection(fromlist or ()):
        _let_wait(_plain_import(name, fromlist=("__name__",)), each)
    return _plain_import(name, globals, locals, fromlist, level)


def _let_wait(package: ModuleType, name: str) -> None:
    # Of modules in files Python keeps the compiled form, and their loader finds no others.
    find_spec = getattr(package.__loader__, "find_spec", None)
    spec = find_spec(f"{package.__name__}.{name}", None) if find_spec else None
    if isinstance(spec, ModuleSpec) and spec.name not in modules:
        modules[spec.name] = waiting = WaitingModule(spec)
        setattr(package, name, waiting)
        if taken := _TAKEN.get(spec.name):
            setattr(waiting, taken, partial(waiting.call, taken))


if "PySide6.QtCore" not in modules:
    builtins.__import__ = _import
try:
    import PySide6.QtCore  # noqa: F401 - it is this that replaces the language's import
finally:
    builtins.__import__ = _plain_import
