/**
 * What the bot says to its owners of articles that they send, in English.
 */
import { FAULTS } from "../../../corpus/faults.ts";
import type { germanArticles } from "./german-articles.ts";
import { quotedInEnglish as quoted } from "./quoted.ts";

const sections = (count: number) => (count === 1 ? "1 section" : `${count} sections`);
const passages = (count: number) => (count === 1 ? "1 passage" : `${count} passages`);

export const englishArticles: typeof germanArticles = {
  articlesSent: {
    help: "Send me an article as a file, a forwarded channel post, a text of more than 1,000 characters or a link: I show you what I read, and add it if you like; otherwise I delete it after a day. /sources takes it out again.",
    read: "Read:",
    size: (inSections, count) =>
      inSections === 0 ? passages(count) : `${sections(inSections)}, ${passages(count)}`,
    leftOut: "Left out:",
    more: (notes) => `… and ${notes} more.`,
    sameTitle: (where) =>
      `There is another article of this title already${where === "" ? "" : ` (${where})`}.`,
    parted: "Telegram parts texts that long. If the end is missing, send me the article as a file.",
    add: "Add",
    discard: "Discard",
    addAgain: "Add again",
    remove: "Remove",
    added: "Added. Just ask.",
    discarded: "Discarded.",
    removed: (title) => `${quoted(title)} is removed.`,
    sameWords: (title) => `This article is there already: ${quoted(title)}.`,
    notOffered:
      "This is no longer on offer: it was added, discarded, or is older than a day. Otherwise please send it again.",
    removedBefore: "This article is not there any more.",
    ownersOnly: "Only those who run me can do that.",
    tooLarge: "The file is too large: Telegram gives me no more than 20 MB.",
    fileGone: "Telegram doesn't give me the file. Please send it again.",
    unreadable: (reason) =>
      `I can't read this as an article: it ${reason}. I read .md, .txt, .html, .pdf and .docx.`,
    noPage: {
      address: "I don't open this link: I only fetch pages from the public internet.",
      unreachable: "The page cannot be reached.",
      status: "The page isn't there, or it doesn't let me in.",
      redirects: "The link redirects too often.",
      "too-large": "The page is too large: 5 MB at most.",
      "too-slow": "The page didn't come within 10 seconds.",
      kind: "Behind the link is no text that I can read.",
    },
    faults: FAULTS,
  },
};
