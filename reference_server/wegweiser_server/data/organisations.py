"""Invented organisations: each name begins so that nobody takes it for a real one, and none is a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dice import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .dice import Dice

# A name of an invented body begins with one of these.
MARKS = ("Muster", "Beispiel", "Probe", "Modell")

EMPLOYER_KINDS = Weighted(
    [
        ("organisation", 90.0),
        ("sole-trader", 3.5),
        ("anonymous", 2.0),
        ("unknown", 1.2),
        ("person", 0.8),
    ]
)
# Private people employ in and around the house.
HOUSEHOLD_KINDS = Weighted(
    [
        ("organisation", 84.0),
        ("private-household", 10.0),
        ("person", 3.0),
        ("anonymous", 2.0),
        ("unknown", 1.0),
    ]
)
PROVIDER_KINDS = Weighted(
    [("organisation", 94.0), ("sole-trader", 3.0), ("unknown", 1.5), ("anonymous", 0.8), ("person", 0.7)]
)

COMPANY = ("GmbH", "GmbH", "GmbH", "GmbH & Co. KG", "AG", "SE", "eG")
SOCIAL = ("gGmbH", "gGmbH", "e. V.", "GmbH", "gAG")

# What a body does, by branch, and the legal forms that go with it.
TRADES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "administration": (("-Verwaltung", "-Zweckverband", "-Versorgungswerk"), ("AöR",)),
    "beauty": (("-Frisurstudio", "-Salon"), COMPANY),
    "building": (("-Bau", "-Hochbau", "-Tiefbau", "-Ausbau", "-Bedachungen"), COMPANY),
    "care": (("-Pflegedienst", "-Seniorenzentrum", "-Klinikum", "-Pflegeheim", "-Sozialstation"), SOCIAL),
    "cars": (("-Autohaus", "-Kfz-Werkstatt", "-Fuhrpark"), COMPANY),
    "chemistry": (("-Chemie", "-Pharma", "-Labor"), COMPANY),
    "childcare": (("-Kita-Träger", "-Jugendhilfe", "-Lebenshaus", "-Familienzentrum"), SOCIAL),
    "cleaning": (("-Gebäudeservice", "-Reinigung", "-Hygienedienst"), COMPANY),
    "defence": (("-Sanitätskommando",), ("AöR",)),
    "digital": (("-Digitalakademie", "-IT-Schule"), SOCIAL),
    "education": (("-Bildungswerk", "-Sprachschule", "-Volkshochschule"), SOCIAL),
    "electrics": (("-Elektrotechnik", "-Haustechnik", "-Energieanlagen"), COMPANY),
    "engineering": (("-Ingenieurbüro", "-Planungsgesellschaft"), COMPANY),
    "facility": (("-Hausverwaltung", "-Stadtwerke", "-Umweltdienste"), COMPANY),
    "farming": (("-Agrarbetrieb", "-Obsthof", "-Forstbetrieb"), COMPANY),
    "finance": (("-Steuerberatungsgesellschaft", "-Bank", "-Treuhand"), ("GmbH", "AG", "eG")),
    "food": (("-Backwaren", "-Fleischwaren", "-Lebensmittel"), COMPANY),
    "gardening": (("-Garten- und Landschaftsbau", "-Baumschule"), COMPANY),
    "health": (("-Pflegeakademie", "-Gesundheitsschule"), SOCIAL),
    "hotel": (("-Hotel", "-Gasthaus", "-Restaurant"), COMPANY),
    "household": (("-Haushaltsdienste", "-Alltagshilfe"), SOCIAL),
    "it": (("-Software", "-Systemhaus", "-Datendienste"), COMPANY),
    "kitchen": (("-Gastronomie", "-Großküche", "-Catering"), COMPANY),
    "language": (("-Sprachschule", "-Bildungswerk", "-Volkshochschule", "-Integrationszentrum"), SOCIAL),
    "logistics": (("-Logistik", "-Paketdienst", "-Lagerhaus"), COMPANY),
    "machinery": (("-Maschinenbau", "-Anlagentechnik"), COMPANY),
    "media": (("-Medienagentur", "-Druckhaus", "-Veranstaltungstechnik"), COMPANY),
    "metal": (("-Metallbau", "-Stahlwerk", "-Zerspanungstechnik"), COMPANY),
    "office": (("-Bürodienste", "-Handelshaus", "-Verlag"), COMPANY),
    "practice": (("-Gesundheitszentrum", "-Poliklinik", "-Reha-Zentrum"), SOCIAL),
    "retail": (("-Markt", "-Kaufhaus", "-Warenhandel"), COMPANY),
    "security": (("-Sicherheitsdienste", "-Wachschutz"), COMPANY),
    "technical": (("-Technikakademie", "-Bildungszentrum Technik"), SOCIAL),
    "temporary": (("-Personaldienstleistungen", "-Zeitarbeit"), COMPANY),
    "agency": (("-Arbeitsvermittlung", "-Personalberatung"), COMPANY),
    "textile": (("-Textilservice", "-Bekleidung"), COMPANY),
    "trade": (("-Großhandel", "-Handelsgesellschaft", "-Vertrieb"), COMPANY),
    "training": (("-Akademie", "-Bildungswerk", "-Weiterbildungszentrum"), SOCIAL),
    "transport": (("-Spedition", "-Verkehrsbetriebe", "-Bahn"), COMPANY),
    "welfare": (
        ("-Wohlfahrtsverband", "-Hilfswerk", "-Beratungsverein", "-Sozialverein"),
        ("e. V.", "gGmbH"),
    ),
    "authority": (("-Verwaltung", "-Behördenzentrum"), ("AöR",)),
    "wood": (("-Tischlerei", "-Möbelwerk", "-Holzbau"), COMPANY),
}


def name(dice: Dice, branch: str, town: str) -> str:
    """Such as „Muster-Pflegedienst Augsburg GmbH“."""
    trades, forms = TRADES[branch]
    return f"{dice.pick(MARKS)}{dice.pick(trades)} {town} {dice.pick(forms)}"


def body(kind: str, dice: Dice, branch: str, town: str) -> dict[str, str]:
    """An organisation as stored; a name only where the kind says that it is one."""
    return {"kind": kind, "name": name(dice, branch, town)} if kind == "organisation" else {"kind": kind}
