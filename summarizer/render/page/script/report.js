// The report on the right. Python has cut it, so that all that can be highlighted is whole segments.

const text = byId("text");
const segments = []; // elements, in the order of the text
const starts = []; // where each begins, in code points
const segmentMarks = []; // the numbers of the marks that cover it

function showReport() {
  const seen = new Set();
  for (const block of data.blocks) {
    const tag = block.kind === "heading" ? `h${Math.min(block.level + 1, 4)}` : block.kind === "title" ? "h2" : "p";
    const element = make(tag, `block ${block.kind}-block`);
    if (block.goes_on) element.classList.add("goes-on");
    let length = 0;
    for (const [start, words, kind, numbers] of block.segments) {
      const segment = make("span", segmentClass(kind, numbers, seen), words);
      segment.dataset.segment = segments.length;
      segments.push(segment);
      starts.push(start);
      segmentMarks.push(numbers);
      element.append(segment);
      if (kind !== "space") length += words.length;
      if (words.includes("\t")) element.classList.add("row-block");
    }
    if (length === 0) element.hidden = true;
    element.style.setProperty("--height", `${Math.ceil(length / 40) * 31}px`);
    text.append(element);
  }
}

function segmentClass(kind, numbers, seen) {
  const names = [kind === "text" ? "seg" : `seg ${kind}`];
  const items = numbers.filter((number) => number < firstGap).map((number) => data.items[number]);
  if (items.length) {
    names.push("item", `schema-${items[0].schema}`, ...new Set(items.map((item) => `in-${item.schema}`)));
    const worst = ["error", "warning"].find((severity) => items.some((item) => item.worst === severity));
    if (worst) names.push(`flag-${worst}`);
  }
  const gap = numbers.find((number) => number >= firstGap && number < firstSum);
  if (gap !== undefined) {
    names.push("gap-part");
    if (!seen.has(gap) && kind === "text") names.push("gap-first");
    if (kind === "text") seen.add(gap);
  }
  if (numbers.some((number) => number >= firstSum)) names.push("sum-part");
  return names.join(" ");
}

/** The segments from one offset to another. */
function segmentsOf([from, to]) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < from) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let i = low; i < starts.length && starts[i] < to; i += 1) found.push(segments[i]);
  return found;
}

let lit = [];

/** Highlight exactly `spans`, their `figures` by verdict, and bring the first into sight. */
function highlight(spans, figures) {
  for (const segment of lit) segment.classList.remove("lit", "figure-right", "figure-warning", "figure-error");
  lit = spans.flatMap(segmentsOf);
  for (const segment of lit) segment.classList.add("lit");
  for (const [from, to, verdict] of figures) {
    for (const segment of segmentsOf([from, to])) {
      if (segment.classList.contains("lit")) segment.classList.add(`figure-${verdict}`);
    }
  }
  const first = lit.find((segment) => segment.getClientRects().length) || lit[0];
  if (first) bring(first, text);
}

/** Put the keyboard on the highlighted place. */
function enterReport() {
  const first = lit.find((segment) => !segment.classList.contains("space"));
  if (!first) return;
  read(true);
  bring(first, text);
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

/** On a narrow screen, one side is shown at a time. */
function read(reading) {
  byId("main").classList.toggle("reading", reading);
}
