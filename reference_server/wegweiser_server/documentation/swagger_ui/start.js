// The contract as this server serves it; nothing is asked of any other host.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#interface",
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ["get", "head", "options"],
});
document.getElementById("table").hidden = true;
