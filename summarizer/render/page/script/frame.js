// The header, the tabs, the legend, the split between the sides, light and dark.

function showHeader() {
  byId("title").textContent = data.title;
  byId("facts").textContent = data.facts.join(" · ");
  const made = new Map();
  for (const { model, endpoint, prompt } of data.schemas) {
    const key = JSON.stringify([model, endpoint]);
    made.set(key, { model, endpoint, prompt: made.has(key) ? `${made.get(key).prompt}, ${prompt}` : prompt });
  }
  byId("made").textContent = [...made.values()].map((run) => (run.model ? fill(labels.run_of, run) : labels.by_rules)).join(" · ");
  if (data.schemas.some((schema) => !schema.complete)) byId("made").append(make("strong", "", ` ${labels.incomplete}`));
  const sum = (pick) => data.schemas.reduce((all, schema) => all + pick(schema), 0);
  const items = data.items.length;
  const flagged = sum((schema) => schema.flagged);
  const [covered, sentences] = [0, 1].map((i) => sum((schema) => schema.sentences[i]));
  const stats = [
    [items, labels.stat_items, ""],
    [items - flagged, labels.stat_verified, ""],
    [flagged, labels.stat_flagged, flagged ? "doubt" : ""],
    [`${covered}/${sentences}`, labels.stat_covered, ""],
  ];
  for (const [number, label, look] of stats) byId("stats").append(make("div", look, make("dt", "", label), make("dd", "", String(number))));
}

function showTabs() {
  const failing = data.sums.filter((sum) => sum.holds === false).length;
  const counts = { items: data.items.length, open: data.gaps.length, sums: failing ? `${failing}/${data.sums.length}` : data.sums.length };
  const tabs = byId("tabs");
  tabs.setAttribute("aria-label", labels.tabs);
  for (const name of views) {
    const tab = makeButton("", () => showView(name), ...(name in counts ? withCount(labels[name], counts[name]) : [labels[name]]));
    tab.id = `tab-${name}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", name);
    tabs.append(tab);
  }
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    showView(views[(views.indexOf(state.view) + step + views.length) % views.length]);
    byId(`tab-${state.view}`).focus();
    event.preventDefault();
  });
}

function showView(name) {
  state.view = name;
  text.dataset.view = name;
  for (const view of views) {
    const tab = byId(`tab-${view}`);
    tab.setAttribute("aria-selected", String(view === name));
    tab.tabIndex = view === name ? 0 : -1;
    byId(view).hidden = view !== name;
  }
}

function showLegend() {
  byId("report-title").textContent = labels.report;
  data.schemas.forEach((schema, number) => byId("legend").append(make("li", `schema-${number}`, make("i"), schema.title)));
  if (data.gaps.length) byId("legend").append(make("li", "gap", make("i"), labels.legend_gap));
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let themeChosen = false; // the button was used; the system's setting no longer counts

function setTheme(isDark) {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

function makeTheme() {
  setTheme(dark.matches);
  dark.addEventListener("change", () => { if (!themeChosen) setTheme(dark.matches); });
  const button = byId("theme-button");
  button.title = labels.theme;
  button.setAttribute("aria-label", labels.theme);
  button.addEventListener("click", () => {
    themeChosen = true;
    setTheme(document.documentElement.dataset.theme !== "dark");
  });
}

function makeSplit() {
  const split = byId("split");
  const main = byId("main");
  let share = 42;
  const set = (wanted) => {
    share = Math.min(Math.max(wanted, 25), 70);
    main.style.setProperty("--left", `${share}%`);
    split.setAttribute("aria-valuenow", String(Math.round(share)));
  };
  split.setAttribute("aria-label", labels.split);
  split.setAttribute("aria-valuemin", "25");
  split.setAttribute("aria-valuemax", "70");
  set(share);
  split.addEventListener("pointerdown", (event) => { split.setPointerCapture(event.pointerId); event.preventDefault(); });
  split.addEventListener("pointermove", (event) => {
    if (split.hasPointerCapture(event.pointerId)) set((100 * event.clientX) / main.clientWidth);
  });
  split.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 2, ArrowLeft: -2 }[event.key];
    if (step) set(share + step);
  });
}
