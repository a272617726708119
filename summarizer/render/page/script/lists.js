// What gave no item, and the report's arithmetic.

function showGaps() {
  const box = byId("open").querySelector(".scroll");
  const list = makeList(make("div"), labels.open);
  data.schemas.forEach((schema, number) => {
    box.append(...coverage(schema));
    if (!schema.complete) box.append(make("p", "plain", labels.incomplete));
    if (schema.nothing) box.append(make("p", "plain", schema.nothing));
    for (const found of schema.findings) box.append(findingLine(found));
  });
  box.append(list);
  const gaps = marks.slice(firstGap, firstSum);
  addGaps(list, labels.failed, gaps.filter((mark) => "reason" in mark.value));
  addGaps(list, labels.uncovered, gaps.filter((mark) => !("reason" in mark.value)));
  if (gaps.length) rove(list.querySelector(".card"));
  else if (data.schemas.some((schema) => schema.sentences[1])) list.replaceWith(make("p", "empty", labels.all_covered));
  else list.remove();
  const dropped = data.schemas.flatMap((schema) => schema.dropped.map((value) => ({ schema, value })));
  if (dropped.length) box.append(make("h2", "", ...withCount(labels.dropped, dropped.length)));
  for (const { schema, value } of dropped) {
    const which = data.schemas.length > 1 ? `${schema.title} · ` : "";
    box.append(make("div", "plain", value.text || "—", make("small", "", which, value.reason)));
  }
}

function coverage(schema) {
  const row = ([done, all], template) => {
    const bar = make("i");
    bar.style.setProperty("--share", `${all ? (100 * done) / all : 0}%`);
    return make("div", "meter", fill(template, { n: done, of: all }), make("b", "", all ? `${Math.floor((100 * done) / all)}%` : "—"), bar);
  };
  const rows = [row(schema.sentences, labels.covered_of)];
  if (schema.figures[1]) rows.push(row(schema.figures, labels.figures_of));
  return [make("h2", "", schema.title), ...rows];
}

function addGaps(list, title, gaps) {
  if (!gaps.length) return;
  const group = makeTitledGroup(title, gaps.length);
  for (const mark of gaps) {
    const gap = mark.value;
    const body = make("div", "", make("div", "quote", gap.quote));
    if (data.schemas.length > 1) body.append(make("div", "note", data.schemas[gap.schema].title));
    if ("reason" in gap) body.append(make("div", "finding error", make("b", "", fill(labels.attempts, { n: gap.attempts })), gap.reason));
    group.append(makeCard(mark, "warning", make("div", "number", String(gap.number)), body));
  }
  list.append(group);
}

function makeTitledGroup(title, number) {
  const group = make("div", "group", make("h2", "", ...withCount(title, number)));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", title);
  return group;
}

function showSums() {
  const box = byId("sums").querySelector(".scroll");
  const sums = marks.slice(firstSum);
  if (!sums.length) {
    box.append(make("p", "empty", labels.no_sums));
    return;
  }
  const list = makeList(make("div"), labels.sums);
  for (const [holds, look, sign] of [[false, "error", "✗"], [null, "warning", "?"], [true, "right", "✓"]]) {
    const these = sums.filter((mark) => mark.value.holds === holds);
    if (!these.length) continue;
    const title = labels[`sum_${holds}`];
    const group = makeTitledGroup(title, these.length);
    for (const mark of these) {
      const sum = mark.value;
      const body = make("div", "", make("div", "title", sum.statement));
      if (sum.note) body.append(make("div", "note", sum.note));
      for (const quote of sum.quotes) body.append(make("div", "quote", quote));
      group.append(makeCard(mark, `sum ${look}`, make("div", "mark", sign), body));
    }
    list.append(group);
  }
  box.append(list);
  rove(list.querySelector(".card"));
}
