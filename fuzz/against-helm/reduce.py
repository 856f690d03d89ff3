"""Makes a case that shows a difference as small as it can be, and still of the same kind."""
import itertools


def reduced(case, verdict, both, steps=250):
    """The smallest case found that shows the same kind of difference, and what it shows."""
    tried, is_smaller = set(), True
    while is_smaller and steps > 0:
        is_smaller, position = False, 0
        while steps > 0:
            # After a success the sweep goes on where it was: what could not be left out before is not tried again.
            smaller = next(itertools.islice(smaller_cases(case), position, None), None)
            if smaller is None:
                break
            mark = repr((smaller.files, smaller.flags, smaller.release))
            if mark not in tried and smaller.size() < case.size():
                tried.add(mark)
                steps -= 1
                said = both.verdict(smaller, verdict.kind)
                if said.kind == verdict.kind and (said.kind == "differ" or said.alike == verdict.alike):
                    case, verdict, is_smaller = smaller, said, True
                    continue
            position += 1
    return case, verdict


def smaller_cases(case):
    """Cases that are smaller in one thing, those that lose much first."""
    for kept in parts(case.flags):
        yield with_it(case, flags=kept)
    for kept in parts(case.files):
        yield with_it(case, files=kept)
    if case.release != "vault":
        yield with_it(case, release="vault")
    for index, tree in enumerate(case.files):
        for smaller in smaller_trees(tree):
            yield with_it(case, files=[*case.files[:index], smaller, *case.files[index + 1 :]])
    for index, (name, *value) in enumerate(case.flags):
        for place, text in enumerate(value):
            for shorter in shorter_texts(text):
                changed = [*value[:place], shorter, *value[place + 1 :]]
                yield with_it(case, flags=[*case.flags[:index], (name, *changed), *case.flags[index + 1 :]])


def with_it(case, **changed):
    other = case.copy()
    vars(other).update(changed)
    return other


def parts(items, least=1):
    """A list without a part of it: halves, quarters, and so on down to one item."""
    length = len(items)
    step = length
    while step >= least and step:
        for start in range(0, length, step):
            yield items[:start] + items[start + step :]
        step //= 2


def smaller_trees(tree):
    """Trees without a part, with a smaller part, or with a part in the place of the whole."""
    if isinstance(tree, str):
        yield from shorter_scalars(tree)
        return
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for kept in parts(pairs):
        yield built(tree, kept)
    for index, (key, value) in enumerate(pairs):
        if isinstance(value, (dict, list)) and value:
            yield built(tree, [*pairs[:index], (key, "1"), *pairs[index + 1 :]])
            # A level less: the first of what is below.
            for below in value.values() if isinstance(value, dict) else value:
                yield built(tree, [*pairs[:index], (key, below), *pairs[index + 1 :]])
        for smaller in smaller_trees(value):
            yield built(tree, [*pairs[:index], (key, smaller), *pairs[index + 1 :]])
        if isinstance(tree, dict) and not key.isalpha() and "a" not in tree:
            yield built(tree, [*pairs[:index], ("a", value), *pairs[index + 1 :]])


def built(tree, pairs):
    return dict(pairs) if isinstance(tree, dict) else [value for _, value in pairs]


def shorter_scalars(text):
    """Shorter scalars of the same style."""
    if len(text) > 1 and text not in ('""', "''"):
        yield from ("1", '""')
    if text[:1] in ("'", '"') and text[-1:] == text[:1]:
        yield from (text[0] + shorter + text[0] for shorter in shorter_texts(text[1:-1]))
    elif text[:1] in ("|", ">"):
        head, _, body = text.partition("\n")
        yield from (f"{head}\n{shorter}" for shorter in shorter_texts(body))
    else:
        yield from (shorter for shorter in shorter_texts(text) if shorter)


def shorter_texts(text):
    """A text without a part of it; a template's inner blocks first, as a whole."""
    start = text.rfind("(")
    while start >= 0:
        end = text.find(")", start)
        if end > 0:
            yield text[:start] + "1" + text[end + 1 :]
            yield text[:start] + '"a"' + text[end + 1 :]
            yield text[:start] + text[start + 1 : end] + text[end + 1 :]
        start = text.rfind("(", 0, start)
    yield from parts(text, least=1 if len(text) <= 40 else len(text) // 8)
