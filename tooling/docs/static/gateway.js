// Leads to the language that the browser prefers; without it both are linked.
const preferred = (navigator.languages || [navigator.language]).map((one) => one.slice(0, 2));
const chosen = preferred.find((one) => one === "de" || one === "en") || "en";
const way = new URL(document.querySelector(`link[rel=alternate][hreflang=${chosen}]`).href);
if (location.hash) {
  way.hash = location.hash;
}
location.replace(way);
