/**
 * Every sentence the bot says itself, in English.
 */
import { englishArticles } from "./english-articles.ts";
import { englishGroups } from "./english-groups.ts";
import { quotedInEnglish as quoted } from "./quoted.ts";
import type { Texts } from "./german.ts";
import { rich, styled } from "../screen.ts";

const bold = (words: string) => styled("bold", words);
const inBrackets = (where: string) => (where === "" ? "" : ` (${where})`);

export const english: Texts = {
  ...englishGroups,
  ...englishArticles,
  start: (article, articles) =>
    articles === 1
      ? rich(
          "I answer questions about ",
          bold(article.title),
          inBrackets(article.where),
          " and show you where it says so.",
        )
      : rich(
          `I answer questions about ${articles} articles, the latest being `,
          bold(article.title),
          inBrackets(article.where),
          ", and show you where it says so.",
        ),
  startWords: (articles) =>
    articles === 1
      ? "Behind the bar are always the article's own words. Just ask."
      : "Behind the bar are always the articles' own words. Just ask – or see what there is: /sources",
  startPrivacy: "What I remember: /privacy",
  startInGroup: (bot) =>
    `Ask me with @${bot} or with /ask. I only answer when you address me. Summaries: /summary`,
  help: (bot, writer) =>
    [
      writer === null
        ? "Send me a question, as short as you like. I find the sentences that answer it and show them word for word."
        : "Send me a question, as short as you like. I answer in a few sentences and show, word for word, what they rest on.",
      "Follow-ups work too: “and when?” /new starts over.",
      `In a group: @${bot} and the question, or /ask – also as a reply to a message. /summary sums up there what you missed, where an admin has switched it on; here, the article.`,
      `In any chat: type @${bot} and a word or two, then pick a quote.`,
      "/sources lists the articles, /privacy says what I remember.",
    ].join("\n"),
  helpInGroup: (bot) =>
    `@${bot} or /ask and the question – also as a reply to a message. To follow up, reply to my answer. To start over: /new. What you missed: /summary`,
  privacyInShort: (writer, ofGroups) =>
    [
      "Your questions are stored encrypted and for an hour at most, so that follow-ups work; /new makes me forget them at once.",
      ofGroups,
      writer === null
        ? "I pass nothing on: I look for answers right here."
        : `The answers are written by a language model (${writer}): its provider gets your questions, but neither your name nor your id.`,
    ].join("\n"),
  privacyMore: "More",
  privacy: (writer) =>
    [
      "What you write to me is stored encrypted and deleted as soon as I have answered. Only your last three questions and my answers are kept, for an hour at most, so that follow-ups like “and when?” work; /new makes me forget them at once. For as long I remember the question behind each of my answers, so that you can reply to it.",
      "Without any text I keep for two days the numbers of your messages, so that I answer none twice, and how many questions there were; of my own messages, which sentences of the articles they showed and in which language, so that you can reply to them; and the number of this chat. How many questions everybody asks together I count for a week, without numbers.",
      writer === null
        ? "My logs hold neither texts nor names. I look for answers right here and pass your question on to nobody."
        : `My logs hold neither texts nor names. The answers are written by a language model (${writer}): its provider gets your question, the questions and answers before it and passages of the articles, but neither your name nor your id.`,
      "What is deleted still stands in backups made before, until they are deleted too, and where a PostgreSQL database runs, in its files until it cleans up.",
      "Telegram itself keeps this chat like any other: telegram.org/privacy",
    ].join("\n"),
  id: (person, chat) =>
    [...(person === null ? [] : [`Your id: ${person}`]), `This chat: ${chat}`].join("\n"),
  unknownCommand: "I don't know this command. Just send me your question, or see /help.",
  onlyText: "I can only read text. Send me your question.",
  bare: "What would you like to know?",
  barePlaceholder: "Your question",
  foreign: (language) => `The article is in ${language}. Its own words:`,
  inLanguage: (language) => `in ${language}`,
  unsure: "This passage may help:",
  declined: "I can't find a passage about that.",
  notInArticle: (articles) =>
    articles === 1 ? "The article doesn't say." : "None of the articles says so.",
  nearest: "Closest, though it doesn't answer it:",
  fallback: "Passages only for now.",
  fallbackDeclined: "I'm only matching words for now. Feel free to ask again later.",
  incomplete: "(incomplete)",
  stopped: "Stopped.",
  translate: "Translate quotes",
  ownTranslation: "My translation, not the article's words:",
  translationSpent: "Today's budget for translations is used up. It works again tomorrow.",
  translationFailed: "I can't translate just now. Please try again in a moment.",
  forgotten: "All right, we start over. I have forgotten your last questions.",
  about: "What is it about?",
  inText: (mark) => `[${mark}] in the text`,
  toArticle: "To the article ↗",
  sectionsInChat: "More in the chat ↗",
  allArticles: "All articles",
  more: "More",
  next: "Next ›",
  back: "‹ Back",
  section: (heading) => `Section ${quoted(heading)}`,
  pullQuote: "Pull quote",
  caption: "Caption",
  footnote: "Footnote",
  stale: "The article has changed. Please ask again.",
  unknownButton: "This button is no longer valid. Please ask again.",
  articles: (count) => (count === 1 ? "1 article:" : `${count} articles:`),
  passages: (count) => (count === 1 ? "1 passage" : `${count} passages`),
  articlesInChat: (count) =>
    count === 1
      ? "1 article. You can look at it in our chat:"
      : `${count} articles. You can look at them in our chat:`,
  openChat: "Open chat ↗",
  greeting: ({ title }, articles) =>
    articles === 1
      ? `Hello! Ask me about the article ${quoted(title)}.`
      : `Hello! Ask me about the ${articles} articles, for example ${quoted(title)}.`,
  talk: {
    thanks: "You're welcome.",
    bye: "See you!",
    bot: "Yes, I'm a bot: I search the articles and show you the passages word for word.",
    self: "I'm Fundstelle, a bot. Ask me about the article; I show you the sentences that say it.",
    erase: "/forget deletes what I have kept of you.",
    privacy: "/privacy says what I keep.",
    opinion: "I have no opinion. I show you what the article says.",
    cannot: "I can't do that. I find sentences in the article that answer your question.",
    help: "Send me a question, as short as you like. More: /help",
    start: "Just ask. More: /start",
    articles: "/sources shows which articles there are.",
    summary: "What you missed in a group is summed up there by /summary.",
    stop: "All right. I only write when you ask me something.",
    insult: "That's a pity. If you have a question about the article, go ahead.",
    agreed: "All right. Feel free to go on asking.",
    nothing: "If you have a question about the article, go ahead.",
    "no last": "I don't know which question you mean. Just ask me once more.",
    "word for word":
      "I show what is there, word for word; I can't translate it here. You can ask in German and English.",
    "as it stands":
      "I can't put it in other words, I show the wording itself. “Shorter” and “more” work, or ask about a word of it.",
  },
  onlyLanguages: "I only understand German and English.",
  saysNothing: (speaker) => `I find nothing that ${speaker} says.`,
  fact: {
    author: ({ title, where }) =>
      where === ""
        ? `It doesn't say who wrote ${quoted(title)}.`
        : `${quoted(title)} was written by ${where}.`,
    date: ({ title, where }) =>
      where === ""
        ? `It doesn't say when ${quoted(title)} was written.`
        : `${quoted(title)} is from ${where}.`,
    source: ({ title, where }) =>
      where === ""
        ? `It doesn't say where ${quoted(title)} comes from.`
        : `${quoted(title)} – source: ${where}`,
    link: ({ title, where }) =>
      where === "" ? `There is no link to ${quoted(title)}.` : `${quoted(title)} is here: ${where}`,
    title: ({ title }) => `It is called ${quoted(title)}.`,
    trust: ({ title, where }) =>
      `Whether it is true I don't check, I only quote${where === "" ? "" : `. Source of ${quoted(title)}: ${where}`}.`,
    "word count": ({ title, where }) => `${quoted(title)} has ${where} words.`,
    "sentence count": ({ title, where }) => `${quoted(title)} has ${where} sentences.`,
    people: ({ title, where }) =>
      where === ""
        ? `I find no people's names in ${quoted(title)}.`
        : `${quoted(title)} mentions: ${where}.`,
    countries: ({ title, where }) =>
      where === ""
        ? `I find no countries in ${quoted(title)}.`
        : `${quoted(title)} mentions: ${where}.`,
  },
  authorIsSource: (source) => `Source: ${source}`,
  titles: (count) => `There are ${count} articles:`,
  added: (bot, title, articles) =>
    articles === 1
      ? `Hello! Ask me with @${bot} … about the article ${quoted(title)}. I only answer when you address me. Summaries: /summary`
      : `Hello! Ask me with @${bot} … about ${articles} articles, the latest being ${quoted(title)}. I only answer when you address me. Summaries: /summary`,
  nothingFound: "Nothing found – ask me in chat",
  notAdmitted: (id) => `I'm not enabled here yet. Whoever runs me needs this number for it: ${id}`,
  notAdmittedInline: "Not enabled yet – more in chat",
  failed: (id) => `Something went wrong on my side. Please try again in a moment. (${id})`,
  away: "I was away. Please ask again.",
  tooFast: (seconds) =>
    `A short break: you can go on asking in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  missed: (questions) =>
    questions === 1
      ? "I didn't answer one question during the break."
      : `I didn't answer ${questions} questions during the break.`,
  tooManyTaps: (seconds) =>
    `That was too fast. Please tap again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
  tooManyToday: "That was it for today in this chat. You can ask again tomorrow.",
  readUntil: (words) => `Your question is long: I read only the beginning, up to ${quoted(words)}.`,
  stats: {
    head: "Today (last 7 days)",
    questions: "Questions",
    outcomes: {
      written: "written by the model",
      quotes: "word for word",
      fallback: "passages only, because the model did not answer",
      declined: "nothing found",
      overview: "what it is about",
      facts: "about the article itself",
      "small-talk": "greetings and thanks",
      stopped: "stopped",
    },
    refused: "Turned away, because there were too many",
    summaries: "Summaries",
    cost: "Cost",
  },
  commands: {
    start: "What I can do for you",
    ask: "Ask a question",
    help: "How to ask me",
    summary: "Sum up what you missed",
    sources: "The articles",
    new: "Start over",
    privacy: "What I remember",
    optout: "Keep nothing of mine",
    forget_chat: "Delete everything kept here",
    id: "Your id and this chat's",
  },
};
