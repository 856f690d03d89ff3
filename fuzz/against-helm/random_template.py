"""Random Go templates: calls of the functions that Helm has and that give the same each time."""

# Each function with the kinds of its arguments: s text, i whole number, f number, l list, d map, a anything, r pattern,
# v version, c list of texts, j JSON, k key, b boolean, t time; a `+` behind the last repeats it.
FUNCTIONS = """
trim:s trimAll:ss trimSuffix:ss trimPrefix:ss upper:s lower:s title:s untitle:s repeat:is substr:iis nospace:s trunc:is abbrev:is
abbrevboth:iis initials:s wrap:is wrapWith:iss contains:ss hasPrefix:ss hasSuffix:ss quote:a+ squote:a+ cat:a+ indent:is nindent:is
replace:sss plural:ssi snakecase:s camelcase:s kebabcase:s swapcase:s splitList:ss split:ss splitn:sis join:sc sortAlpha:c
toString:a toStrings:l toDecimal:s atoi:s int:a int64:a float64:a add:ff add1:f sub:ff div:ii mod:ii mul:ff max:ff min:ff addf:ff
add1f:f subf:ff divf:ff mulf:ff maxf:ff minf:ff round:fi ceil:f floor:f seq:i seq:ii until:i untilStep:iii biggest:ff first:l last:l rest:l
initial:l append:la prepend:la concat:ll reverse:l uniq:l without:la has:al compact:l slice:li slice:lii chunk:il mustFirst:l len:a
index:li index:dk get:dk set:dka unset:dk hasKey:dk pluck:kd dig:kad pick:dk omit:dk merge:dd mergeOverwrite:dd
deepCopy:a dict:ka list:a+ tuple:a+ default:aa empty:a coalesce:a+ all:a+ any:a+ ternary:aab not:a and:aa or:aa eq:ss ne:ss eq:ii lt:ii le:ff
gt:ss ge:ii eq:aa toJson:a toPrettyJson:a toRawJson:a mustToJson:a fromJson:j fromJsonArray:j fromYaml:y fromYamlArray:y toYaml:a
toYamlPretty:a b64enc:s b64dec:s b32enc:s b32dec:s urlParse:u urlJoin:d urlquery:s sha1sum:s sha256sum:s adler32sum:s sha512sum:s
regexMatch:rs regexFindAll:rsi regexFind:rs regexReplaceAll:rss regexReplaceAllLiteral:rss regexSplit:rsi regexQuoteMeta:s
mustRegexMatch:rs semver:v semverCompare:ov kindOf:a kindIs:sa typeOf:a typeIs:sa typeIsLike:sa deepEqual:aa base:s dir:s clean:s
ext:s isAbs:s osBase:s osDir:s osExt:s osClean:s osIsAbs:s print:a+ println:a+ printf:pa html:s js:s required:sa
date:st dateInZone:sts toDate:ss unixEpoch:t duration:i dateModify:st slice:sii include:n
seq:iii ternary:ssb mustToDate:ss trimall:ss mustAppend:la mustSlice:lii mustHas:al mustCompact:l
mustUniq:l mustReverse:l mustRest:l mustInitial:l mustLast:l mustPrepend:la mustChunk:il mustWithout:la mustMerge:dd mustDeepCopy:a
mustRegexFind:rs mustRegexSplit:rsi mustRegexFindAll:rsi mustFromJson:j mustToYaml:a toDuration:s tpl:xa len:s len:l len:d substr:iis
""".split()
# What functions give, for calls within calls.
GIVES = {
    "s": "trim upper lower repeat trunc replace quote squote indent nindent snakecase camelcase join toString toJson toYaml b64enc sha256sum printf base cat "
    "abbrev initials substr regexReplaceAll kindOf typeOf include urlquery plural wrap title nospace ternary default",
    "i": "int int64 len add sub mul max min atoi mod biggest", "f": "float64 addf subf mulf divf round ceil floor maxf minf add1f toDecimal",
    "l": "list tuple append prepend concat reverse uniq initial rest slice until untilStep splitList fromJsonArray compact without sortAlpha regexFindAll chunk",
    "d": "dict merge mergeOverwrite pick omit set deepCopy split fromJson fromYaml urlParse", "b": "not and or eq ne lt gt has empty contains all any hasKey",
}
STRINGS = ["", "a", "hello world", "HTTPServer", "a,b,c", " x ", "é☃", "a\\nb", "1", "1.5", "true", "/a/b.c", "../x", "foo-bar_baz", "<&>", "日本語", "-1",
           "0x1F", "1e3", "$1", "a\\\"b", "AbC", "10", "string", "map", "\\t", "2006-01-02", "01", "null", "12345678901", "...", "a  b", "%s", "ſß", "İı"]
