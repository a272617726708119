// One mark is selected at a time; its card and its place in the report show it.

/** Select a mark: light its place; its card is brought into sight; with `focus` the keyboard goes to the card. */
function select(mark, focus) {
  unselect();
  state.mark = mark;
  if (state.view !== mark.kind) showView(mark.kind);
  if (mark.card.hidden) clearFilters();
  mark.card.setAttribute("aria-selected", "true");
  rove(mark.card);
  if (focus) mark.card.focus({ preventScroll: true });
  bring(mark.card, mark.card.closest(".scroll"));
  highlight(mark.value.spans, mark.value.figures || []);
}

/** Nothing is selected and nothing lit. */
function unselect() {
  if (state.mark) state.mark.card.setAttribute("aria-selected", "false");
  for (const pressed of document.querySelectorAll('.ref[aria-pressed="true"]')) pressed.setAttribute("aria-pressed", "false");
  state.mark = null;
  highlight([], []);
}

/** Of all cards of a view, one can be reached with Tab. */
function rove(card) {
  const list = card.closest("[role=listbox]");
  const before = list.querySelector('.card[tabindex="0"]');
  if (before) before.tabIndex = -1;
  card.tabIndex = 0;
}

/** The marks of the view that are shown. */
function shownMarks() {
  return marks.filter((mark) => mark.kind === state.view && !mark.card.hidden);
}

/** The next or previous mark of the view (`step` 1 or -1). In the memo, the next or previous reference. */
function move(step) {
  if (state.view === "memo") {
    moveReference(step);
    return;
  }
  const shown = shownMarks();
  if (!shown.length) return;
  const at = shown.indexOf(state.mark);
  const next = at < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + step, 0), shown.length - 1);
  select(shown[next], true);
}

/** A place in the report was clicked: select what stands on it, and with another click the next thing that does. */
function selectAt(segment) {
  const here = segmentMarks[Number(segment.dataset.segment)].map((number) => marks[number]);
  const kind = [state.view, "items", "open"].find((name) => here.some((mark) => mark.kind === name));
  const ofKind = here.filter((mark) => mark.kind === kind);
  const shown = ofKind.filter((mark) => !mark.card.hidden);
  const choice = shown.length ? shown : ofKind;
  if (!choice.length) return;
  select(choice[(choice.indexOf(state.mark) + 1) % choice.length], false);
}

/** A card for a mark, an option of its view's list. */
function makeCard(mark, className, ...children) {
  const card = make("div", `card ${className}`, ...children);
  card.setAttribute("role", "option");
  card.setAttribute("aria-selected", "false");
  card.tabIndex = -1;
  card.dataset.mark = mark.number;
  mark.card = card;
  return card;
}

/** A list of cards, in groups. */
function makeList(element, label) {
  element.setAttribute("role", "listbox");
  element.setAttribute("aria-label", label);
  element.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || String(window.getSelection())) return;
    read(true);
    select(marks[Number(card.dataset.mark)], true);
  });
  return element;
}
