"""The editor's schemas, held by a validator that is not ours: it takes every case and study that the program takes, and
refuses what the program refuses by its form.

usage: schema.py ROOT MIDSTREAM
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2, as the program reads it: dates stay text, only true and false are true and false, 1e-9 is a number."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile("^[-+]?[0-9.]+[eE][-+]?[0-9]+$"), list("-+.0123456789"))


def misplaced(validator, sound, facility):
    """Where an editor would mark a wrong key of a facility: it should be the key, not the whole facility."""
    for key, value in {"turndown": "60 %", "tags": {"not": "a list"}, "rate": "fast"}.items():
        spoilt = copy.deepcopy(sound)
        spoilt["facilities"][facility][key] = value
        places = [list(error.absolute_path) for error in validator.iter_errors(spoilt)]
        if not places or any(place != ["facilities", facility, key] for place in places):
            yield f"for a wrong '{key}' of a mine an editor marks {places}"


def validator_of(root, midstream, name):
    printed = subprocess.run([midstream, "schema", name], check=True, capture_output=True, text=True).stdout
    if printed != (root / f"configs/schema/{name}.json").read_text():
        sys.exit(f"configs/schema/{name}.json is not what `midstream schema {name}` prints; write it anew")
    schema = json.loads(printed)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def hold_studies(root, midstream):
    """What the shipped studies say must fit, and what the program refuses by its form must not."""
    validator = validator_of(root, midstream, "study")
    files = sorted((root / "configs/studies").glob("*.yaml"))
    if len(files) < 2:
        yield f"only {len(files)} studies were found"
    for file in files:
        if "# yaml-language-server: $schema=../schema/study.json\n" not in file.read_text():
            yield f"{file.name} does not name its schema, so an editor cannot know it"
        for error in validator.iter_errors(yaml.load(file.read_text(), Loader)):
            where = ".".join(map(str, error.absolute_path))
            yield f"{file.name}: {where}: {error.message[:200]}"
    sound = {
        "midstream study": 1, "case": "a.yaml", "with": "b.yaml", "set": ["time.end=2040-01-01"], "runs": {"seed": 3},
        "base": "no", "keep": ["markets"], "table": "rows.csv", "x-mine": {"anything": 1},
        "scenarios": [{"name": "a", "set": "p=1"}],
        "grid": [{"field": "p", "values": [1, "2 t"]}, {"name": "f", "options": [{"name": "o", "with": "o.yaml"}]}],
        "samples": {"by": "sobol", "count": 8, "of": [{"field": "p", "from": "1 t", "to": "2 t", "most likely": "1.5 t"}]},
    }
    for error in validator.iter_errors(sound):
        yield f"a study with everything: {error.message[:200]}"
    breaks = {
        "an unknown key": lambda s: s.update(scenarois=[]),
        "no version": lambda s: s.pop("midstream study"),
        "a case for a study": lambda s: (s.pop("midstream study"), s.update(midstream=1)),
        "no case": lambda s: s.pop("case"),
        "a scenario without a name": lambda s: s["scenarios"][0].pop("name"),
        "an unknown key of a factor": lambda s: s["grid"][0].update(feild="p"),
        "a law of drawing that is none": lambda s: s["samples"].update(by="dice"),
        "samples of nothing": lambda s: s["samples"].pop("of"),
        "no samples at all": lambda s: s["samples"].update(count=0),
        "words for a number": lambda s: s["runs"].update(replications="many"),
    }
    for name, spoil in breaks.items():
        spoilt = copy.deepcopy(sound)
        spoil(spoilt)
        if validator.is_valid(spoilt):
            yield f"the schema of studies takes {name}"


def main(root, midstream):
    validator = validator_of(root, midstream, "case")

    failures = list(hold_studies(root, midstream))
    files = [f for folder in ("configs/cases", "configs/cases/overlays", "tests/stories", "tests/validation/cases")
             for f in sorted((root / folder).glob("*.yaml"))]
    for file in files:
        for error in validator.iter_errors(yaml.load(file.read_text(), Loader)):
            where = ".".join(map(str, error.absolute_path))
            failures.append(f"{file.relative_to(root)}: {where}: {error.message[:200]}")

    sound = yaml.load((root / "configs/cases/valley.yaml").read_text(), Loader)
    facility = next(iter(sound["facilities"]))
    breaks = {
        "an unknown key of the case": lambda c: c.update(facilites={}),
        "an unknown key of a facility": lambda c: c["facilities"][facility].update(kindd="mine"),
        "an unknown key of a route": lambda c: c["routes"][0].update(carry="ore"),
        "a list where a map is wanted": lambda c: c.update(time=["2025-01-01"]),
        "words for a number": lambda c: c["runs"].update(replications="many"),
        "a wrong version": lambda c: c.update(midstream=2),
        "a wrong word": lambda c: c["routes"][0].update(by="teleport"),
        "no version": lambda c: c.pop("midstream"),
        "a map that adds to a list": lambda c: c.update({"routes+": c["routes"][0]}),
    }
    for error in misplaced(validator, sound, facility):
        failures.append(error)
    additions = {"routes+": sound["routes"], "network+": [], "disruptions+": sound["disruptions"], "elements+": ["Au"]}
    part = {"include": "base.yaml", "facilities": {facility: None, "x": {"shutdowns+": [{"on": "2026-01-01", "for": "9 d"}]}}}
    for error in validator.iter_errors({**part, **additions}):
        failures.append(f"a case that includes another and adds to its lists: {error.message[:200]}")
    for name, spoil in breaks.items():
        spoilt = copy.deepcopy(sound)
        spoil(spoilt)
        if validator.is_valid(spoilt):
            failures.append(f"the schema takes {name}")

    if len(files) < 50:
        failures.append(f"only {len(files)} cases were found")
    if failures:
        sys.exit("\n".join(failures))
    print(f"{len(files)} cases fit the schema, {len(breaks)} spoilt ones do not")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
