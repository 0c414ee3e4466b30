"use strict";

// Everything works without this script; with it, answers come without a reload and citations can be copied.

(() => {
  const said = document.body.dataset;
  document.documentElement.classList.add("scripted");

  const announce = (words) => {
    const line = document.getElementById("announcement");
    line.textContent = "";
    window.setTimeout(() => { line.textContent = words; }, 50); // an unchanged line would not be read again
  };

  const here = () => location.pathname + location.search;
  let shown = here();

  const box = () => document.getElementById("q");

  const revealCopying = () => {
    for (const button of document.querySelectorAll("button.copy")) button.hidden = !navigator.clipboard;
  };

  // Puts another page's content in the place of this one's; the reader stays where the answer begins.
  const show = (html, address) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
    document.title = page.title;
    history.pushState(null, "", address);
    shown = here();
    revealCopying();
    const latest = document.querySelector("[data-latest]");
    if (latest) {
      const heading = latest.querySelector(".question");
      heading.focus({ preventScroll: true });
      latest.scrollIntoView({ block: "start" });
      announce(latest.dataset.said);
    } else {
      document.getElementById("main").focus();
      announce(document.querySelector("h1").textContent);
    }
  };

  // What was typed stays in the box.
  const trouble = (form, words) => {
    const line = form.querySelector(".trouble") || form.appendChild(document.createElement("p"));
    line.className = "trouble";
    line.setAttribute("role", "alert");
    line.textContent = words;
  };

  const ask = async (form) => {
    const buttons = form.querySelectorAll("button");
    const fields = new URLSearchParams(new FormData(form)); // before anything is disabled
    for (const button of buttons) button.disabled = true;
    form.setAttribute("aria-busy", "true");
    announce(said.asking);
    try {
      const response = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" });
      const html = await response.text();
      if (response.ok) show(html, response.url);
      else trouble(form, new DOMParser().parseFromString(html, "text/html").querySelector(".failure").textContent);
    } catch {
      trouble(form, said.unreachable);
    }
    form.removeAttribute("aria-busy");
    for (const button of buttons) button.disabled = false;
  };

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    event.preventDefault();
    ask(event.target);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, input, select, [contenteditable]");
    if (event.target.id === "q" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && box()) {
      event.preventDefault();
      box().focus();
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    await navigator.clipboard.writeText(button.closest("div").querySelector("pre").textContent);
    announce(said.copied);
    button.textContent = "✓";
    window.setTimeout(() => { button.textContent = "⧉"; }, 1500);
  });

  window.addEventListener("popstate", () => { if (here() !== shown) location.reload(); });
  revealCopying();
})();
