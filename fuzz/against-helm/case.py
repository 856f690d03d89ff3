"""A case: values files, flags, and the release; what is reduced and given to both programs."""
import copy, os, shlex


def block(node, depth=0):
    """A tree as YAML. A leaf is the YAML that is written for it, so that `0o7` and `"true"` stay as they were made."""
    pad = "  " * depth
    if isinstance(node, dict) and node:
        return "".join(f"{pad}{key}:{below(value, depth)}" for key, value in node.items())
    if isinstance(node, list) and node:
        return "".join(f"{pad}-{below(value, depth)}" for value in node)
    return f"{pad}{leaf(node, depth)}\n"


def below(value, depth):
    if isinstance(value, (dict, list)) and value:
        return "\n" + block(value, depth + 1)
    return f" {leaf(value, depth + 1)}\n"


def leaf(value, depth):
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    return value.replace("\n", "\n" + "  " * depth)


class Case:
    """What both programs get. A flag is a pair of a name and a value; the value of --set-file is a key and a text."""

    def __init__(self, files, flags, release="vault"):
        self.files, self.flags, self.release = files, flags, release

    def copy(self):
        return copy.deepcopy(self)

    def size(self):
        """What a reduction makes smaller: lines first, then characters."""
        text = "".join(block(file) for file in self.files)
        flags = "".join("".join(flag) for flag in self.flags)
        return (text.count("\n") + 2 * len(self.flags) + len(self.files), len(text) + len(flags) + len(self.release))

    def write(self, folder):
        """Writes the files; gives the flags as both programs take them."""
        words = []
        for index, file in enumerate(self.files):
            name = f"values-{index + 1}.yaml"
            put(folder, name, block(file))
            words += ["-f", name]
        for index, (name, *value) in enumerate(self.flags):
            if name == "--set-file":
                text = f"text-{index + 1}"
                put(folder, text, value[1])
                words += [name, f"{value[0]}={text}"]
            else:
                words += [name, *value]
        return words

    def command(self, words):
        return shlex.join(["vaultchart", "render", "--no-project", self.release, *words])


def put(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        file.write(text)
