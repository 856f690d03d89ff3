"""A chart in place of vault-helm: the documented defaults and the schema, and templates that show what values, flags and Go
templates give. Our side shows the same by a template of the user's own."""
import json, os

import yaml

from random_case import keys

# What the real chart refuses as well: it reads what is below, and this one does not.
KNOWN = ("error[values-null-map]", "error[config-structured]", "error[template]", "error[httproute-parent]", "error[redundancy-zones]")
HELPERS = """{{- define "vault.name" -}}{{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}{{- end -}}
{{- define "vault.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $full := ternary .Release.Name (print .Release.Name "-" $name) (contains $name .Release.Name) -}}
{{ .Values.fullnameOverride | default $full | trunc 63 | trimSuffix "-" }}
{{- end -}}
{{- define "stand-in.evaluated" -}}
{{- $value := index . 0 -}}{{- $scope := index . 1 -}}
{{- if kindIs "string" $value -}}{{ tpl $value $scope | toJson }}
{{- else if kindIs "map" $value -}}
{ {{- range $place, $key := keys $value | sortAlpha -}}
{{ if $place }},{{ end }}{{ $key | toJson }}:{{ include "stand-in.evaluated" (list (index $value $key) $scope) }}
{{- end -}} }
{{- else if kindIs "slice" $value -}}
[ {{- range $place, $item := $value -}}
{{ if $place }},{{ end }}{{ include "stand-in.evaluated" (list $item $scope) }}
{{- end -}} ]
{{- else -}}{{ toJson $value }}{{- end -}}
{{- end -}}
"""
EXTRA = """{{ range $key, $entry := .Values.extraObjects }}
---
{{ include "stand-in.evaluated" (list $entry $) }}
{{ end }}
"""
# All values, as Go templates see them.
VALUES = '{{ omit .Values "extraObjects" "vaultchart" | toJson }}'
OBJECT = "apiVersion: example.com/v1\nkind: Probe\nmetadata:\n  name: %s\nspec:\n"


def templated(schema):
    """The paths of the keys that are Go templates whose result is read as YAML."""
    return [path for path, said in keys(schema) if said.get("x-templated") is True and path != ("extraObjects",)]


def theirs(path):
    """A key of the object that shows a templated value, for Helm."""
    named = " ".join(f'"{step}"' for step in path)
    value = f"$value := dig {named} nil $.Values.AsMap"
    shown = "{{ if kindIs \"string\" $value }}{{ tpl $value $ | nindent 4 }}{{ else }} {{ toJson $value }}{{ end }}"
    return f"  {'.'.join(path)}:{{{{ with {value} }}}}{shown}{{{{ end }}}}\n"


def defaults(tree, schema):
    """The documented defaults without the nulls that say that a key may be set, and without our own keys."""
    below = schema.get("properties", {})
    return {
        key: defaults(value, below.get(key, {})) if isinstance(value, dict) else value
        for key, value in tree.items()
        if not (below.get(key, {}).get("x-own") or value is None and below.get(key, {}).get("x-no-default"))
    }


def put(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def newest(root):
    """The record of the newest release that is known."""
    folder = os.path.join(root, "values", "releases")
    records = (yaml.safe_load(read(folder, name)) for name in os.listdir(folder))
    return max(records, key=lambda record: [int(part) for part in record["version"].split(".")])


def write(root, work):
    """Writes the chart, and a folder of our own templates; gives the chart and the flags for our side."""
    chart, mine = os.path.join(work, "chart"), os.path.join(work, "templates")
    schema = json.loads(read(root, "values", "schema.json"))
    record = newest(root)
    about = {"apiVersion": "v2", "name": "vault", "type": "application", "version": record["version"],
             "appVersion": record["images"]["vault"], "kubeVersion": record["kubeVersion"]}
    put(chart, "Chart.yaml", json.dumps(about))
    put(chart, "values.yaml", json.dumps(defaults(yaml.safe_load(read(root, "values", "values.yaml")), schema)))
    put(chart, "values.schema.json", json.dumps(schema))
    put(chart, "templates/_names.tpl", HELPERS)
    put(chart, "templates/extra-objects.yaml", EXTRA)
    paths = templated(schema)
    put(chart, "templates/keys.yaml", OBJECT % "keys" + "".join(theirs(path) for path in paths))
    ours = "".join(f"  {'.'.join(path)}: {{{{ {'.'.join(path)} }}}}\n" for path in paths)
    put(mine, "stand-in/keys.yaml.j2", OBJECT % "keys" + ours)
    put(chart, "templates/values.yaml", OBJECT % "values" + "  values: {{ toJson (omit .Values \"extraObjects\" \"vaultchart\") | toJson }}\n")
    put(work, "values.yaml", json.dumps({"extraObjects": {"values": yaml.safe_load(OBJECT % "values" + f"  values: '{VALUES}'\n")}}))
    shown = ["--templates", mine, "-s", "stand-in/keys", "-s", "extra-objects", "-f", os.path.join(work, "values.yaml")]
    return chart, shown
