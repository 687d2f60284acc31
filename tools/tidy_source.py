"""Reading C++ and SQL well enough to judge them: which files there are, code without comments, texts, functions."""

import os
import re
import subprocess
from dataclasses import dataclass


@dataclass
class Finding:
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


class Tree:
    """The files of a checkout that are ours: what git tracks or would track."""

    def __init__(self, root):
        self.root = root
        self.texts = {}
        try:
            listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root,
                                    capture_output=True, text=True, check=True).stdout.split("\0")
        except (OSError, subprocess.CalledProcessError):
            listed = self.walk()
        self.paths = sorted({p for p in listed if p and os.path.isfile(os.path.join(root, p))})

    def walk(self):
        for folder, names, files in os.walk(self.root):
            names[:] = [n for n in names if n not in (".git", "build", "node_modules", "__pycache__")]
            for name in files:
                yield os.path.relpath(os.path.join(folder, name), self.root)

    def matching(self, *patterns):
        wanted = re.compile("|".join(f"(?:{p})" for p in patterns))
        return [p for p in self.paths if wanted.search(p)]

    def has(self, path):
        return os.path.isfile(os.path.join(self.root, path))

    def read(self, path):
        if path not in self.texts:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
                self.texts[path] = file.read()
        return self.texts[path]


TOKEN = re.compile(
    r'''//[^\n]*|/\*.*?\*/'''                                       # comments
    r'''|(?:u8|[uUL])?R"(?P<tag>[^()\\ ]{0,16})\((?P<raw>.*?)\)(?P=tag)"'''
    r'''|(?:u8|[uUL])?"(?P<text>(?:[^"\\\n]|\\.)*)"'''
    r"""|(?<![0-9A-Za-z_])'(?:[^'\\\n]|\\.)+'""", re.S)


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def strip(source):
    """The code with comments blanked and texts emptied; lines and columns stay."""
    def empty(match):
        whole = match.group(0)
        if whole[0] == "/":
            return blank(whole)
        return whole[0] + blank(whole[1:-1]) + whole[-1]
    return TOKEN.sub(empty, source)


ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def unescape(text):
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m.group(1), m.group(0)), text)


def literals(source):
    """(line, text) of each string; those that follow each other without anything between are one."""
    found, end = [], -1
    for match in TOKEN.finditer(source):
        if match.group("raw") is None and match.group("text") is None:
            continue
        text = match.group("raw")
        if text is None:
            text = unescape(match.group("text"))
        line = source.count("\n", 0, match.start()) + 1
        if end >= 0 and source[end:match.start()].strip() == "":
            found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            found.append((line, text))
        end = match.end()
    return found


NOT_A_FUNCTION = re.compile(r"^\s*(?:(?:inline|export)\s+)*(?:namespace|class|struct|union|enum|extern)\b")
PARAMETERS = re.compile(r"\(.*\)", re.S)


def is_function(head):
    """Whether a `{` after this text, at the scope of a namespace or a class, opens a function's body."""
    head = re.sub(r"^\s*#[^\n]*(?:\\\n[^\n]*)*", "", head, flags=re.M)  # preprocessor lines
    head = re.sub(r"template\s*<[^{}]*?>\s*(?=\w|\[)", "", head)
    head = re.sub(r"\b(?:alignas|__attribute__|noexcept)\s*\([^()]*(?:\([^()]*\))*[^()]*\)", "", head)
    if NOT_A_FUNCTION.search(head.strip()) or head.rstrip().endswith("="):
        return False
    return PARAMETERS.search(head) is not None


def functions(source):
    """(first line, last line, name) of each function's body, lambdas and local classes within their function."""
    code = strip(source)
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: blank(m.group(0)), code, flags=re.M)
    stack, head_start, inside, found = [], 0, None, []
    for i, c in enumerate(code):
        if c == "{":
            opens = inside is None and is_function(code[head_start:i])
            if opens:
                inside = (len(stack), head_start)
            stack.append(i)
            if inside is None:
                head_start = i + 1
        elif c == "}":
            if stack:
                stack.pop()
            if inside is not None and len(stack) == inside[0]:
                found.append(describe(code, inside[1], i))
                inside = None
            if inside is None:
                head_start = i + 1
        elif c == ";" and inside is None:
            head_start = i + 1
    return found


def describe(code, start, end):
    start += len(code[start:end]) - len(code[start:end].lstrip())
    head = code[start:code.index("{", start)]
    label = re.match(r"(?:public|private|protected)\s*:\s*", head)
    if label:
        start += label.end()
        head = head[label.end():]
    name = re.search(r"([~\w:]+(?:\s*\([^()]*\))?)\s*\(", head)
    return (code.count("\n", 0, start) + 1, code.count("\n", 0, end) + 1, name.group(1) if name else head.strip()[:40])