PATTERNS = ["a", "[a-z]+", "^a.*b$", "(a)(b)?", "\\\\d+", "(?i)A", "", ".", "x*", "a|b", "[", "(?P<n>a)", "\\\\bfoo", "[^a]", "a{2}", "\\\\s+", "$", "(?s)."]
FORMATS = ["%s", "%d", "%v", "%q", "%t", "%5d", "%-5s|", "%05d", "%.2f", "%x", "%T", "%+v", "%#v", "%%", "%c", "%U", "%e", "%g", "%b", "%o", "%z", "%6.2f", "%s %s"]
VERSIONS = ["1.2.3", "v1.2", "1", "1.2.3-beta.1", "1.2.3+b", "a", "01.2.3", "v1.35.0", "2.0.0-0", ""]
RANGES = [">1.0", "^1.2.3", "~1.2", ">=1.2.3-0", "1.x", ">1 <3", "1.2 - 2", "=1.2.3", "!=1", "<2 || >3", "*", "abc", ">=1.20.0-0", "^0.2"]
YAMLS = ["a: 1", "- a\\n- 1e3", "a", "{a: [1, ~]}", "a: b: c", "", "0o7", "yes", "x: 12345678901", "a: 1\\na: 2", "&a x", "1: b"]
JSONS = ["{\\\"a\\\":1}", "[1,2.5,null]", "1", "{", "\\\"x\\\"", "", "{\\\"a\\\":{\\\"b\\\":[true]}}", "12345678901234567890", "1e3", "null"]
URLS = ["http://u:p@h:80/p/q?x=1#f", "h", "", "//h/p", "http://[::1]:8", "mailto:a@b", "http://h/%zz", "a b", "HTTP://H/é", "x:///y"]
NAMED = ["vault.name", "vault.fullname", "vault.gone"]
FIELDS = [".Release.Name", ".Release.Namespace", ".Release.IsUpgrade", ".Release.Service", ".Chart.Name", ".Chart.Version", ".Chart.AppVersion",
          ".Capabilities.KubeVersion.Version", ".Capabilities.KubeVersion.Minor", ".Values.server.ha.replicas",
          ".Values.server.image.tag", ".Values.injector.enabled", ".Values.nope", ".Values.nope.deeper", ".Values.server.extraLabels",
          ".Values.ui", ".Values.server.ingress.hosts", ".Values.global.tlsDisable", ".Values.csi.livenessProbe", ".Release", ".Chart.Type",
          "$.Values.server.logLevel", ".Values.server.nodeSelector", ".Values.injector.annotations", ".Values.server.networkPolicy.ingress",
          ".Values.server.resources", ".Values.server.volumes", ".Capabilities.HelmVersion.Version"]


def literal(random, texts):
    return f"\"{random.choice(texts)}\""


def argument(random, kind, depth):
    """An argument of a kind: a literal, a field, or a call in brackets."""
    if kind == "a":
        kind = random.choice("sssiifldbnz")
        if kind == "z":
            return random.choice(["nil", *FIELDS])
    if depth and kind in "sifldba" and random.random() < 0.2:
        return f"({call(random, depth - 1, GIVES.get(kind))})"
    if random.random() < 0.03:
        return random.choice(FIELDS)
    texts = {"s": STRINGS, "r": PATTERNS, "p": FORMATS, "v": VERSIONS, "o": RANGES, "y": YAMLS, "j": JSONS, "u": URLS, "n": NAMED}
    if kind in texts:
        return literal(random, texts[kind])
    if kind == "i":
        return random.choice(["0", "1", "2", "3", "5", "-1", "10", "100", "7", "0x1F", "1_0", "'a'"])
    if kind == "f":
        return random.choice(["0", "1", "2", "-3", "1.5", "0.1", "1e3", "2.0", "10", "-0.5", "3.7", "12345678", ".5", "0o7"])
    if kind == "b":
        return random.choice(["true", "false"])
    if kind == "k":
        return random.choice(["\"a\"", "\"b\"", "\"replicas\""])
    if kind == "t":
        return random.choice(["0", "1700000000", f"(toDate \"2006-01-02\" \"2024-02-29\")"])
    if kind == "x":
        return random.choice(["\"{{ . }}\"", "\"{{ .Release.Name }}\"", "\"{{ 1\"", "\"x\"", "\"{{ include `vault.name` . }}\""])
    if kind == "c":
        return f"(list {literal(random, STRINGS)} {literal(random, STRINGS)})"
    if kind == "l":
        return random.choice(["(list)", "(list 1 2 3)", f"(list {literal(random, STRINGS)} 1 nil)", "(until 3)", ".Values.server.ingress.hosts", "(list \"b\" \"a\" \"b\")", "(list 1.0 1 \"1\" true)"])
    return random.choice(["(dict)", "(dict \"a\" 1 \"b\" (list 1 2))", f"(dict \"a\" {literal(random, STRINGS)})", ".Values.server.ha", "(dict \"a\" (dict \"b\" nil))", ".Values.server.extraLabels"])


