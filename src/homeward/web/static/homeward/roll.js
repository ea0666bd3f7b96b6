// The roll call without a network. Marks get their id, their device and their number here, wait in an outbox that
// survives a reload and a sign-in, and leave it when the other end has said that it has them. Sending twice is harmless.
"use strict";
(() => {
  const roll = document.querySelector("#roll");
  if (!roll || !window.crypto || !crypto.randomUUID) return;
  const { manifest, who, at, worker } = roll.dataset;
  const KEY = `roll:${manifest}`;
  const MOST_AT_ONCE = 500;
  const AGAIN_MS = 15000;
  const words = (kind, name) => roll.querySelector(`template[data-${kind}="${name}"]`)?.content.textContent ?? name;
  const place = (id) => document.getElementById(id);
  const lines = new Map([...roll.querySelectorAll("li[data-line]")].map((li) => [li.dataset.line, li]));
  const SHOWN = { present: "go", absent: "absent", "brought instead": "substituted", stays: "not go", unfit: "not go" };

  // ── what this device keeps ──

  // One tab at a time, so that no two marks of a device bear one number.
  const alone = (work) => (navigator.locks ? navigator.locks.request(KEY, work) : Promise.resolve(work()));
  const kept = () =>
    JSON.parse(localStorage.getItem(KEY) ?? "null") ?? { device: `d-${crypto.randomUUID().slice(0, 13)}`, counter: 0, outbox: [] };
  const keep = (box) => {
    localStorage.setItem(KEY, JSON.stringify(box));
    localStorage.setItem("roll-asks", words("says", "sign-out")); // what other pages ask before they sign out
  };

  const put = (mark) =>
    alone(() => {
      const box = kept();
      const counter = box.counter + 1;
      const id = crypto.randomUUID();
      const made = { id, manifest, who, at: new Date().toISOString(), device: box.device, counter, ...mark };
      keep({ ...box, counter, outbox: [...box.outbox, { mark: made }] });
    });

  // ── what is shown ──

  const show = (state) => {
    const { outbox } = kept();
    place("outbox").hidden = false;
    place("outbox").dataset.state = outbox.length ? state : "sent";
    place("outbox-n").textContent = outbox.length.toLocaleString(document.documentElement.lang);
    place("outbox-says").textContent = words("says", outbox.length ? state : "sent");
    place("outbox-in").hidden = !(outbox.length && state === "passphrase");
    place("outbox-send").hidden = !outbox.length;
    place("outbox-wrong").replaceChildren(
      ...outbox.filter((one) => one.wrong).map(({ mark, wrong }) => {
        const item = document.createElement("li");
        item.textContent = `${mark.line ?? mark.other ?? ""} ${words("said", mark.said)}: ${wrong}`;
        return item;
      }),
    );
    const last = new Map(outbox.filter(({ mark }) => mark.line).map(({ mark }) => [mark.line, mark.said]));
    const counts = {};
    lines.forEach((li, line) => {
      const mine = li.querySelector(".mine");
      mine.hidden = !last.has(line);
      mine.querySelector("b").textContent = last.has(line) ? words("said", last.get(line)) : "";
      const shown = SHOWN[last.get(line)] ?? li.dataset.shown;
      counts[shown] = (counts[shown] ?? 0) + 1;
    });
    roll.querySelectorAll("[data-count]").forEach((one) => {
      one.textContent = (counts[one.dataset.count] ?? 0).toLocaleString(document.documentElement.lang);
    });
  };

  const take = (told) =>
    Object.entries(told).forEach(([line, [shown, word]]) => {
      const li = lines.get(line);
      if (!li) return;
      li.dataset.shown = shown;
      li.querySelector(".state").textContent = word;
    });

  // ── sending ──

  let isSending = false;
  let state = navigator.onLine ? "later" : "waiting";

  const late = () => AbortSignal.timeout(AGAIN_MS);

  const once = async () => {
    const waiting = kept().outbox.filter((one) => !one.wrong).slice(0, MOST_AT_ONCE);
    if (!waiting.length) return "sent";
    show("sending");
    let answer = await fetch(`${at}state/`, { redirect: "manual", cache: "no-store", signal: late() });
    if (answer.type === "opaqueredirect") return "passphrase";
    if (answer.status === 404) return "refused";
    if (!answer.ok) return "later";
    const { token } = await answer.json();
    const body = JSON.stringify({ marks: waiting.map((one) => one.mark) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    answer = await fetch(`${at}marks/`, { method: "POST", redirect: "manual", headers, body, signal: late() });
    if (answer.type === "opaqueredirect") return "passphrase";
    if (answer.status === 404) return "refused";
    if (!answer.ok) return "later";
    const told = await answer.json();
    const wrong = new Map(told.problems.map((one) => [waiting[one.place]?.mark.id, one.says]));
    const sent = new Set(waiting.map((one) => one.mark.id).filter((id) => !wrong.has(id)));
    await alone(() => {
      const box = kept();
      const left = box.outbox.filter((one) => !sent.has(one.mark.id));
      keep({ ...box, outbox: left.map((one) => ({ ...one, wrong: wrong.get(one.mark.id) ?? one.wrong })) });
    });
    take(told.lines);
    return "more";
  };

  const send = async () => {
    if (isSending) return;
    isSending = true;
    try {
      do state = await once();
      while (state === "more");
      if (state === "sent") refresh();
    } catch {
      state = "waiting"; // no network; what is kept here stays
    } finally {
      isSending = false;
      show(state);
    }
  };

  // ── marks of the forms ──

  const sealsOf = (data) => {
    const looked = [...data].filter(([name, how]) => name.startsWith("seal:") && how);
    const found = looked.filter(([, how]) => how !== "gone").map(([name, how]) => [name.slice(5), how === "whole"]);
    const others = (data.get("other_seals") ?? "").split(/\s+/).filter(Boolean).map((number) => [number, true]);
    if (!looked.length && !others.length) return null;
    const seals = new Map([...found, ...others]);
    return [...seals.keys()].sort().map((number) => ({ number, is_whole: seals.get(number) }));
  };

  const markOf = (form, said) => {
    const data = new FormData(form);
    const mark = { said, line: data.get("line"), answers: (data.get("answers") ?? "").split(/\s+/).filter(Boolean) };
    if (said === "brought instead" || said === "unknown person") mark.other = (data.get("other") ?? "").trim();
    const seals = said === "present" ? sealsOf(data) : null;
    return seals === null ? mark : { ...mark, seals };
  };

  roll.querySelectorAll("form.call").forEach((form) => {
    const field = form.querySelector("[name=other]");
    if (field) field.addEventListener("input", () => field.setCustomValidity(""));
    form.addEventListener("submit", async (event) => {
      if (!event.submitter) return;
      event.preventDefault();
      const mark = markOf(form, event.submitter.value);
      if (mark.other !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(mark.other)) {
        field.setCustomValidity(words("says", "code"));
        field.reportValidity();
        return;
      }
      try {
        await put(mark);
      } catch {
        place("outbox").hidden = false;
        place("outbox-says").textContent = words("says", "full");
        return;
      }
      form.reset();
      show(state);
      send();
    });
  });

  // ── around it ──

  const find = place("find");
  find.closest("p").hidden = lines.size < 10;
  find.addEventListener("input", () => {
    const asked = find.value.trim().toLowerCase();
    lines.forEach((li, line) => { li.hidden = !line.toLowerCase().includes(asked); });
  });

  const out = document.querySelector('form[action="/sign-out/"]');
  if (out) out.addEventListener("submit", (event) => {
    if (kept().outbox.length && !window.confirm(words("says", "sign-out"))) event.preventDefault();
  });

  let refresh = () => {};
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(worker, { scope: at }).then(async (registration) => {
      refresh = () => registration.active?.postMessage("refresh");
      await navigator.serviceWorker.ready;
      if (!("copy" in roll.dataset)) refresh();
    }).catch(() => {}); // without a worker the page does its work online
  }
  if (navigator.storage?.persist) navigator.storage.persist();

  place("outbox-send").addEventListener("click", send);
  window.addEventListener("online", send);
  window.addEventListener("offline", () => show((state = "waiting")));
  document.addEventListener("visibilitychange", () => { if (!document.hidden && kept().outbox.length) send(); });
  setInterval(() => { if (kept().outbox.some((one) => !one.wrong)) send(); }, AGAIN_MS);
  show(state);
  if (kept().outbox.length) send();
})();
