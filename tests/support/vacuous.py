"""Finds assertions that hold of nothing, and so still pass when what they look for is renamed.

Two shapes are found, in any test: a loop that asserts in its body, and an assertion that
all of a collection is right or that nothing in it is wrong. Either is accepted if the collection
is known to hold something: it is written out, it comes from :func:`support.some.some`, or
another assertion of the function, outside the loop, shows that it is not empty.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

_SAME_SIZE = frozenset({"enumerate", "sorted", "reversed", "list", "tuple", "set", "frozenset"})
"""Functions whose result is empty only if their first argument is."""
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(frozen=True)
class Vacuous:
    """A place where an assertion holds if there is nothing to look at."""

    line: int
    over: str
    """The collection that may be empty, as it is written."""


@dataclass(frozen=True)
class _Known:
    """What is known to hold something: names of values that are written out, and what is asserted."""

    names: frozenset[str] = frozenset()
    shown: frozenset[str] = field(default=frozenset())

    def holds(self, node: ast.AST) -> bool:
        """Whether an expression cannot be empty."""
        if _written_out(node) or ast.unparse(node) in self.names | self.shown:
            return True
        if isinstance(node, ast.Call):
            return self._call_holds(node)
        if isinstance(node, _COMPREHENSIONS):
            return all(self.holds(each.iter) and not each.ifs for each in node.generators)
        if isinstance(node, ast.IfExp):
            return self.holds(node.body) and self.holds(node.orelse)
        return any(map(self.holds, _parts(node)))

    def _call_holds(self, node: ast.Call) -> bool:
        name, answer = ast.unparse(node.func).rpartition(".")[2], False
        match node:
            case ast.Call(func=ast.Attribute(value=seen, attr="items" | "values" | "keys")):
                answer = self.holds(seen)
            case ast.Call(func=ast.Name(id="zip"), keywords=[ast.keyword(arg="strict")]):
                answer = any(map(self.holds, node.args))  # all are of one length
            case ast.Call(args=[first, *_]):
                # Split at a given sign, a text has at least one part.
                answer = name == "split" or (name in _SAME_SIZE and self.holds(first))
        return (
            answer
            or name == "some"
            or (name == "range" and _counts(node))
            or (name == "product" and all(map(self.holds, node.args)))
        )


def _parts(node: ast.AST) -> list[ast.expr]:
    """What a sum of collections, or a literal with others in it, is put together from."""
    match node:
        case ast.BinOp(op=ast.Add() | ast.BitOr()):
            return [node.left, node.right]
        case ast.Tuple() | ast.List() | ast.Set():
            return [each.value for each in node.elts if isinstance(each, ast.Starred)]
    return []


def _written_out(node: ast.AST) -> bool:
    """Whether a literal holds at least one value."""
    match node:
        case ast.Tuple() | ast.List() | ast.Set():
            return any(not isinstance(each, ast.Starred) for each in node.elts)
        case ast.Dict():
            return any(key is not None for key in node.keys)
        case ast.Constant():
            return isinstance(node.value, str) and bool(node.value)
    return False


def _counts(node: ast.Call) -> bool:
    try:
        return bool(range(*map(ast.literal_eval, node.args)))
    except ValueError:
        return False


def _assigned(body: list[ast.stmt], known: _Known) -> _Known:
    """What is known, and the names to which these statements give a value that holds something."""
    names = set(known.names)
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                continue
        names.discard(name)
        if _Known(frozenset(names), known.shown).holds(value):
            names.add(name)
    return _Known(frozenset(names), known.shown)


def _shown(test: ast.expr) -> set[str]:
    """The expressions that are not empty where an assertion holds."""
    match test:
        case ast.BoolOp(op=ast.And()):
            return {shown for value in test.values for shown in _shown(value)}
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return {ast.unparse(test)}
        case ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp() as found]):
            return {ast.unparse(each.iter) for each in found.generators}
        case ast.Compare():
            return {
                ast.unparse(part)
                for side in _sides(test)
                for part in ast.walk(side)
                if isinstance(part, ast.Name | ast.Attribute | ast.Call | ast.Subscript)
            }
    return set()


def _sides(test: ast.Compare) -> list[ast.expr]:
    """What a comparison shows not to be empty: what equals something, and the greater of two."""
    sides = [test.left, *test.comparators]
    if any(map(_is_empty, sides)):
        return []
    found: list[ast.expr] = []
    for left, op, right in zip(sides, test.ops, sides[1:], strict=False):
        if isinstance(op, ast.Eq | ast.In | ast.GtE | ast.Gt):
            found.append(left)
        if isinstance(op, ast.Eq | ast.In | ast.LtE | ast.Lt):
            found.append(right)
    return found


def _is_empty(node: ast.expr) -> bool:
    """Whether an expression is an empty collection, written out."""
    match node:
        case ast.List(elts=[]) | ast.Tuple(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id="set" | "frozenset" | "dict" | "list"), args=[]):
            return not node.keywords
    return False


def _of_all(test: ast.expr) -> _Comprehension | None:
    """The comprehension by which an assertion says that all is right, or nothing wrong."""
    match test:
        case ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp() as found]):
            return found
        case ast.UnaryOp(
            op=ast.Not(),
            operand=ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp() as found]),
        ):
            return found
        case ast.UnaryOp(op=ast.Not(), operand=side):
            return _filtered(side)
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            if _is_empty(right):
                return _filtered(left)
            return _filtered(right) if _is_empty(left) else None
    return None


def _filtered(node: ast.expr) -> _Comprehension | None:
    """A comprehension that keeps some of what it goes over; without a filter, its being empty says it all."""
    while isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    if isinstance(node, _COMPREHENSIONS) and any(each.ifs for each in node.generators):
        return node
    return None


def _asserts(statements: list[ast.stmt]) -> bool:
    """Whether one of these statements asserts something of its own or by ``expect``."""
    return any(
        isinstance(node, ast.Assert)
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "expect"
        )
        for statement in statements
        for node in ast.walk(statement)
    )


def _within(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Every statement at any depth, those of functions inside included."""
    for statement in statements:
        yield from (node for node in ast.walk(statement) if isinstance(node, ast.stmt))


def _looked_at(node: ast.stmt) -> ast.expr | None:
    """The collection over which a statement asserts, if it does."""
    if isinstance(node, ast.For) and _asserts(node.body):
        return node.iter
    if isinstance(node, ast.Assert) and (every := _of_all(node.test)) is not None:
        return every.generators[0].iter
    return None


def _of_function(function: ast.FunctionDef, known: _Known) -> Iterator[Vacuous]:
    inside = list(_within(function.body))
    tests = [node.test for node in inside if isinstance(node, ast.Assert)]
    for node in inside:
        over = _looked_at(node)
        if over is not None:
            own = set(map(id, ast.walk(node)))
            shown = {each for test in tests if id(test) not in own for each in _shown(test)}
            if not _assigned(inside, _Known(known.names, frozenset(shown))).holds(over):
                yield Vacuous(node.lineno, ast.unparse(over))


def found(text: str) -> list[Vacuous]:
    """Every assertion of a module that may hold of nothing, in the order of its lines."""
    tree = ast.parse(text)
    known = _assigned(tree.body, _Known())
    functions = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return sorted(
        {each for function in functions for each in _of_function(function, known)},
        key=lambda each: each.line,
    )