def call(random, depth, names=None):
    """A call of a function; of one of these, if they are given."""
    wanted = names.split() if names else []
    function = random.choice([one for one in FUNCTIONS if one.partition(":")[0] in wanted] if wanted else FUNCTIONS)
    name, _, kinds = function.partition(":")
    if kinds.endswith("+"):
        kinds = kinds[:-1] * random.choice([1, 1, 2, 3])
    if random.random() < 0.01:
        kinds = kinds[1:] or "a"
    arguments = [argument(random, kind, depth) for kind in kinds]
    if name == "include":
        return f"include {arguments[0]} ."
    if arguments and random.random() < 0.2:
        return f"{arguments[-1]} | {' '.join([name, *arguments[:-1]])}"
    return " ".join([name, *arguments])


def shown(random):
    """A pipeline whose result is shown; numbers as JSON, where whole ones stay whole on both sides."""
    return f"{call(random, 1)}{random.choice([' | toJson', ' | toJson', '', ' | quote', ' | toYaml'])}"


def template(random):
    """A text with one or more actions."""
    one, other = shown(random), shown(random)
    value = argument(random, "a", 1)
    forms = [f"{{{{ {one} }}}}"] * 6 + [
        f"a {{{{- {one} -}}}} b", f"{{{{ if {value} }}}}{{{{ {one} }}}}{{{{ else }}}}no{{{{ end }}}}", f"{{{{ $x := {call(random, 1)} }}}}{{{{ $x | toJson }}}}",
        f"{{{{ with {value} }}}}{{{{ . | toJson }}}}{{{{ else }}}}none{{{{ end }}}}",
        f"{{{{ range $i, $e := {argument(random, random.choice('ld'), 1)} }}}}{{{{ $i }}}}={{{{ $e | toJson }}}};{{{{ end }}}}",
        f"{{{{ {one} }}}} {{{{ {other} }}}}", f"{{{{/* note */}}}}{{{{ {one} }}}}", f"{{{{ define \"x\" }}}}{{{{ . | toJson }}}}{{{{ end }}}}{{{{ template \"x\" {value} }}}}",
        f"{{{{ $x := 1 }}}}{{{{ if {value} }}}}{{{{ $x = 2 }}}}{{{{ end }}}}{{{{ $x }}}}", f"{{{{ range {argument(random, 'l', 1)} }}}}{{{{ if . }}}}{{{{ break }}}}{{{{ end }}}}{{{{ . }}}}{{{{ else }}}}-{{{{ end }}}}",
        f"{{{{ {value} }}}}",
        f"{{{{ (index (list 1 (dict \"a\" {value})) 1).a }}}}", "{{ `raw\\n` }}",
    ]
    if random.random() < 0.03:
        forms = ["{{", "}}", "{{ }}", "{{ end }}", "{{ nope }}", f"{{{{ {one}", "{{ \"a\nb\" }}"]
    return random.choice(forms)


def quoted(random):
    """A template as a scalar in single quotes."""
    return "'" + template(random).replace("'", "''").replace("\n", "\n\n") + "'"


def block(random):
    """A template as a block whose result is YAML."""
    lines = [f"k{index}: {{{{ {shown(random)} }}}}" for index in range(random.choice([1, 2]))]
    if random.random() < 0.3:
        lines = [f"- {{{{ {shown(random)} }}}}", f"- n: {template(random)}"]
    return random.choice(["|", "|-", "|+"]) + "\n" + "\n".join(f"  {line}".replace("\n", "\n  ") for line in lines)
