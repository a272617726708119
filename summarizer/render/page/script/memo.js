// The memo, with its references as small buttons.

const headings = { heading1: "h2", heading2: "h3", heading3: "h4", heading4: "h5" };
const references = new Map();

function showMemo() {
  if (!data.memo) return;
  for (const reference of data.memo.references) references.set(reference.number, reference);
  const body = make("article", "memo");
  const charts = [...byId("charts").content.children];
  for (const block of data.memo.blocks) {
    if (block.kind === "table") body.append(memoTable(block));
    else if (block.kind === "chart") body.append(charts.shift().cloneNode(true), chartSources(block));
    else body.append(memoParagraph(block));
  }
  body.append(memoNotes());
  byId("memo").append(body);
}

function memoParagraph(block) {
  const heading = headings[block.kind];
  const element = make(heading || "p", heading ? "heading" : block.kind);
  for (const [words, numbers, lead] of block.runs) {
    element.append(lead ? make("strong", "lead", words) : words, ...numbers.map(referenceButton));
  }
  return element;
}

function memoTable(block) {
  const table = make("table", "", make("caption", "", block.title));
  const head = make("tr");
  for (const cell of block.header) {
    const element = make("th", "", cell);
    element.scope = "col";
    head.append(element);
  }
  table.append(make("thead", "", head));
  const body = make("tbody");
  for (const row of block.rows) {
    const line = make("tr", "", ...row.cells.map((cell) => make("td", "", cell)));
    line.firstElementChild.append(...row.references.map(referenceButton));
    body.append(line);
  }
  table.append(body);
  return table;
}

function chartSources(block) {
  const sources = make("div", "sources");
  for (const row of block.rows) sources.append(make("span", "", row.name, ...row.references.map(referenceButton)));
  return sources;
}

function referenceButton(number) {
  const button = makeButton("ref", () => showReference(button, references.get(number)), `[${number}]`);
  button.setAttribute("aria-label", fill(labels.reference, { n: number }));
  button.setAttribute("aria-pressed", "false");
  button.title = references.get(number).quote;
  return button;
}

/** Light exactly what a reference stands on; figures of its item by their verdicts. */
function showReference(button, reference) {
  read(true);
  unselect();
  button.setAttribute("aria-pressed", "true");
  const item = data.items.find((one) => one.id === reference.item);
  highlight(reference.spans, item ? item.figures : []);
}

function moveReference(step) {
  const buttons = [...document.querySelectorAll("#memo .ref")];
  if (!buttons.length) return;
  const at = buttons.findIndex((button) => button.getAttribute("aria-pressed") === "true");
  const next = buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)];
  next.focus();
  showReference(next, references.get(Number(next.textContent.slice(1, -1))));
}

/** The quotations of all references, for paper. */
function memoNotes() {
  const list = make("ul");
  for (const reference of data.memo.references) list.append(make("li", "", `[${reference.number}] ${reference.quote}`));
  return make("section", "notes", make("h2", "heading", labels.references), list);
}
