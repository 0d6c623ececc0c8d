/* The records of a kind: filtered, searched, sorted, chosen. */
"use strict";
(() => {
  const { one, all, make, load, save, keep } = unisurvey;
  const page = one("[data-explore]");
  const data = UNISURVEY;
  const size = data.ids.length;
  const byName = new Map(data.offers.map((offer) => [offer.name, offer]));
  const place = new Map(data.ids.map((id, n) => [id, n]));
  const everyRow = Uint32Array.from({ length: size }, (_, n) => n);
  const body = one("tbody", page);
  const heads = one("thead tr", page);
  const elements = new Array(size);
  for (const row of all("tr", body)) elements[row.dataset.n] = row;
  data.laterIds.forEach((n, k) => { elements[n] = data.later[k]; });

  /* What lies between a least and a most: dates, and amounts of which there is more or less */
  const [firstYear, lastYear] = data.years;
  const isDate = (text) => {
    const [, year, month = 1, ofMonth = 1] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) || [];
    const found = new Date(Date.UTC(year, month - 1, ofMonth));
    const isThere = found.getUTCMonth() === month - 1 && found.getUTCDate() === Number(ofMonth);
    return isThere && year >= firstYear && year <= lastYear;
  };
  const day = (text, last) => Number((text.replaceAll("-", "") + (last ? "9999" : "0000")).slice(0, 8));
  const UNITS = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

  /** Return the number that 7, 1.5B or 500M stands for; none is `undefined`. */
  function amountOf(text, { unit }) {
    const found = /^(\d+(?:\.\d+)?) *([kmbt]?)$/i.exec(text);
    if (!found) return undefined;
    const number = Number((found[1] * (UNITS[found[2].toLowerCase()] || unit)).toPrecision(15)) / unit;
    return (unit > 1 ? number > 0 : Number.isInteger(number)) ? number : undefined;
  }

  /** Return which rows have something whose number is within, and which a word of a filter finds. */
  function sized(amount, [least, most], words) {
    const isIn = new Uint8Array(size);
    const able = words && new Set([...words].flatMap((word) => amount.words[word]));
    const [from, to] = [least ? amountOf(least, amount) : 0, most ? amountOf(most, amount) : Infinity];
    amount.numbers.forEach((number, k) => {
      if (number !== null && number >= from && number <= to && (!able || able.has(k))) isIn[amount.rows[k]] = 1;
    });
    return isIn;
  }

  const OF_VARIANTS = "weights-license";
  const ranges = [
    {
      label: "First public",
      names: ["since", "until"],
      ends: ["since", "until"],
      heads: ["Since", "Until"],
      expected: "2025-05",
      reads: isDate,
      within: ([since, until]) => {
        const [first, last] = [since ? day(since, false) : 0, until ? day(until, true) : 99999999];
        return Uint8Array.from(data.dates, (days) => days.length && days[1] >= first && days[0] <= last);
      },
    },
    ...data.amounts.map((amount) => ({
      label: amount.unit === UNITS.b ? `${amount.label}, in billions` : amount.label,
      names: [`min-${amount.name}`, `max-${amount.name}`],
      ends: ["at least", "at most"],
      heads: [`${amount.label} at least`, `${amount.label} at most`],
      help: amount.help,
      expected: amount.expected,
      reads: (text) => amountOf(text, amount) !== undefined,
      within: (bounds, words) => sized(amount, bounds, words),
      isOfVariants: amount.of_variants,
    })),
  ];
  const boundsOf = ({ names }) => names.map((name) => state.bounds[name]);
  const isBounded = (range) => boundsOf(range).some(Boolean);

  /* What is asked for. Its words are those of the command line. */
  const USUAL = "-date";
  let state;
  let limit = data.page;

  function read(query) {
    const given = new URLSearchParams(query);
    const list = (name) => (given.get(name) || "").split(",").filter(Boolean);
    const chosen = new Map();
    for (const offer of data.offers) {
      const known = new Set(offer.choices.map(([word]) => word));
      const words = list(offer.name).filter((word) => known.has(word));
      if (words.length) chosen.set(offer.name, new Set(words));
    }
    const bounds = {};
    for (const { names, reads } of ranges) {
      for (const name of names) {
        if (reads(given.get(name) || "")) bounds[name] = given.get(name);
      }
    }
    const sort = given.get("sort") || USUAL;
    return {
      chosen,
      bounds,
      search: given.get("search") || "",
      sort: Object.hasOwn(data.sorts, sort.replace(/^-/, "")) ? sort : USUAL,
      columns: list("columns").filter((name) => data.columns.some((c) => c.name === name)),
      select: new Set(list("select").filter((id) => place.has(id))),
    };
  }

  function written() {
    const parts = [];
    const add = (name, text) => {
      if (text) parts.push(`${name}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
    };
    for (const { name } of data.offers) {
      if (state.chosen.has(name)) add(name, [...state.chosen.get(name)].join(","));
    }
    for (const { names } of ranges) for (const name of names) add(name, state.bounds[name]);
    add("search", state.search.trim());
    if (state.sort !== USUAL) add("sort", state.sort);
    add("columns", state.columns.join(","));
    add("select", [...state.select].join(","));
    return parts.length ? `?${parts.join("&")}` : location.href.split(/[?#]/)[0];
  }

  const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\"'\"'")}'`);

  /** Return the command that gives the rows; what is only near to the words is named. */
  function line() {
    if (last.isNear && sorted.length) {
      const folder = ["datasets", "benchmarks"].includes(data.kind) ? `${data.kind}/` : "";
      return `unisurvey show ${sorted.map((n) => folder + data.ids[n]).join(" ")}`;
    }
    const parts = ["unisurvey list", data.kind];
    for (const offer of data.offers) {
      const words = state.chosen.get(offer.name);
      if (!words) continue;
      if (offer.is_added) {
        parts.push("--where", quoted(`${offer.name}=${[...words].join(",")}`));
      } else {
        parts.push(`--${offer.name}`);
        if (!offer.is_flag) parts.push(quoted([...words].join(",")));
      }
    }
    for (const { names } of ranges) {
      for (const name of names) if (state.bounds[name]) parts.push(`--${name}`, quoted(state.bounds[name]));
    }
    if (fold(state.search)) parts.push("--search", quoted(fold(state.search)));
    parts.push("--sort", state.sort);
    if (state.columns.length) parts.push("--columns", ["id", ...state.columns].join(","));
    return parts.join(" ");
  }

  /* Words, compared as the program compares them. */
  const UNDIVIDED = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss" };
  const fold = (text) => text.toLowerCase()
    .replace(/[łøđðıæœþß]/g, (char) => UNDIVIDED[char])
    .normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}+]+/gu, " ").trim();

  const fuzzy = new uFuzzy({ intraMode: 1, intraIns: 1 });
  const NEAR = 20;

  /** Return what the words find, and whether they are only near to it. */
  function matching(text) {
    const words = fold(text).split(" ").filter(Boolean);
    if (!words.length) return { rows: everyRow, isNear: false };
    const rows = everyRow.filter((n) => words.every((word) => data.folded[n].includes(word)));
    if (rows.length) return { rows, isNear: false };
    const near = fuzzy.search(data.folded, words.join(" "), 5, 1000);
    const order = near[0] ? (near[2] ? near[2].map((k) => near[1].idx[k]) : near[0]) : [];
    return { rows: order.slice(0, NEAR), isNear: true };
  }

  /** Return, for each row, how many filters leave it out, and what each leaves in. */
  function filtered() {
    const misses = new Uint8Array(size);
    const within = new Map();
    const leave = (name, isIn) => {
      within.set(name, isIn);
      for (let n = 0; n < size; n++) if (!isIn[n]) misses[n]++;
    };
    for (const [name, words] of state.chosen) {
      const isIn = new Uint8Array(size);
      for (const [word, , , rows] of byName.get(name).choices) {
        if (words.has(word)) for (const n of rows) isIn[n] = 1;
      }
      leave(name, isIn);
    }
    for (const range of ranges) {
      if (isBounded(range)) leave(range, range.within(boundsOf(range), range.isOfVariants && state.chosen.get(OF_VARIANTS)));
    }
    const found = matching(state.search);
    if (found.rows !== everyRow) {
      const isIn = new Uint8Array(size);
      for (const n of found.rows) isIn[n] = 1;
      leave("search", isIn);
    }
    return { misses, within, ...found };
  }

  function ordered(rows) {
    const [, ranks] = data.sorts[state.sort.replace(/^-/, "")];
    const before = state.chosen.has("survey-table") ? data.survey : everyRow;
    const sign = state.sort.startsWith("-") ? -1 : 1;
    return [...rows].sort((a, b) => {
      if ((ranks[a] < 0) !== (ranks[b] < 0)) return ranks[a] < 0 ? 1 : -1;
      return sign * (ranks[a] - ranks[b]) || before[a] - before[b];
    });
  }

  /* Rows */
  function element(n) {
    if (typeof elements[n] === "string") {
      const holder = make("template", { innerHTML: elements[n].trim() });
      elements[n] = holder.content.firstElementChild;
    }
    const row = elements[n];
    const box = one("input", row);
    box.hidden = false;
    box.checked = state.select.has(data.ids[n]);
    const shown = row.dataset.columns || "";
    const wanted = state.columns.join(",");
    if (shown !== wanted) {
      for (const cell of all(".added", row)) cell.remove();
      for (const name of state.columns) row.append(cell("td", columnText(name, n), column(name).header));
      row.dataset.columns = wanted;
    }
    return row;
  }
  const cell = (tag, text, head) => {
    const made = make(tag, { className: "added cell", textContent: text });
    if (head) made.dataset.head = head;
    made.setAttribute("role", tag === "td" ? "cell" : "columnheader");
    return made;
  };
  const column = (name) => data.columns.find((each) => each.name === name);
  const columnText = (name, n) => column(name).words[column(name).rows[n]] || "–";

  /* Facets */
  const facets = one("[data-facets]", page);
  const counters = new Map();

  function addFacet(offer, isOpen) {
    const list = make("ul");
    const active = make("span", { className: "active" });
    const details = make("details", {}, make("summary", { title: offer.help }, offer.label, " ", active), list);
    details.dataset.facet = offer.name;
    counters.set(offer.name, { active, boxes: null });
    const fill = () => {
      if (counters.get(offer.name).boxes) return;
      const boxes = new Map();
      for (const [word, label, depth] of offer.choices) {
        const box = make("input", { type: "checkbox", value: word, name: offer.name });
        const number = make("span", { className: "number" });
        const item = make("li", {}, make("label", {}, box, make("span", { textContent: label }), number));
        if (depth) item.className = `below-${Math.min(depth, 3)}`;
        boxes.set(word, { box, number, item, label: fold(label) });
        list.append(item);
      }
      if (offer.choices.length > 20) {
        const input = make("input", { type: "search", placeholder: "Find", autocomplete: "off" });
        input.setAttribute("aria-label", `Find in ${offer.label}`);
        input.addEventListener("input", () => {
          const wanted = fold(input.value);
          for (const { item, label } of boxes.values()) item.hidden = !label.includes(wanted);
        });
        list.before(input);
      }
      counters.get(offer.name).boxes = boxes;
    };
    if (isOpen) {
      fill();
      details.open = true;
    }
    details.addEventListener("toggle", () => {
      if (details.open) {
        fill();
        count(last);
      }
    });
    facets.append(details);
  }

  let last;

  /** Say how many rows each word of an open facet would show. */
  function count({ misses, within }) {
    for (const offer of data.offers) {
      const { active, boxes } = counters.get(offer.name);
      const words = state.chosen.get(offer.name);
      active.textContent = words ? words.size : "";
      if (!boxes) continue;
      const isIn = within.get(offer.name);
      const range = offer.name === OF_VARIANTS && ranges.find((each) => each.isOfVariants && isBounded(each));
      for (const [word, , , rows] of offer.choices) {
        let found = 0;
        const isSized = range && range.within(boundsOf(range), [word]);
        for (const n of rows) {
          const own = (isIn && !isIn[n] ? 1 : 0) + (range && !within.get(range)[n] ? 1 : 0);
          if (misses[n] === own && (!range || isSized[n])) found++;
        }
        const { box, number, item } = boxes.get(word);
        box.checked = Boolean(words && words.has(word));
        number.textContent = found.toLocaleString("en");
        item.classList.toggle("none", !found);
      }
    }
  }

  facets.addEventListener("submit", (event) => event.preventDefault());
  facets.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox") {
      const words = state.chosen.get(target.name) || new Set();
      if (target.checked) words.add(target.value);
      else words.delete(target.value);
      if (words.size) state.chosen.set(target.name, words);
      else state.chosen.delete(target.name);
      changed();
    } else if (target.dataset.bound) {
      const name = target.dataset.bound;
      const text = target.value.trim();
      const isRead = !text || ranges.find(({ names }) => names.includes(name)).reads(text);
      target.setAttribute("aria-invalid", !isRead);
      if (isRead) {
        if (text) state.bounds[name] = text;
        else delete state.bounds[name];
        changed();
      }
    }
  });

  function addRange({ label, names, ends, help, expected }) {
    const inputs = names.map((name, n) => {
      const made = make("input", { type: "text", placeholder: expected, size: 10, autocomplete: "off", title: help ? help[n] : "" });
      made.dataset.bound = name;
      return make("label", {}, `${ends[n]} `, made);
    });
    facets.append(make("fieldset", {}, make("legend", {}, label), ...inputs));
  }

  /* Chips */
  const chips = one("[data-chips]", page);
  function showChips() {
    const made = [];
    const add = (label, text, remove) => {
      const button = make("button", { type: "button" }, `${label}: ${text} `, make("span", { ariaHidden: "true", textContent: "×" }));
      button.setAttribute("aria-label", `Remove ${label}: ${text}`);
      button.addEventListener("click", () => {
        remove();
        changed();
        (one("button", chips) || searchField).focus();
      });
      made.push(make("li", {}, button));
    };
    for (const [name, words] of state.chosen) {
      const offer = byName.get(name);
      for (const word of words) {
        const label = offer.choices.find(([each]) => each === word)[1];
        add(offer.label, offer.is_flag ? "yes" : label, () => {
          words.delete(word);
          if (!words.size) state.chosen.delete(name);
        });
      }
    }
    for (const { names, heads } of ranges) {
      names.forEach((name, n) => {
        if (state.bounds[name]) add(heads[n], state.bounds[name], () => { delete state.bounds[name]; });
      });
    }
    if (state.search.trim()) add("Search", state.search.trim(), () => { state.search = ""; });
    if (made.length > 1) {
      const clear = make("button", { type: "button", className: "clear", textContent: "Clear all" });
      clear.addEventListener("click", () => {
        Object.assign(state, { chosen: new Map(), bounds: {}, search: "" });
        changed();
        searchField.focus();
      });
      made.push(make("li", {}, clear));
    }
    chips.replaceChildren(...made);
    chips.hidden = !made.length;
  }

  /* Search, order, columns, more */
  const searchField = one("#search", page);
  searchField.addEventListener("input", () => {
    state.search = searchField.value;
    changed({ typed: true });
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("textarea, select, [contenteditable], input:not([type=checkbox])");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      searchField.focus();
    }
  });

  const order = one("#sort", page);
  for (const [name, [label]] of Object.entries(data.sorts)) {
    order.append(make("option", { value: name, textContent: label }));
  }
  const turn = one("[data-turn]", page);
  const sortBy = (name) => {
    state.sort = name;
    changed();
  };
  order.addEventListener("change", () => sortBy(`${order.value === "date" ? "-" : ""}${order.value}`));
  turn.addEventListener("click", () => {
    sortBy(state.sort.startsWith("-") ? state.sort.slice(1) : `-${state.sort}`);
  });

  const columns = one("[data-columns]", page);
  columns.hidden = !data.columns.length;
  for (const { name, header } of data.columns) {
    const box = make("input", { type: "checkbox", value: name });
    one("ul", columns).append(make("li", {}, make("label", {}, box, make("span", { textContent: header }))));
  }
  columns.addEventListener("change", () => {
    state.columns = all("input:checked", columns).map((box) => box.value);
    changed();
  });

  const more = one("[data-more]", page);
  one("button", more).addEventListener("click", () => {
    const before = limit;
    limit += data.page;
    paint(before);
    const next = body.children[before];
    if (next) one("a", next).focus();
  });

  for (const bar of all(".strip a")) {
    bar.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; /* another tab */
      event.preventDefault();
      const { since, until } = bar.dataset;
      const { since: first, until: last, ...others } = state.bounds;
      state.bounds = first === since && last === until ? others : { ...others, since, until };
      changed();
    });
  }

  /* Selection */
  const chosen = one("[data-chosen]");
  body.addEventListener("change", ({ target }) => {
    const id = data.ids[target.closest("tr").dataset.n];
    if (target.checked) state.select.add(id);
    else state.select.delete(id);
    showChosen();
    keep("replaceState", written());
  });
  one("[data-clear]", chosen).addEventListener("click", () => {
    state.select.clear();
    changed();
    searchField.focus();
  });
  const TYPES = { bib: "application/x-bibtex", csv: "text/csv", json: "application/json", tex: "application/x-tex" };
  const up = "../".repeat(page.dataset.depth);
  for (const button of all("[data-export]", chosen)) {
    button.addEventListener("click", async () => {
      try {
        await load(`${up}${data.pieces}`);
      } catch {
        status.textContent = "The records cannot be read now; try again.";
        return;
      }
      const form = button.dataset.export;
      const { head, pieces, between, foot } = window.UNISURVEY_PIECES[form];
      const some = everyRow.filter((n) => state.select.has(data.ids[n]));
      const texts = [...new Set([...some].map((n) => pieces[n]).filter(Boolean))];
      const name = `${window.UNISURVEY_PIECES.stem}-${data.kind}.${form}`;
      save(name, TYPES[form], head + texts.join(between) + foot);
    });
  }
  function showChosen() {
    chosen.hidden = !state.select.size;
    one("[data-chosen-count]", chosen).textContent = state.select.size;
    const compare = one("[data-compare]", chosen);
    if (compare) {
      compare.hidden = state.select.size < 2 || state.select.size > 5;
      compare.href = `${compare.href.split("?")[0]}?kind=${data.kind}&ids=${[...state.select].join(",")}`;
    }
  }

  /* All of it */
  const number = one("[data-count]", page);
  const status = one("[data-status]", page);
  const note = one("[data-note]", page);
  let announcing;

  /* A key is answered by the rows of a screen: laying out two hundred takes longer than a
     key may. The others and the counts follow when no further key has come. */
  const AT_ONCE = 30;
  const PAUSE = 300;
  let sorted = [];
  let later;

  function paint(from) {
    clearTimeout(later);
    while (body.children.length > from) body.lastChild.remove();
    body.append(...sorted.slice(body.children.length, limit).map(element));
    more.hidden = sorted.length <= limit;
    count(last);
  }

  function show({ typed = false } = {}) {
    last = filtered();
    const rows = last.rows.filter((n) => !last.misses[n]);
    sorted = last.isNear ? [...rows] : ordered(rows);
    clearTimeout(later);
    if (typed) {
      body.replaceChildren(...sorted.slice(0, AT_ONCE).map(element));
      later = setTimeout(paint, PAUSE, AT_ONCE);
    } else {
      body.replaceChildren();
      paint(0);
    }
    for (const head of all(".added", heads)) head.remove();
    for (const name of state.columns) heads.append(cell("th", column(name).header));
    number.textContent = sorted.length.toLocaleString("en");
    one("[data-kind]", page).textContent = sorted.length === 1 ? data.kind.slice(0, -1) : data.kind;
    clearTimeout(announcing);
    announcing = setTimeout(() => { status.textContent = `${sorted.length} found`; }, 300);
    note.hidden = !last.isNear && sorted.length > 0;
    note.textContent = sorted.length
      ? "Nothing has all these words; what is spelled like them:"
      : "Nothing fits. Remove a filter, or look at the counts beside those that are left.";
    showChips();
    showChosen();
    if (document.activeElement !== searchField) searchField.value = state.search;
    for (const input of all("[data-bound]", facets)) {
      input.value = state.bounds[input.dataset.bound] || "";
      input.removeAttribute("aria-invalid");
    }
    for (const box of all("input", columns)) box.checked = state.columns.includes(box.value);
    order.value = state.sort.replace(/^-/, "");
    turn.textContent = state.sort.startsWith("-") ? "↓" : "↑";
    for (const bar of all(".strip a")) {
      bar.ariaCurrent = String(bar.dataset.since === state.bounds.since && bar.dataset.until === state.bounds.until);
    }
    one("[data-line]", page).textContent = line();
  }

  function changed({ typed = false } = {}) {
    limit = data.page;
    show({ typed });
    keep(typed ? "replaceState" : "pushState", written());
  }

  addEventListener("popstate", () => {
    const { select } = state; /* what is chosen is no step to take back */
    state = { ...read(location.search), select };
    searchField.value = state.search;
    show();
    if (select.size) keep("replaceState", written() + location.hash);
  });

  const narrow = matchMedia("(max-width: 899px)");
  const filters = one("[data-filters]", page);
  const unfold = () => { filters.open = !narrow.matches; };
  narrow.addEventListener("change", unfold);
  unfold();

  state = read(location.search);
  data.offers.forEach((offer, n) => addFacet(offer, (n < 3 && !narrow.matches) || state.chosen.has(offer.name)));
  ranges.forEach(addRange);
  filters.hidden = false;
  show();
})();
