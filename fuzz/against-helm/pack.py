"""Many Go templates in one run of each program: what differs there is worth a case of its own."""
import json, os, re, shutil

import yaml

import random_template
from case import Case, put
from compare import Loader, paths, simple, spread

PROBE = {"apiVersion": "example.com/v1", "kind": "Probe"}


class Pack:
    """The templates of one round, by their names."""

    def __init__(self, both, chart, random, count):
        self.both, self.chart = both, os.path.join(os.path.dirname(both.folder), "pack")
        self.texts = {f"p{index:04}": random_template.template(random) for index in range(count)}
        shutil.rmtree(self.chart, ignore_errors=True)
        shutil.copytree(chart, self.chart)
        os.remove(os.path.join(self.chart, "templates", "extra-objects.yaml"))

    def suspects(self, refused_share, random):
        """The cases that differ, and some of those that our side refuses; with how many were looked at."""
        here, refused = self.answers(self.ours, self.texts)
        there, refused_there = self.answers(self.theirs, {name: self.texts[name] for name in here})
        differ = [name for name in here if name in refused_there or any(paths(here[name], there.get(name)))]
        tried = random.sample(sorted(refused), int(len(refused) * refused_share))
        return len(here) + len(tried), [self.case(name) for name in [*differ, *tried]]

    def case(self, name):
        text = "'" + self.texts[name].replace("'", "''").replace("\n", "\n\n") + "'"
        probe = {**PROBE, "metadata": {"name": "probe"}, "spec": {"t": text}}
        return Case([{"extraObjects": {"probe": probe}}], [])

    def answers(self, ask, texts):
        """What a program gives for each, and which it refuses: it tells one at a time."""
        left, refused = dict(texts), set()
        while left:
            status, out, said = ask(left)
            if not status:
                return objects(out), refused
            named = re.findall(r"\bp\d{4}\b", said)
            culprits = [name for name in named if name in left] or list(left)
            refused.add(culprits[0])
            left.pop(culprits[0])
        return {}, refused

    def ours(self, texts):
        shutil.rmtree(self.both.folder, ignore_errors=True)
        os.makedirs(self.both.folder)
        object_of = lambda name, text: {**PROBE, "metadata": {"name": name}, "spec": {"t": text}}
        values = {"extraObjects": {name: object_of(name, text) for name, text in texts.items()}}
        put(self.both.folder, "values-1.yaml", json.dumps(values, ensure_ascii=False))
        words = ["render", "--no-project", "--color", "never", "vault", "-f", "values-1.yaml", "-s", "extra-objects"]
        return self.both.ask([self.both.program, *words])

    def theirs(self, texts):
        templates = os.path.join(self.chart, "templates")
        for name in os.listdir(templates):
            if re.fullmatch(r"p\d{4}\.yaml", name):
                os.remove(os.path.join(templates, name))
        for name, text in texts.items():
            head = json.dumps({**PROBE, "metadata": {"name": name}})[:-1]
            value = f"{{{{ tpl {literal(text)} $ | toJson }}}}"
            put(templates, f"{name}.yaml", f'{head}, "spec": {{"t": {value}}}}}\n')
        return self.both.ask([self.both.helm, "template", "vault", self.chart])


def literal(text):
    """A text as Go writes it."""
    return '"' + "".join(character if " " <= character <= "~" and character not in '"\\' else f"\\U{ord(character):08x}" for character in text) + '"'


def objects(text):
    found = {}
    for document in yaml.load_all(text, Loader):
        if isinstance(document, dict) and document.get("kind") == "Probe":
            found[document["metadata"]["name"]] = simple(spread(document.get("spec", {}).get("t")))
    return found
