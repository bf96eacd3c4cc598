/**
 * Files that are sent: chosen with the button beside the box, or dropped onto the page.
 *
 * @typedef {object} FileParts
 * @property {HTMLInputElement} input
 * @property {(name: string, base64: string) => void} send
 * @property {(error: unknown) => void} failed
 */

/** @param {FileParts} parts */
export function takeFiles({ input, send, failed }) {
  /** @param {Iterable<File>} files */
  async function sendEach(files) {
    for (const file of files) send(file.name, await inBase64(file));
  }

  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // Or the same one could not be chosen again.
    input.value = "";
    sendEach(files).catch(failed);
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    sendEach([...(event.dataTransfer?.files ?? [])]).catch(failed);
  });
}

/** @param {File} file @returns {Promise<string>} */
function inBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const { result } = reader;
      resolve(typeof result === "string" ? result.slice(result.indexOf(",") + 1) : "");
    });
    reader.addEventListener("error", () => reject(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
}
