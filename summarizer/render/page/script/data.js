// What is shown, and what the reader has chosen.

const data = JSON.parse(byId("data").textContent);
const labels = data.labels;

/** Whatever a segment of the text can point to, in the order that segments number them. */
const marks = [
  ...data.items.map((value) => ({ kind: "items", value })),
  ...data.gaps.map((value) => ({ kind: "open", value })),
  ...data.sums.map((value) => ({ kind: "sums", value })),
];
marks.forEach((mark, number) => {
  mark.number = number;
  mark.card = null; // its element on the left, once made
});
const firstGap = data.items.length;
const firstSum = firstGap + data.gaps.length;

for (const item of data.items) {
  item.flagged = item.worst === "warning" || item.worst === "error";
  item.words = [item.title, ...item.chips.flat(), item.text, ...item.quotes, ...item.section].join("\n").toLowerCase();
}

const views = data.memo ? ["memo", "items", "open", "sums"] : ["items", "open", "sums"];
const state = { view: views[0], mark: null };
