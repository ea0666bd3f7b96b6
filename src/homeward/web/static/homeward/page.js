// Speed and keys; every page does its work without it.
"use strict";
document.querySelectorAll("form.language select").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});
