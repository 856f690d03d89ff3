"use strict";
const one = (id) => document.getElementById(id);
const objects = Array.from(document.querySelectorAll(".object"));
const rows = Array.from(document.querySelectorAll("nav tr"));
const boxes = Array.from(document.querySelectorAll("#tools input[type=checkbox]"));
const texts = objects.map((object) => object.textContent.toLowerCase());
const search = one("search");

const highlight = (word) => {
  if (typeof Highlight === "undefined") return;
  CSS.highlights.delete("found");
  if (word === "") return;
  const ranges = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    if (text.length !== node.data.length) continue;
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges.slice(0, 5000)));
};

// What was folded before a search is so again after it.
let folds = null;
const keepFolds = (searching) => {
  if (searching ? folds === null : false) folds = objects.map((object) => object.open);
  if (searching ? true : folds === null) return;
  objects.forEach((object, index) => { object.open = folds[index]; });
  folds = null;
};

const update = () => {
  const word = search.value.trim().toLowerCase();
  const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  keepFolds(word !== "");
  objects.forEach((object, index) => {
    const fits = chosen.has(object.dataset.verdict) ? texts[index].includes(word) : false;
    object.hidden = !fits;
    rows[index].hidden = !fits;
    if (fits) shown += 1;
    if (folds !== null) object.open = fits ? true : folds[index];
  });
  one("nothing").hidden = shown !== 0 || objects.length === 0;
  highlight(word);
};

const setAll = (open) => objects.forEach((object) => { object.open = open; });
const unfoldTarget = () => {
  const target = one(location.hash.slice(1));
  if (target !== null) target.open = true;
};

search.addEventListener("input", update);
boxes.forEach((box) => box.addEventListener("change", update));
one("open").addEventListener("click", () => setAll(true));
one("close").addEventListener("click", () => setAll(false));
one("tools").addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", unfoldTarget);
addEventListener("keydown", (event) => {
  if (event.key === "/" ? document.activeElement !== search : false) {
    event.preventDefault();
    search.focus();
  }
});
unfoldTarget();
one("tools").hidden = objects.length === 0;
