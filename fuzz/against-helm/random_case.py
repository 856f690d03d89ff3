"""Random values from the schema, and random flags. The same random numbers make the same case."""
import json, os

import random_template
from case import Case

# Scalars as they are written, many of which YAML 1.1, YAML 1.2 and Go's readers do not read alike.
SCALARS = r"""0o7 0777 0x1F 0b11 1e3 1E+3 1_000 1.5 .5 5. -0 +1 -1 0 00 08 0o8 12345678901234567890 9007199254740993 -9223372036854775808
18446744073709551616 1234567.0 1e21 0.1e-7 100000000000000000000000 true True yes Yes no NO on off y n Y ~ null Null NULL nULL "true" "1"
"~" "null" "0o7" "1e3" '1' 'yes' "" '' plain a-b 2024-01-01 12:30:45 1:20 2001-12-14t21:59:43.10-05:00 v1.2.3 1.2.3 127.0.0.1 10.0.0.0/8
/path/to $(POD_IP) ${VAR} http://a.b:8200 [::]:8200 a:b a#b 'it''s' "tab\tthere" "line\nbreak" "\u00e9" "\x41" "\U0001F600" é 日本 "\u2028"
"<a&b>" "*" "&" "!" "-" "?" "|" "@" "`" = << 1__0 _1 0x 0b 0o 0xG 1e 1e+ + . .. ... ._ 1.e3 -.5 0.0 -0.0 -0x1F -0o7 0X1F 0B1 1e-7 1e20
123456789012345678 0.30000000000000004 1.0e+2 -1_0 0_7 07_7 +.5 1:2:3 190:20:30.15""".split()
PHRASES = ["\"a: b\"", "\"a # b\"", "it's", "'say \"hi\"'", "!!str 1", "!!int \"7\"", "!!float 1", "!!bool \"true\"", "!!null \"\"", "!!binary aGk=",
           "a b", "a  b # note", "|\n  one\n  two", "|-\n  one\n\n  two\n", ">\n  one\n  two\n\n  three", ">-\n  a\n    b\n  c", "|+\n  a\n\n",
           "|2\n    a", "plain\n  over lines", "\"a\n  b\n\n  c\"", "'a\n  b'", "{a: 1, b: [x, ~]}", "[1, 0o7, \"a\", {b: }]", "[a, b,]",
           "{a, b: }", "{\"a\":1}", "&a 1", "\"\\\n  a\"", "[]", "{}", "[[]]", "[~]", "{? a : b}", "{a: }", "!!str", "!!str 0o7", "! 1", "\"\\/\"",
           "|1\n   a", ">+\n  a\n\n  b\n\n", "a\n  \n  b", "[a: 1]", "{a: {b: [1, {c: ~}]}}", "{<<: {a: 1}, b: 2}", "\"a \\\n   b\"", "'{{ 1 }}'"]
# What both refuse nearly always.
WILD = [".inf", "-.Inf", ".nan", "NaN", "1e400", "+.inf", "[::]:8200 x", "!custom x", "{{", "a: b", "*a", "@a", "`a", "%a", "[", "\"", "? a", "- a", "\ta"]
NAMES = ["a", "b.c", "d/e", "f_g", "\"h i\"", "'1'", "1", "yes", "1.0", "true", "\"\"", "0o7", "é", "app.kubernetes.io/name", "1e3", "\"j\\nk\"",
         "A", "=", "-x", "null_", "no", "2024-01-01", "1_0", "\"null\"", "12345678901", "!!str 1", "a b", "0x1F", "on", "'a: b'", "\"{{ 1 }}\""]
TEXT_SCALARS = ["a", "\"1\"", "\"\"", "\"true\"", "'a: b'", "\"{{ .Release.Name }}\"", "é", "2024-01-01", "1.2.3", "a-b", "\"null\"", "\"0o7\"", "v1",
                "|\n  one\n  two", "\"a\\nb\"", "/a", "http://a:1", "08", "1:20", "_1", "1e", "0o8", "a b", "'it''s'", "!!str 1", "1.2.3.4", "nULL", "0x"]
