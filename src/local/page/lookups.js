/**
 * Looks up what the typed text calls for: inline results after the bot's name, commands after a slash.
 *
 * @typedef {import("./connection.js").InlineAnswer} InlineAnswer
 * @typedef {import("./connection.js").Language} Language
 * @typedef {import("./labels.js").Labels} Labels
 * @typedef {import("./suggestions.js").Suggestion} Suggestion
 * @typedef {object} Situation Who types where.
 * @property {string} bot its username
 * @property {number} chat
 * @property {number} from
 * @property {Language} language
 * @property {Labels} labels
 * @typedef {object} LookupActions
 * @property {(result: string) => void} sendResult
 * @property {(command: string) => void} sendCommand
 * @property {(payload: string) => void} start opens the private chat
 * @property {(error: unknown) => void} failed
 */
import { askInline, getCommands } from "./connection.js";

/** Long enough not to ask at every letter of a fast typist. */
const PAUSE_MS = 120;
/** Telegram's limit on an inline query. */
const QUERY_LIMIT = 256;

/**
 * @param {ReturnType<typeof import("./suggestions.js").createSuggestions>} suggestions
 * @param {{ situation: () => Situation } & LookupActions} parts
 */
export function createLookups(suggestions, { situation, sendResult, sendCommand, start, failed }) {
  /** Only what was asked last is shown. */
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} query */
  async function lookUpQuotes(query) {
    const mine = turn;
    const { from, labels } = situation();
    const answer = await askInline({ from, query });
    if (mine !== turn) return;
    const page = [...topButton(answer), ...results(answer)];
    suggestions.show(page, {
      hint: labels.inlineHint,
      active: -1,
      loadMore: nextPage(query, answer, mine),
    });
  }

  /** @param {string} query @param {InlineAnswer} answer @param {number} mine @returns {(() => void) | null} */
  function nextPage(query, { next: offset }, mine) {
    if (offset === "") return null;
    const load = async () => {
      const { from } = situation();
      const page = await askInline({ from, query, offset });
      if (mine === turn) suggestions.add(results(page), nextPage(query, page, mine));
    };
    return () => void load().catch(failed);
  }

  /** @param {InlineAnswer} answer @returns {Suggestion[]} */
  function results(answer) {
    return answer.results.map((result) => ({
      title: ("title" in result && result.title) || result.type,
      description: ("description" in result && result.description) || "",
      choose: () => sendResult(result.id),
    }));
  }

  /** @param {InlineAnswer} answer @returns {Suggestion[]} */
  function topButton({ button }) {
    const payload = button?.start_parameter;
    if (!button || payload === undefined) return [];
    return [{ title: button.text, description: "", top: true, choose: () => start(payload) }];
  }

  /** @param {string} begun */
  async function lookUpCommands(begun) {
    const mine = turn;
    const { language, chat, labels } = situation();
    const commands = await getCommands(language, chat);
    if (mine !== turn) return;
    const fitting = commands.filter(({ command }) => command.startsWith(begun));
    suggestions.show(
      fitting.map(({ command, description }) => ({
        title: `/${command}`,
        description,
        choose: () => sendCommand(`/${command}`),
      })),
      { hint: labels.commandHint, active: 0, loadMore: null },
    );
  }

  function hide() {
    turn += 1;
    clearTimeout(timer);
    suggestions.hide();
  }

  return {
    hide,
    /** @param {string} text what stands in the box */
    update(text) {
      turn += 1;
      clearTimeout(timer);
      const [name, ...words] = text.split(/(?<=^@\w+)\s/u);
      const command = /^\/(?<begun>[a-z0-9_]*)$/i.exec(text)?.groups?.begun;
      if (words.length > 0 && name?.toLowerCase() === `@${situation().bot}`.toLowerCase()) {
        const query = words.join(" ").trim().slice(0, QUERY_LIMIT);
        timer = setTimeout(() => void lookUpQuotes(query).catch(failed), PAUSE_MS);
      } else if (command !== undefined) {
        lookUpCommands(command.toLowerCase()).catch(failed);
      } else {
        suggestions.hide();
      }
    },
  };
}
