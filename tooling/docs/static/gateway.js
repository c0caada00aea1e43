// Leads to the language that the browser prefers; without it both are linked.
const preferred = (navigator.languages || [navigator.language]).map((one) => one.slice(0, 2));
const chosen = preferred.find((one) => one === "de" || one === "en") || "en";
const way = document.querySelector(`link[rel=alternate][hreflang=${chosen}]`);
location.replace(way.getAttribute("href") + (location.hash || new URL(way.href).hash));
