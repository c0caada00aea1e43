// The contract that the page names; nothing is asked of any other host.
SwaggerUIBundle({
  url: document.getElementById("interface").dataset.contract,
  dom_id: "#interface",
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ["get", "head", "options"],
});
document.getElementById("table").hidden = true;
