// The contract that the page names; nothing is asked of any other host.
const where = document.getElementById("interface");
const german = document.documentElement.lang === "de";
const example = german ? "Beispiel" : "Example";

// The library fills every field with its example: such a search asks everything at once, and is refused.
function withEmptyFields(contract) {
  for (const parameter of Object.values(contract.components?.parameters ?? {})) {
    if (parameter.required || parameter.example === undefined) continue;
    parameter.description += `\n\n${example}: \`${parameter.example}\``;
    delete parameter.example;
  }
  return contract;
}

const emptyFields = () => ({
  statePlugins: {
    spec: { wrapActions: { updateJsonSpec: (update) => (contract) => update(withEmptyFields(contract)) } },
  },
});

// The library puts a link into the button that opens an operation: no keyboard reaches what lies in a button.
const plainPaths = (system) => ({
  wrapComponents: { DeepLink: () => ({ text }) => system.React.createElement("span", null, text) },
});

SwaggerUIBundle({
  url: where.dataset.contract,
  dom_id: "#interface",
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ["get", "head", "options"],
  syntaxHighlight: { theme: "idea" },
  plugins: [emptyFields, plainPaths],
});
document.getElementById("table").hidden = true;

// What the library leaves without a name, out of reach of the keyboard, or English on a German page.
const OWN_WORDS =
  ".btn, .opblock-section-header h4, .col_header, .servers-title, .tab, .response-controls small, .loading";

function nameOf(field) {
  const parameter = field.closest("[data-param-name]");
  if (parameter) return parameter.dataset.paramName;
  if (field.id === "servers") return "Server";
  return field.closest(".response-control-examples, .examples-select") ? example : "Content-Type";
}

function mend() {
  for (const field of where.querySelectorAll("select:not([aria-label]), .parameters input:not([aria-label])")) {
    field.setAttribute("aria-label", nameOf(field));
  }
  where.querySelector(".close-modal:not([aria-label])")?.setAttribute("aria-label", german ? "Schließen" : "Close");
  for (const block of where.querySelectorAll("pre:not([tabindex])")) block.tabIndex = 0;
  for (const words of german ? where.querySelectorAll(OWN_WORDS) : []) words.lang = "en";
}

new MutationObserver(mend).observe(where, { childList: true, subtree: true });
