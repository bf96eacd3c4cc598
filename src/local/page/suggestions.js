/**
 * The list above the box: inline results and commands, chosen by arrow keys and Enter or by a tap.
 *
 * The focus stays in the box; `aria-activedescendant` tells screen readers which line is meant.
 *
 * @typedef {object} Suggestion
 * @property {string} title
 * @property {string} description
 * @property {boolean} [top] the button above the results
 * @property {() => void} choose
 */

/** So far from the list's end the next page is asked for. */
const NEAR_END_PX = 160;

/** @param {{ frame: HTMLElement, options: HTMLElement, hint: HTMLElement, box: HTMLElement }} parts */
export function createSuggestions({ frame, options, hint, box }) {
  /** @type {Suggestion[]} */
  let shown = [];
  let active = -1;
  /** @type {(() => void) | null} */
  let loadMore = null;

  /** @param {number} index -1: none */
  function activate(index) {
    options.children[active]?.removeAttribute("aria-selected");
    active = index;
    const option = options.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function askForMore() {
    const wanted = loadMore;
    loadMore = null;
    wanted?.();
  }

  /** @param {readonly Suggestion[]} suggestions */
  function append(suggestions) {
    for (const suggestion of suggestions) {
      options.append(optionFor(suggestion, `option-${shown.length}`));
      shown.push(suggestion);
    }
  }

  function hide() {
    frame.hidden = true;
    shown = [];
    loadMore = null;
    options.replaceChildren();
    activate(-1);
  }

  options.addEventListener("scroll", () => {
    if (options.scrollHeight - options.scrollTop - options.clientHeight < NEAR_END_PX) askForMore();
  });

  return {
    hide,
    isOpen: () => !frame.hidden,
    hasActive: () => active >= 0,
    /**
     * @param {readonly Suggestion[]} suggestions
     * @param {{ hint: string, active: number, loadMore: (() => void) | null }} how
     */
    show(suggestions, how) {
      hide();
      if (suggestions.length === 0) return;
      append(suggestions);
      hint.textContent = how.hint;
      frame.hidden = false;
      options.scrollTop = 0;
      ({ loadMore } = how);
      activate(how.active);
    },
    /** @param {readonly Suggestion[]} suggestions @param {(() => void) | null} next asks for the page after */
    add(suggestions, next) {
      append(suggestions);
      loadMore = next;
    },
    /** @param {1 | -1} step */
    move(step) {
      const next = active + step;
      if (next >= shown.length - 1) askForMore();
      activate(next < -1 ? shown.length - 1 : Math.min(next, shown.length - 1));
    },
    choose() {
      shown[active]?.choose();
    },
  };
}

/** @param {Suggestion} suggestion @param {string} id */
function optionFor({ title, description, top, choose }, id) {
  const option = document.createElement("div");
  option.id = id;
  option.role = "option";
  option.className = top ? "option top" : "option";
  const words = document.createElement("span");
  words.className = "about";
  const head = document.createElement("b");
  head.textContent = title;
  head.dir = "auto";
  const tail = document.createElement("span");
  tail.textContent = description;
  tail.dir = "auto";
  words.append(head, ...(description === "" ? [] : [tail]));
  if (!top) option.append(letterFor(title));
  option.append(words);
  // Before the box loses the focus.
  option.addEventListener("pointerdown", (event) => event.preventDefault());
  option.addEventListener("click", choose);
  return option;
}

/** Telegram's clients show a result's first letter where it has no picture. @param {string} title */
function letterFor(title) {
  const letter = document.createElement("span");
  letter.className = `avatar hue-${(title.codePointAt(0) ?? 0) % 6}`;
  letter.ariaHidden = "true";
  letter.textContent = Array.from(title.replace(/^[\s/„“"]+/, ""))[0]?.toUpperCase() ?? "";
  return letter;
}
