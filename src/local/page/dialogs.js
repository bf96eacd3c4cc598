/**
 * What the page says beside the messages: a toast that passes, a dialog that waits, words for screen readers.
 */

const TOAST_MS = 4000;

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer;

/** @param {string} words */
export function toast(words) {
  const element = byId("toast");
  element.textContent = words;
  element.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    element.classList.remove("shown");
    element.textContent = "";
  }, TOAST_MS);
}

/** Read out, not shown. @param {string} words */
export function announce(words) {
  byId("announcements").textContent = words;
}

/**
 * Settles with the index of the choice, or null when the dialog was closed without one.
 * @param {string} words
 * @param {readonly string[]} choices
 * @returns {Promise<number | null>}
 */
export function choose(words, choices) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  byId("dialog-words").textContent = words;
  byId("dialog-choices").replaceChildren(
    ...choices.map((choice, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = choice;
      button.addEventListener("click", () => dialog.close(String(index)));
      return button;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "" ? null : Number(dialog.returnValue)),
      { once: true },
    );
  });
}