# Texts for flags, as they stand behind the equals sign.
SET_TEXTS = ["1", "01", "0o7", "1e3", "1.5", "1_000", "true", "TRUE", "null", "Null", "~", "", "a", "a b", "\"q\"", "'q'", "a\\,b", "{a,b}",
             "{}", "{1,true,null}", "{a\\,b}", "{ a, b }", "a=b", "a\\=b", "12345678901234567890", "9007199254740993", "-1", "+1", "0x1F",
             "a:b", "{{ .Release.Name }}", "a\\\\b", "a\\.b", "é", "[a]", "yes", "no", "0", "00", "-0", ".5", "1e400", "{a", "a}", " a",
             "a ", "{,}", "{a,}", "a\nb", "@x", "#", "\\"]
JSONS = ["1", "1.0", "1e3", "1E400", "12345678901234567890", "9007199254740993", "null", "true", "\"a\"", "\"\\u00e9\"", "\"{{ 1 }}\"", "[]",
         "{}", "[1,null,\"a\",{\"b\":null}]", "{\"a\":{\"b\":[1.5,-0]}}", "-0", "-0.0", "{\"a.b\":1}", "\"\"", "01", "[1,]", "{\"a\":1,\"a\":2}",
         "1 2", "'a'", "nul", " 1 ", "{\"a\":null}", "1.0e2", "0.1", "\"a\\nb\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "[[1]]"]
TEXTS = ["", "a", "a\n", "\n", "a\r\nb\r\n", "a: b\n", "{{ .Release.Name }}\n", "1", "true", "null", "\ta", "é", "\ufeffa", "a,b=c\n", "  \n\n"]
RELEASES = ["vault", "a", "my-vault", "v1.2", "x" * 53, "x" * 54, "123", "A", "a_b", "-a", "a-", "vaulted", "a.b", "a..b", "1e3", "true"]
SPACES = ["default", "vault-system", "a", "123", "", "A", "x" * 63, "x" * 64, "a_b", "true", "a.b"]
KUBE = ["1.30.0", "v1.29", "1.35.1+k3s1", "v1.35.0-gke.100", "1.19.0", "v1.20.0", "1.20.0-0", "1", "1.30", "abc", "v1.33.4-eks-1", "2.0.0", "1.30.0.1", "v1.040.0", ""]
SERVED = ["foo/v1", "policy/v1beta1", "monitoring.coreos.com/v1", "v1", "a/b/C", "foo/v1,bar/v1", "apps/v1/Deployment", "", "route.openshift.io/v1"]


def keys(schema, path=()):
    """Every key of the schema with what the schema says of it, below `items` too."""
    for name, below in schema.get("properties", {}).items():
        # Keys of our own, and `global.image`, which Helm ignores.
        if below.get("x-own") or (*path, name) == ("global", "image"):
            continue
        yield (*path, name), below
        yield from keys(below, (*path, name))


def types(said):
    """The types that a key may have, by Helm's schema or by what Kubernetes wants."""
    named = said.get("type", said.get("x-type", ["string", "object", "array", "integer", "boolean"]))
    return [named] if isinstance(named, str) else named


class Maker:
    """Makes cases."""

    def __init__(self, root, is_wanted, is_stand_in):
        with open(os.path.join(root, "values", "schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        self.keys = [(path, said) for path, said in keys(schema) if is_wanted(".".join(path)) and path != ("extraObjects",)]
        self.free = [(path, said) for path, said in self.keys if said.get("x-free")]
        self.is_stand_in, self.is_wild = is_stand_in, False

    def case(self, random):
        self.is_wild = random.random() < 0.2
        files = [self.file(random) for _ in range(random.choice([1, 1, 1, 2, 2, 3]))]
        if self.is_stand_in:
            files[0]["extraObjects"] = self.probe(random)
        flags = [self.flag(random) for _ in range(random.choice([0, 0, 1, 1, 2, 4]))]
        flags = [flag for group in flags for flag in group]
        release = random.choice(RELEASES) if random.random() < 0.1 else "vault"
        return Case(files, flags, release)

    @staticmethod
    def probe(random):
        """An object of the user's own: its texts are Go templates."""
        spec = {f"t{index}": random_template.quoted(random) for index in range(random.choice([1, 1, 2, 3]))}
        name = {"name": "probe"}
        return {"probe": {"apiVersion": "example.com/v1", "kind": "Probe", "metadata": name, "spec": spec}}

    def file(self, random):
        tree = {}
        for _ in range(random.choice([1, 2, 3, 6, 12])):
            path, said = random.choice(self.keys)
            at = tree
            for key in path[:-1]:
                if not isinstance(at.get(key), dict):
                    at[key] = {}
                at = at[key]
            at[path[-1]] = self.value(random, said)
        return tree

    def value(self, random, said):
        chance = random.random()
        if chance < 0.05:
            return "null"
        if chance < 0.1 and self.is_wild and "type" in said:
            return self.anything(random, 2)
        # The stand-in shows no configuration.
        if said.get("x-templated") and (said["x-templated"] is True or not self.is_stand_in) and random.random() < 0.3:
            return random_template.quoted(random) if random.random() < 0.3 else random_template.block(random)
        if said.get("x-enum") and random.random() < 0.7:
            return json.dumps(random.choice(said["x-enum"]))
        return self.of_type(random, random.choice(types(said)), said)

    def of_type(self, random, kind, said):
        if kind == "object":
            below = said.get("properties") or {}
            if below and random.random() < 0.7:
                return {key: self.value(random, below[key]) for key in random.sample(sorted(below), min(2, len(below)))}
            return {random.choice(NAMES): self.anything(random, 2) for _ in range(random.choice([0, 1, 2, 3]))}
        if kind == "array":
            items = said.get("items")
            return [self.value(random, items) if items else self.anything(random, 2) for _ in range(random.choice([0, 1, 2]))]
        if kind == "string":
            return random.choice(SCALARS if self.is_wild and "type" in said else TEXT_SCALARS)
        if kind == "integer":
            return random.choice(["0", "1", "8200", "-1", "0o17", "0x10", "1_000", "1e3", "1.0", "30000", "9007199254740993", "010"])
        return {"boolean": random.choice(["true", "false", "yes", "off", "True"]), "null": "null"}.get(kind, "1")

    def anything(self, random, depth):
        chance = random.random()
        if depth and chance < 0.15:
            return {random.choice(NAMES): self.anything(random, depth - 1) for _ in range(random.choice([0, 1, 2]))}
        if depth and chance < 0.3:
            return [self.anything(random, depth - 1) for _ in range(random.choice([0, 1, 2, 3]))]
        if self.is_wild and chance > 0.9:
            return random.choice(WILD)
        return random.choice(PHRASES) if chance < 0.5 else random.choice(SCALARS)

    def flag(self, random):
        """Flags that belong together."""
        name = random.choice(["--set"] * 5 + ["--set-string", "--set-json", "--set-json", "--set-file", "--set-literal", "release"])
        if name == "release":
            return [random.choice([("-n", random.choice(SPACES)), ("--kube-version", random.choice(KUBE)), ("--api-versions", random.choice(SERVED)),
                                   ("--is-upgrade",), ("--skip-schema-validation",), ("--skip-tests",), ("--no-hooks",)])]
        if name == "--set-json":
            if random.random() < 0.1:
                return [(name, json.dumps({self.keys[0][0][0]: {"a": None, "b": 1e3}}))]
            key, free = self.key(random)
            return [(name, f"{key}={random.choice(JSONS) if free else random.choice(['1', 'null', 'true'])}")]
        if name == "--set-file":
            return [(name, self.key(random)[0], random.choice(TEXTS))]
        pairs = [self.pair(random) for _ in range(1 if name == "--set-literal" else random.choice([1, 1, 1, 2]))]
        return [(name, ",".join(pairs))]

    def pair(self, random):
        key, free = self.key(random)
        return f"{key}={random.choice(SET_TEXTS if free or self.is_wild else ['1', 'true', 'a', 'null', '', '-'])}"

    def key(self, random):
        """A key for a flag, and whether it takes anything."""
        path, said = random.choice([one for one in self.keys if "type" in one[1]] if self.is_wild else self.free or self.keys)
        key = ".".join(path)
        named = types(said)
        if said.get("x-free") and "object" in named:
            steps = [".a", ".b\\.c", ".d/e", ".a.b", ".1", ".a[0]", ".é", ".x y", ".a[1].b", ".a[0][1]", ".b\\.c.d", ".\"q\"", ".a\\,b", ".a\\=b"]
            return key + random.choice(steps), True
        if said.get("x-free") and "array" in named:
            return key + random.choice(["[0]", "[1].a", "[0][1]", "[0].name", "[2]", "[0].a\\.b", "[1][0].c"]), True
        return key, False
