"""The parameters of a list, and which of them contradict each other."""

from __future__ import annotations

from typing import Any

from tests.fresh import asked as reading
from tests.fresh.asked import THREE, Asked, Fault, Parameter, Refusal
from tests.fresh.kept import FILTERS
from tests.fresh.speaking import Speaking


class Understanding(Speaking):
    def known(self, collection: str) -> dict[str, Parameter]:
        """What the list of a collection understands: the contract's projection, in this server's words."""
        listed = [self.filter_parameter(collection, name) for name in FILTERS[collection]]
        sorts = ["date"] if collection != "offices" else []
        if "text-search" in self.classes:
            listed.append(Parameter("q", reading.pattern(r"(?s).*\S.*", 200)))
            sorts.append("relevance")
        if "place-search" in self.classes:
            sorts.append("distance")
            listed += [
                Parameter("postcode", reading.pattern("[0-9]{5}")), Parameter("lat", reading.decimal(90)),
                Parameter("lon", reading.decimal(180)), Parameter("radiusKm", reading.whole(0, 200)),
                Parameter("ags", reading.pattern("[0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{8}")),
                Parameter("placeless", reading.word(THREE), allowed=THREE),
            ]  # fmt: skip
        if "changes" in self.classes:
            listed.append(Parameter("updatedSince", reading.moment))
        if "languages" in self.classes:
            listed.append(self.lang_parameter())
        if sorts:
            listed.append(Parameter("sort", reading.word(sorts), allowed=tuple(sorts)))
        listed += [Parameter("limit", reading.whole(1, self.max_limit)), Parameter("cursor", str)]
        return {one.name: one for one in listed}

    def filter_parameter(self, collection: str, name: str) -> Parameter:
        match, of = FILTERS[collection][name]
        if match == "code":
            codes = tuple(self.entries(self.list_name(collection, of)))
            return Parameter(name, reading.word(codes), True, codes)
        if match == "three":
            return Parameter(name, reading.word(THREE), allowed=THREE)
        forms = {"prefix": "[0-9]{1,5}", "tag": reading.TAG.pattern, "id": reading.ID.pattern}
        if match in forms:
            return Parameter(name, reading.pattern(forms[match]), match != "id")
        return Parameter(name, reading.day)

    def parameters_of(self, asked: Asked, known: dict[str, Parameter]) -> dict[str, Any]:
        pairs = asked.pairs
        values, faults = reading.read(pairs, known)
        faults += [Fault(name) for name, value in pairs if name in known and value == "" and not any(
            one.parameter == name for one in faults)]  # fmt: skip
        faults += self.contradictions(values, faults)
        if faults:
            raise Refusal(400, faults[0].code, faults)
        return values

    def contradictions(self, values: dict[str, Any], faults: list[Fault]) -> list[Fault]:
        wrong = {one.parameter for one in faults}
        there = set(values) | wrong
        found: dict[str, str] = {}
        kinds = [names for names in (("postcode",), ("lat", "lon"), ("ags",)) if there & set(names)]
        if len(kinds) > 1:
            found |= {name: "conflicting-parameters" for kind in kinds for name in kind if name in there}
        if ("lat" in there) != ("lon" in there):
            found |= {name: "conflicting-parameters" for name in ("lat", "lon") if name in there}
        if "radiusKm" in there and not there & {"postcode", "lat", "lon"}:
            found["radiusKm"] = "conflicting-parameters"
        if "placeless" in there and not kinds:
            found["placeless"] = "conflicting-parameters"
        if values.get("sort") == "distance" and not there & {"postcode", "lat", "lon"}:
            found["sort"] = "conflicting-parameters"
        if values.get("sort") == "relevance" and "q" not in there:
            found["sort"] = "conflicting-parameters"
        return [
            Fault(name, code, "These do not go together.")
            for name, code in found.items()
            if name not in wrong
        ]
