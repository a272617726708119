// The keyboard, and the start of it all.

const help = byId("help");
const keyTable = [
  [["j", "k", "↓", "↑"], labels.key_move],
  [["Enter"], labels.key_jump],
  [["/"], labels.key_search],
  [["f"], labels.key_flagged],
  [["Esc"], labels.key_clear],
  [views.map((_, number) => String(number + 1)), labels.key_tabs],
  [["?"], labels.key_help],
];

function makeHelp() {
  byId("help-title").textContent = labels.keys;
  for (const [keys, label] of keyTable) {
    byId("help-keys").append(make("dt", "", ...keys.map((key) => make("kbd", "", key))), make("dd", "", label));
  }
  byId("help-close").textContent = labels.close;
  byId("help-close").addEventListener("click", () => help.close());
  const button = byId("keys-button");
  button.title = labels.keys;
  button.setAttribute("aria-label", labels.keys);
  button.addEventListener("click", () => help.showModal());
}

function goBack() {
  const inReport = text.contains(document.activeElement);
  const search = byId("search");
  read(false);
  if (document.activeElement === search) {
    search.blur();
    search.value = "";
    setFilter("words", []);
  } else if (inReport && state.mark) state.mark.card.focus({ preventScroll: true });
  else if (state.mark || lit.length) unselect();
  else clearFilters();
}

const keyActions = {
  j: () => move(1),
  k: () => move(-1),
  f: () => { showView("items"); setFilter("flagged", !filter.flagged); },
  "/": () => { read(false); showView("items"); byId("search").focus(); },
  "?": () => help.showModal(),
};

/** Whether a key belongs to what has the focus: typing, choosing, scrolling the report, moving the split. */
function isTaken(event) {
  const at = document.activeElement;
  if (at.matches("input")) return event.key !== "ArrowDown" && event.key !== "Enter";
  if (at.matches("select") || at.id === "split") return true;
  if (event.key === "Enter") return at.matches("button, summary");
  return event.key.startsWith("Arrow") && (text.contains(at) || at.getAttribute("role") === "tab");
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
  if (event.key === "Escape") {
    goBack();
    return;
  }
  if (isTaken(event)) return;
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter") enterKey();
  else if (views[Number(event.key) - 1]) showView(views[Number(event.key) - 1]);
  else if (keyActions[event.key]) keyActions[event.key]();
  else return;
  event.preventDefault();
}

/** Enter on a card goes to its evidence; on a place in the report, to the next thing that stands on it. */
function enterKey() {
  const at = document.activeElement;
  if (at.matches(".seg")) selectAt(at);
  else if (at.matches(".card")) select(marks[Number(at.dataset.mark)], true);
  else if (!state.mark) move(1);
  enterReport();
}

function start() {
  makeTheme();
  showHeader();
  showTabs();
  showReport();
  showMemo();
  showGrowth();
  showItems();
  makeFilters();
  showGaps();
  showSums();
  showLegend();
  makeSplit();
  makeHelp();
  applyFilters();
  showView(state.view);
  text.setAttribute("aria-label", labels.report);
  text.addEventListener("click", (event) => {
    const segment = event.target.closest(".seg");
    if (segment && !String(window.getSelection())) selectAt(segment);
  });
  for (const [id, label, reading] of [["back", labels.show_list, false], ["to-report", labels.report, true]]) {
    byId(id).textContent = label;
    byId(id).addEventListener("click", () => read(reading));
  }
  document.addEventListener("keydown", onKey);
}

start();
