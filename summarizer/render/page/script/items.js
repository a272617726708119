// The items as cards, one group for each section that gave some.

const signs = { error: "✗", warning: "?" };

function showItems() {
  const list = makeList(byId("list"), labels.items);
  let group = null;
  let last = null;
  data.items.forEach((item, number) => {
    const place = JSON.stringify([item.schema, item.section]);
    if (place !== last) {
      last = place;
      group = makeGroup(item);
      list.append(group);
    }
    group.append(itemCard(item, number));
  });
}

function makeGroup(item) {
  const path = item.section.join(" › ") || labels.no_section;
  const schema = data.schemas[item.schema].title;
  const where = make("div", "where");
  if (data.schemas.length > 1) where.append(make("b", "", schema));
  // Where there is no room for the whole path, its end is what tells sections apart.
  const [above, here] = [item.section.slice(0, -1), item.section.slice(-1)];
  if (above.length) where.append(make("span", "above", above.map((heading) => `${heading} › `).join("")));
  where.append(make("span", "here", here.join("") || labels.no_section));
  where.title = path;
  const group = make("div", "group", where);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `${schema} ${path}`);
  return group;
}

function itemCard(item, number) {
  const severity = labels[`severity_${item.worst || "none"}`];
  const mark = make("span", "mark", signs[item.worst] || "✓");
  mark.title = severity;
  mark.setAttribute("aria-label", severity);
  mark.setAttribute("role", "img");
  const body = make("div", "", make("div", "title", item.title));
  const chips = item.chips.map(([label, words]) => (label ? make("span", "", `${label} `, make("b", "", words)) : make("span", "", words)));
  if (chips.length) body.append(make("div", "chips", ...chips));
  for (const found of item.findings) body.append(findingLine(found));
  body.append(make("div", "quote", item.quotes.join(" … ")));
  return makeCard(marks[number], `${item.worst || ""} schema-${item.schema}`, make("div", "number", item.number, mark), body);
}

function findingLine(found) {
  return make("div", `finding ${found.severity}`, make("b", "", found.title), found.message);
}

/** The chart of headline indicators over the list, with its sources under it. */
function showGrowth() {
  if (!data.growth) return;
  data.growth_schema = data.items.find((item) => item.id.startsWith("indicators-")).schema;
  const figure = byId("charts").content.firstElementChild.cloneNode(true);
  const sources = make("div", "sources", `${labels.in_the_report}: `);
  for (const { name, spans } of data.growth.rows) {
    sources.append(makeButton("link", () => { read(true); unselect(); highlight(spans, []); }, name));
  }
  byId("growth").append(make("summary", "", data.growth.title), figure, sources);
  const steep = data.growth.too_steep.join("、");
  if (steep) byId("growth").append(make("p", "note", fill(labels.too_steep, { names: steep })));
}
