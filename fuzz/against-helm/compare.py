"""Renders a case with both programs and compares the objects as data."""
import json, os, re, shutil, subprocess

import yaml

Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(Base):
    """Reads scalars as Helm and Kubernetes do."""

    yaml_implicit_resolvers = {}


def integer(_, node):
    text = node.value.replace("_", "").lower()
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text.lstrip("+"))
    if re.match(r"0[0-7]+$", digits):
        return sign * int(digits, 8)
    return sign * int(digits, 0)


def floating(_, node):
    return float(node.value.replace("_", "").lower().replace(".inf", "inf").replace(".nan", "nan"))


BOOL = r"^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$"
FLOAT = r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$"
INTEGER = r"^[-+]?(0b[01_]+|0o?[0-7_]+|[1-9][0-9_]*|0|0x[0-9a-fA-F_]+)$"
for tag, pattern in (("bool", BOOL), ("int", INTEGER), ("float", FLOAT), ("null", r"^(?:~|null|Null|NULL|)$")):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), None)
Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), ["<"])
Loader.add_constructor("tag:yaml.org,2002:bool", lambda _, node: node.value.lower() in ("y", "yes", "true", "on"))
Loader.add_constructor("tag:yaml.org,2002:int", integer)
Loader.add_constructor("tag:yaml.org,2002:float", floating)

# The rows of the README's table of differences, by their beginnings, each with the words by which our side alone refuses
# what it is about, and those by which Helm does. Where there are none, `simple` compares what is meant to be alike.
KNOWN = {
    "whole numbers stay whole": ((), ()),
    "text in a text field": ((), ()),
    "a whole number is one": ((), ("expected int; got int64", "expected int; got float64", "incompatible types for comparison")),
    "a mistyped flag": (("error[set-syntax]", "is not valid base", "is not a regular expression"), ()),
    "Go template functions that depend": (("depends on chance", "depends on the clock", "depends on the machine", "must be a date"), ()),
    "`derivePassword`": (("of Helm is not available", "Unicode character classes are not supported", "is not available, only `UTC` is"), ()),
    "bytes that are no text": ((), ()),
    "`fromYaml` of what is no YAML": ((), ()),
    "`-f a.yaml` may hold": ((), ("found incompatible YAML document", "found unknown escape character", "invalid Yaml document separator", "did not find expected ',' or '}'", "unsupported map key of type")),
    "files are UTF-8": (("is not UTF-8", "a byte order mark within", "a comment needs a space", "a map in `{ }` is not closed", "cannot start with '-'"), ()),
    "U+0085": ((), ()),
    "a line of spaces with a tab": ((), ()),
    "an explicit `null`": ((), ("got null, want",)),
    "`global.image`": ((), ()),
    "an object with fields or types": (("error[kubernetes-type]", "error[kubernetes-field]", "lacks the key"), ()),
    "`extraObjects`": ((), ()),
}
KNOWN_HERE = tuple(words for here, _ in KNOWN.values() for words in here)
KNOWN_THERE = tuple(words for _, there in KNOWN.values() for words in there)


