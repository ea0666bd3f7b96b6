// Single keys of a page: an element with data-key is chosen or pressed by its letter, and data-then says where to go
// on. Nothing happens in a field, with another key held, or where the reader has switched the keys off.
"use strict";
(() => {
  const box = document.querySelector("#keys");
  const isOn = document.querySelector("#keys-on");
  if (!box || !isOn) return;
  box.hidden = false;
  const marks = document.querySelectorAll("main form:not(#keys form) kbd");

  isOn.addEventListener("change", () => {
    const told = new FormData(isOn.form);
    told.set("keys", isOn.checked ? "on" : "off");
    marks.forEach((mark) => { mark.hidden = !isOn.checked; });
    fetch(isOn.form.action, { method: "POST", body: told, credentials: "same-origin" });
  });

  const writes = (place) => place.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && writes(event.target)) {
      event.target.blur();
      return;
    }
    if (!isOn.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (writes(event.target)) return;
    const letter = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase();
    const place = document.querySelector(`main [data-key="${CSS.escape(letter)}"]`);
    if (!place) return;
    event.preventDefault();
    place.click();
    const then = document.getElementById(place.dataset.then || "");
    if (then) then.focus();
  });
})();
