/**
 * A block quotation that shows three lines until someone wants more.
 */

/** The width decides how many lines there are, and it may change. */
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target);
});

/** @param {Element} words */
function measure(words) {
  const quotation = words.parentElement;
  if (!quotation || quotation.classList.contains("open")) return;
  // A line that is cut at its lower edge by a fraction of a pixel is not folded.
  quotation.classList.toggle("long", words.scrollHeight > words.clientHeight + 2);
}

/** Finds at once which quotations below an element are long, before anyone scrolls by its height. @param {Element} parent */
export function measureFolds(parent) {
  for (const words of parent.querySelectorAll(".expandable_blockquote > .words")) measure(words);
}

/**
 * @param {{ more: string, less: string }} labels
 * @returns {{ outer: HTMLElement, inner: HTMLElement }} the words go into `inner`
 */
export function foldable({ more, less }) {
  const outer = document.createElement("blockquote");
  outer.className = "expandable_blockquote";
  outer.dir = "auto";
  const inner = document.createElement("div");
  inner.className = "words";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  const label = () => {
    const open = outer.classList.contains("open");
    button.textContent = open ? less : more;
    button.setAttribute("aria-expanded", String(open));
  };
  label();
  button.addEventListener("click", () => {
    outer.classList.toggle("open");
    label();
  });
  outer.append(inner, button);
  resized.observe(inner);
  return { outer, inner };
}