def simple(value):
    """A value with whole numbers as numbers of Go, so that `1e+06` is what `1000000` is, also in text."""
    if isinstance(value, dict):
        return {named(key): simple(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [simple(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return re.sub(r"\d{7,}(?:\.\d+)?|\d(?:\.\d+)?e\+\d+", as_float, value) if isinstance(value, str) else value


def named(key):
    """A key as Kubernetes reads it, which knows texts alone."""
    return str(key).lower() if isinstance(key, bool) else str(simple(key))


def as_float(found):
    return repr(float(found[0]))


def spread(value):
    """A value with texts that hold JSON read: nulls in them are kept."""
    if isinstance(value, dict):
        return {key: spread(item) for key, item in value.items()}
    if isinstance(value, list):
        return [spread(item) for item in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value, parse_int=float)
        except ValueError:
            return value
    return value


def objects(text):
    """The objects by kind and name; a text where it is no YAML."""
    try:
        documents = [document for document in yaml.load_all(text, Loader) if document]
    except (yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        return {"": f"no YAML: {error}"}
    found = {}
    for document in documents:
        about = document.get("metadata") or {} if isinstance(document, dict) else {}
        key = "/".join(str(part) for part in (document.get("kind"), about.get("namespace"), about.get("name"))) if about else ""
        found.setdefault(key, []).append(simple(spread(document)))
    return found


def paths(left, right, path=""):
    """Where two values differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted({*left, *right}):
            yield from paths(left.get(key), right.get(key), f"{path}.{key}" if path else key)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, (one, other) in enumerate(zip(left, right)):
            yield from paths(one, other, f"{path}[{index}]")
    elif left != right or isinstance(left, bool) != isinstance(right, bool):
        yield path, left, right


class Verdict:
    """What came out: its kind, what is alike in further cases of the same cause, and what both gave."""

    def __init__(self, kind, alike="", here="", there=""):
        self.kind, self.alike, self.here, self.there = kind, alike, here, there
        self.is_difference = kind in ("differ", "refused here alone", "refused there alone")


class Both:
    """The two programs."""

    def __init__(self, helm, chart, program, shown, folder, known=()):
        self.helm, self.chart, self.program, self.shown_of_ours, self.folder = helm, chart, program, shown, folder
        self.known = (*KNOWN_HERE, *known)
        home = {"HOME": folder, "HELM_CACHE_HOME": folder, "HELM_CONFIG_HOME": folder, "HELM_DATA_HOME": folder}
        self.environment = {"PATH": os.environ.get("PATH", ""), **home}

    def ask(self, words):
        run = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, timeout=60, check=False)
        return run.returncode, run.stdout.decode("utf-8", "replace"), run.stderr.decode("utf-8", "replace")

    def verdict(self, case, wanted=None):
        """What comes out; Helm is not asked where that is not what is wanted already."""
        try:
            return self.asked(case, wanted)
        except subprocess.TimeoutExpired:
            return Verdict("no answer")

    def asked(self, case, wanted):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        words = case.write(self.folder)
        here = self.ask([self.program, "render", "--no-project", "--color", "never", case.release, *words, *self.shown_of_ours])
        if wanted == "refused here alone" and not here[0] or wanted == "refused there alone" and here[0]:
            return Verdict("not wanted")
        there = self.ask([self.helm, "template", case.release, self.chart, *words])
        if here[0] not in (0, 2):
            return Verdict("differ", f"exit code {here[0]}", here[2], there[2] or there[1])
        if here[0] and there[0]:
            return Verdict("both refuse")
        if here[0] or there[0]:
            return refusal(here, there, self.known)
        return difference(here, there)

    @staticmethod
    def shown(verdict):
        return f"here:\n{verdict.here.strip()}\n\nthere:\n{verdict.there.strip()}"


def refusal(here, there, known_here):
    """The verdict where one side refuses."""
    said, known, kind = (here[2], known_here, "here") if here[0] else (there[2], KNOWN_THERE, "there")
    if any(words in said for words in known):
        return Verdict("known")
    head = next((line for line in said.splitlines() if "rror" in line), said[:200])
    # The last words say what is wrong; what is quoted is the case's own.
    alike = re.sub(r"`[^`]*`|\"[^\"]*\"|'[^']*'|\d+", "_", head)[-90:]
    return Verdict(f"refused {kind} alone", f"{kind}: {alike}", here[2] if here[0] else "rendered", there[2] if there[0] else "rendered")


def difference(here, there):
    """The verdict where both render."""
    found = list(paths(objects(here[1]), objects(there[1])))
    if not found:
        return Verdict("same")
    alike = re.sub(r"\d+", "_", found[0][0])
    shown = [f"{path}: {json.dumps(left)}" for path, left, _ in found], [f"{path}: {json.dumps(right)}" for path, _, right in found]
    return Verdict("differ", alike, "\n".join(shown[0]), "\n".join(shown[1]))
