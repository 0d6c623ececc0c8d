/* A few records side by side. */
"use strict";
(async () => {
  const { one, all, make, copy, load, keep } = unisurvey;
  const page = one("[data-compared]");
  const { up, most } = page.dataset;
  const query = new URLSearchParams(location.search);
  const kinds = all("#kind option", page).map((option) => option.value);
  let kind = kinds.includes(query.get("kind")) ? query.get("kind") : kinds[0];
  let wanted = (query.get("ids") || "").split(",").filter(Boolean);
  const pick = one("#pick", page);
  const differing = one("[data-differing]", page);
  const kindField = one("#kind", page);
  const table = one("[data-table]", page);
  const note = one("[data-note]", page);
  let rows = [];
  let data;

  const read = async () => {
    const asked = kind;
    try {
      await load(page.dataset[asked]);
    } catch {
      if (asked !== kind) return;
      data = undefined; /* that of another kind would be shown below this one's name */
      table.hidden = one("[data-terminal]", page).hidden = true;
      note.textContent = `What ${kind} say cannot be read now; choose again.`;
      return;
    }
    if (asked !== kind) return; /* another was chosen meanwhile */
    data = window.UNISURVEY_COMPARED[kind];
    one("#pickable", page).replaceChildren(
      ...data.ids.map((id, n) => make("option", { value: id, textContent: data.names[n] })),
    );
    show();
  };

  const isKnown = (value) => value !== null && value.length !== 0;

  /** Return how alike values are, as the command does: order says nothing. */
  function likeness(values) {
    const known = values.filter(isKnown);
    if (known.length < 2) return "unknown";
    let isSame;
    if (known.every(Array.isArray)) {
      const sets = known.map((value) => [...new Set(value)].sort());
      isSame = new Set(sets.map((set) => JSON.stringify(set))).size === 1;
      if (!isSame && sets[0].some((each) => sets.every((set) => set.includes(each)))) return "partly";
    } else {
      isSame = known.every((value) => JSON.stringify(value) === JSON.stringify(known[0]));
    }
    if (!isSame) return "different";
    return known.length === values.length ? "same" : "unknown";
  }

  const ORDER = ["different", "partly", "same", "unknown"];

  function show() {
    const places = [...new Set(wanted)].map((id) => data.ids.indexOf(id)).filter((n) => n >= 0).slice(0, most);
    wanted = places.map((n) => data.ids[n]);
    keep("replaceState", `?kind=${kind}&ids=${wanted.join(",")}`);
    rows = data.fields.map((field) => {
      const found = places.map((n) => field.words[field.rows[n]]);
      const values = found.map(([, value]) => value);
      const [label, tex = label] = field.label;
      return {
        label,
        cells: found.map(([text]) => text || "–"),
        tex: [tex, ...found.map(([text, , inTex]) => inTex || text || "--")],
        isTold: values.some(isKnown),
        likeness: likeness(values),
        isPart: field.isPart,
      };
    }).filter((row) => row.isTold);
    rows.sort((a, b) => ORDER.indexOf(a.likeness) - ORDER.indexOf(b.likeness));
    const shared = rows.filter((row) => row.isPart && ["same", "partly"].includes(row.likeness));
    if (differing.checked) rows = rows.filter((row) => row.likeness !== "same");
    const heads = places.map((n) => {
      const remove = make("button", { type: "button", textContent: "×" });
      remove.setAttribute("aria-label", `Remove ${data.names[n]}`);
      remove.addEventListener("click", () => {
        wanted = wanted.filter((id) => id !== data.ids[n]);
        show();
        pick.focus();
      });
      return make("th", { scope: "col" }, make("a", { href: `${up}${data.pages[n]}`, textContent: data.names[n] }), " ", remove);
    });
    const signs = { ...data.marks };
    table.replaceChildren(
      make("caption", { className: "visually-hidden", textContent: "What differs comes first" }),
      make("thead", {}, make("tr", {}, make("td"), ...heads)),
      make("tbody", {}, ...rows.map((row) => {
        const sign = make("span", { className: "sign", textContent: signs[row.likeness] });
        sign.title = row.likeness;
        const line = make("tr", {}, make("th", { scope: "row" }, sign, ` ${row.label}`), ...row.cells.map(cellOf));
        line.className = row.likeness;
        return line;
      })),
    );
    table.hidden = !places.length;
    note.textContent = places.length < 2 ? `Choose two to ${most} ${kind}.` : `${Object.entries(signs).map(([word, sign]) => `${sign} ${word}`).join(", ")}`;
    one("[data-shared]", page).hidden = !shared.length;
    one("[data-shared]", page).textContent = `Shared parts: ${shared.map((row) => row.label).join(", ")}`;
    one("[data-terminal]", page).hidden = places.length < 2;
    /* the command compares papers that all introduce models as models */
    const isOther = kind === "papers" && places.every((n) => data.pages[n].startsWith("models/"));
    for (const each of all("[data-same]", page)) each.hidden = isOther;
    const folder = kind === "datasets" || kind === "benchmarks" ? `${kind}/` : "";
    one("[data-line]", page).textContent = ["unisurvey compare", ...wanted.map((id) => folder + id), ...(differing.checked ? ["--differences"] : [])].join(" ");
    kindField.value = kind;
  }

  const cellOf = (text) => make("td", {}, /^https?:\/\//.test(text) ? make("a", { href: text, textContent: text.replace(/^https?:\/\//, "") }) : text);

  const TABLES = {
    md: () => {
      const line = (cells) => `| ${cells.map((text) => text.replace(/([\\|`*_<>[\]])/g, "\\$1")).join(" | ")} |`;
      return [line(["", ...names()]), line(["", ...names()].map(() => "---")).replace(/\\/g, ""), ...rows.map((row) => line([row.label, ...row.cells]))].join("\n");
    },
    tex: () => {
      const line = (cells) => `  ${cells.join(" & ")} \\\\`;
      const heads = wanted.map((id) => data.ids.indexOf(id)).map((n) => data.inTex[n] || data.names[n]);
      return [`\\begin{tabular}{l${"l".repeat(heads.length)}}`, "  \\toprule", line(["", ...heads]), "  \\midrule", ...rows.map((row) => line(row.tex)), "  \\bottomrule", "\\end{tabular}"].join("\n");
    },
  };
  const names = () => wanted.map((id) => data.names[data.ids.indexOf(id)]);
  for (const button of all("[data-copy-table]", page)) {
    button.addEventListener("click", () => copy(TABLES[button.dataset.copyTable](), button));
  }
  const addPicked = () => {
    const text = pick.value.trim();
    if (!data || !text) return;
    const n = data.ids.findIndex((id, k) => id === text || data.names[k].toLowerCase() === text.toLowerCase());
    if (n < 0 || (wanted.length >= most && !wanted.includes(data.ids[n]))) {
      note.textContent = n < 0 ? `None of the ${kind} is called ${text}.` : `No more than ${most} fit; remove one first.`;
      return;
    }
    wanted.push(data.ids[n]);
    pick.value = "";
    show();
  };
  pick.addEventListener("change", addPicked);
  one("[data-pick]", page).addEventListener("submit", (event) => {
    event.preventDefault();
    addPicked();
  });
  differing.addEventListener("change", show);
  kindField.addEventListener("change", () => {
    kind = kindField.value;
    wanted = [];
    read();
  });
  page.hidden = false;
  await read();
})();
