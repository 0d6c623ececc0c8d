/* What every page does beyond being read. Plain script: it runs from a file as from a server. */
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, given = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...children);
    return element;
  };

  /* Light and dark */
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const themeSwitch = one("[data-theme-switch]");
  const tellTheme = () => themeSwitch.setAttribute("aria-pressed", isDark());
  themeSwitch.hidden = false;
  tellTheme();
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    try { /* it was chosen on another page, from which one came back */
      root.dataset.theme = localStorage.getItem("theme") || root.dataset.theme || "";
    } catch { /* it lasts as long as the page */ }
    tellTheme();
  });
  dark.addEventListener("change", tellTheme);
  themeSwitch.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch { /* it lasts as long as the page */ }
  });

  /* Where one is, and what has the focus, is seen whole, also where the navigation is wider than the page */
  const nav = one(".top nav");
  nav.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest", inline: "nearest" }));
  const here = one("[aria-current]", nav);
  if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;

  /* Copying */
  const copy = async (text, button) => {
    const said = button.dataset.says ||= button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch { /* no clipboard, as in a page without a secure origin */
      const area = make("textarea", { value: text, className: "visually-hidden" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = said; }, 1500);
  };
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(one(button.dataset.copy).textContent, button));
  }
  for (const element of all("[data-needs-script]")) element.hidden = false;

  /* Further scripts, when they are needed */
  const loaded = new Map();
  const load = (address) => {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise((resolve, reject) => {
        const onerror = () => { /* the next time it is tried again */
          loaded.delete(address);
          script.remove();
          reject(new Error(address));
        };
        const script = make("script", { src: address, onload: resolve, onerror });
        document.head.append(script);
      }));
    }
    return loaded.get(address);
  };

  const save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  /** Write what is asked for into the address; a browser refuses many in a short time. */
  const keep = (how, address) => {
    try {
      history[how](null, "", address);
    } catch { /* what is shown is right; the next change writes it */ }
  };

  /* What further scripts use */
  globalThis.unisurvey = { one, all, make, copy, load, save, keep };
})();
