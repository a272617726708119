// Which items are shown. Every filter's counts are of the items that the other filters let through.

const filter = { schema: -1, topic: "", flagged: false, words: [] };
const tests = {
  schema: (item, chosen) => chosen === -1 || item.schema === chosen,
  topic: (item, chosen) => chosen === "" || item.topic === chosen,
  flagged: (item, chosen) => !chosen || item.flagged,
  words: (item, chosen) => chosen.every((word) => item.words.includes(word)),
};
const schemaButtons = new Map();

function passes(item, but) {
  return Object.keys(tests).every((name) => name === but || tests[name](item, filter[name]));
}

function count(but, chosen) {
  return data.items.filter((item) => passes(item, but) && tests[but](item, chosen)).length;
}

function makeFilters() {
  const search = byId("search");
  search.placeholder = labels.search;
  search.setAttribute("aria-label", labels.search);
  search.addEventListener("input", () => setFilter("words", search.value.toLowerCase().split(/\s+/).filter(Boolean)));
  if (data.schemas.length > 1) {
    [[-1, labels.all], ...data.schemas.map((schema, number) => [number, schema.title])].forEach(([number, title]) => {
      const button = makeButton("", () => setFilter("schema", number));
      schemaButtons.set(number, [button, title]);
      byId("schemas").append(button);
    });
  } else byId("schemas").hidden = true;
  const topics = byId("topics");
  topics.setAttribute("aria-label", labels.topic);
  for (const topic of new Set(["", ...data.items.map((item) => item.topic).filter(Boolean)])) {
    const option = make("option");
    option.value = topic;
    topics.append(option);
  }
  topics.hidden = topics.options.length < 2;
  topics.addEventListener("change", () => setFilter("topic", topics.value));
  byId("flagged").addEventListener("click", () => setFilter("flagged", !filter.flagged));
  const clear = byId("clear");
  clear.textContent = labels.clear;
  clear.addEventListener("click", clearFilters);
}

function setFilter(name, chosen) {
  filter[name] = chosen;
  applyFilters();
}

function clearFilters() {
  Object.assign(filter, { schema: -1, topic: "", flagged: false, words: [] });
  byId("search").value = "";
  byId("topics").value = "";
  applyFilters();
}

function isFiltered() {
  return filter.schema !== -1 || filter.topic !== "" || filter.flagged || filter.words.length > 0;
}

/** Whether the one filter is that for a schema. */
function onlySchema(number) {
  return filter.schema === number && filter.topic === "" && !filter.flagged && filter.words.length === 0;
}

function applyFilters() {
  let shown = 0;
  data.items.forEach((item, number) => {
    const hidden = !passes(item);
    marks[number].card.hidden = hidden;
    if (!hidden) shown += 1;
  });
  for (const group of byId("list").children) group.hidden = !group.querySelector(".card:not([hidden])");
  if (state.mark && state.mark.card.hidden) unselect();
  const first = byId("list").querySelector(".card:not([hidden])");
  if (first && !state.mark) rove(first);
  text.dataset.schema = filter.schema;
  byId("growth").hidden = !data.growth || (isFiltered() && !onlySchema(data.growth_schema));
  byId("shown").textContent = fill(labels.shown, { n: shown, of: data.items.length });
  byId("clear").hidden = !isFiltered();
  byId("empty").hidden = shown > 0;
  byId("empty").textContent = whyEmpty();
  showCounts();
}

/** What stands in place of items: why a schema has none, or that the filters leave none. */
function whyEmpty() {
  const several = data.schemas.length > 1;
  const chosen = data.schemas.filter((schema, number) => schema.nothing && (filter.schema === number || !data.items.length));
  const reasons = chosen.map((schema) => (several ? `${schema.title}: ${schema.nothing}` : schema.nothing));
  return reasons.length ? reasons.join("\n") : labels.nothing_found;
}

function showCounts() {
  for (const [number, [button, title]] of schemaButtons) {
    button.replaceChildren(...withCount(title, count("schema", number)));
    button.setAttribute("aria-pressed", String(filter.schema === number));
  }
  for (const option of byId("topics").options) {
    option.textContent = `${option.value || labels.any_topic} (${count("topic", option.value)})`;
  }
  const flagged = byId("flagged");
  flagged.replaceChildren(...withCount(labels.flagged, count("flagged", true)));
  flagged.setAttribute("aria-pressed", String(filter.flagged));
}
