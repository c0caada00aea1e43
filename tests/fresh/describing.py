"""The service description and the code lists."""

from __future__ import annotations

import json
from typing import Any

from tests.fresh.kept import COLLECTIONS, CONTRACT
from tests.fresh.paging import Paging


class Describing(Paging):
    def code_list(self, name: str) -> dict[str, Any]:
        raw = json.loads(json.dumps(dict(CONTRACT.code_lists[name].raw)))
        for entry in raw["codes"]:
            held = {one["lang"] for one in entry["labels"]}
            entry["labels"] += [{"value": self.label(name, entry["code"], lang), "lang": lang, "origin": "machine"}
                                for lang in self.languages if lang not in held]  # fmt: skip
        return dict(raw)

    def summary(self, name: str) -> dict[str, Any]:
        held = self.code_list(name)
        told = {of: held[of] for of in ("id", "title", "officialTitle", "version", "scheme") if of in held}
        return told | {"codeCount": len(held["codes"])}

    def description(self) -> dict[str, Any]:
        claimed = [one for one in COLLECTIONS if one in self.classes]
        german = {"lang": "de", "origin": "source"}
        described: dict[str, Any] = {
            "contractVersion": CONTRACT.version,
            "contractUrl": "https://www.landesportal.example/wegweiser.yaml",
            "documentationUrl": "https://www.landesportal.example/hilfe",
            "publisher": {"name": "Landesportal Arbeit und Lernen", "website": "https://www.landesportal.example/"},
            "contacts": [
                {"role": "technical", "unit": "Referat 14", "email": "schnittstelle@landesportal.example"},
                {"role": "legal", "unit": "Justiziariat", "url": "https://www.landesportal.example/recht"},
            ],
            "conformsTo": list(self.classes),
            "languages": list(self.languages),
            "detailHosts": ["arbeit.landesportal.example", "lernen.landesportal.example"],
            "access": {"schemes": [self.access]},
            "collections": [
                {"id": one, "total": len(self.records(one)), "updatedAt": self.changed(one),
                 "parameters": self.parameter_names(one),
                 "coverage": {"value": "Alle gemeldeten Angebote.", **german},
                 "usage": {"termsUrl": "https://www.landesportal.example/nutzung", "nonProfitOnly": False,
                           "storage": "allowed", "mayTranslate": True}}
                for one in claimed
            ],
            "sources": [
                {"id": id_, "name": name, "website": "https://www.landesportal.example/", "updatedAt": self.changed(of),
                 "licence": {"name": "Datenlizenz Deutschland – Namensnennung", "url": "https://www.landesportal.example/lizenz"}}
                for id_, name, of in (("stellen", "Stellenmarkt", "jobs"), ("kurse", "Kursmarkt", "course-sessions"),
                                      ("stellenatlas", "Atlas", "offices"))
            ],
            "requestData": {"logsQueryStrings": False, "logsKeys": False, "setsCookies": False, "logsClientAddresses": False},
        }  # fmt: skip
        if "query" in self.classes:
            described["limits"] = {"defaultLimit": self.default_limit, "maxLimit": self.max_limit}
            described["limits"] |= {"maxRecordsPerQuery": self.most} if self.most else {}
        if self.access != "anonymous":
            described["access"]["registrationUrl"] = "https://www.landesportal.example/zugang"
        return described

    def parameter_names(self, collection: str) -> list[str]:
        return sorted(self.known(collection))
