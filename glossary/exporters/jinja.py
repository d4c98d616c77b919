"""Jinja2: all that we take of it, and the only module that imports it. Loaded once pages are made."""

from jinja2 import Environment, FunctionLoader, Template, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_trim, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing, pass_context, pass_environment, pass_eval_context

__all__ = [
    "BlockReference",
    "Context",
    "Environment",
    "EvalContext",
    "FunctionLoader",
    "ImmutableSandboxedEnvironment",
    "LoopContext",
    "Macro",
    "Parser",
    "SecurityError",
    "StrictUndefined",
    "Template",
    "TemplateNotFound",
    "TemplateSyntaxError",
    "Undefined",
    "do_join",
    "do_trim",
    "make_attrgetter",
    "missing",
    "nodes",
    "pass_context",
    "pass_environment",
    "pass_eval_context",
]
