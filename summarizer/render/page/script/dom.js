// Elements are built here and nowhere else, and text only ever becomes text: no markup is read from data.

const byId = (id) => document.getElementById(id);

/** An element with a class and children; strings among them become text. */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A button with a click handler. */
function makeButton(className, onClick, ...children) {
  const button = make("button", className, ...children);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

/** A template with its {names} filled. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A button's words with a count behind them. */
function withCount(label, count) {
  return [label, make("span", "count", String(count))];
}

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Scroll `box` so that `element` stands in it, a third from the top; leave it where it is when it can be seen already. */
function bring(element, box) {
  const place = (again) => {
    const inner = element.getBoundingClientRect();
    const outer = box.getBoundingClientRect();
    if (outer.height === 0 || (inner.top >= outer.top + 8 && inner.bottom <= outer.bottom - 8)) return;
    const distance = inner.top - outer.top - outer.height / 3;
    const smooth = !again && !calm.matches && Math.abs(distance) < outer.height;
    box.scrollBy({ top: distance, behavior: smooth ? "smooth" : "auto" });
    // Blocks out of sight have estimated heights; once they are laid out the place may have moved.
    if (!smooth && !again) requestAnimationFrame(() => requestAnimationFrame(() => place(true)));
  };
  place(false);
}
