// Speed and keys; every page does its work without it.
"use strict";
document.querySelectorAll("form.language select").forEach((select) => {
  select.addEventListener("change", () => select.form.requestSubmit());
});

// Signing out clears this device. Where a roll call has marks that were not sent, other pages ask first; it asks itself.
const leaving = document.querySelector('form[action="/sign-out/"]');
const unsent = () => Object.entries(localStorage)
  .some(([key, box]) => key.startsWith("roll:") && JSON.parse(box)?.outbox?.length);
if (leaving && !document.getElementById("roll")) leaving.addEventListener("submit", (event) => {
  if (unsent() && !window.confirm(localStorage.getItem("roll-asks"))) event.preventDefault();
});
