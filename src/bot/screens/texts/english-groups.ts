/**
 * What the bot says of a group's recorded messages, in English.
 */
import type { GroupTexts } from "./german-groups.ts";
import { quotedInEnglish as quoted } from "./quoted.ts";

const count = (messages: number) => (messages === 1 ? "1 message" : `${messages} messages`);
const days = (number: number) => (number === 1 ? "a day" : `${number} days`);

export const englishGroups: GroupTexts = {
  recording: {
    isOff: (kept) =>
      `I'm not keeping anything here. An admin can switch it on: messages are then kept encrypted for ${days(kept)} and deleted.`,
    switchOn: "Switch on (admins)",
    adminsOnly: "Only admins of this group can do that.",
    onlyInGroups: "There are summaries in groups only.",
    notice: (kept, writer) =>
      [
        "From now on I keep what is written here, so that /summary can sum it up.",
        "• What: text, first name and time of each message, encrypted. Of pictures, voice messages and files only that there were some.",
        `• How long: ${days(kept)}, then it is deleted.`,
        writer === null
          ? "• Who gets it: nobody but this group."
          : `• Who gets it: with /summary the messages go to the provider of the language model (${writer}), with P1, P2 … in place of the names.`,
        "• To be left out: /optout. To delete yours: /forget. To switch it off: /summary off (admins). More: /privacy",
      ].join("\n"),
    privacyMode: (bot) =>
      `So far Telegram only shows me what is meant for me. To have me read everything, make me an admin here. Or: whoever runs me sends /setprivacy to @BotFather and picks @${bot} and Disable; then remove me from the group, add me again and write /summary on once more.`,
    alreadyOn: "It is on already.",
    alreadyOff: "It is off already.",
    switchedOff: "From now on I keep nothing here.",
    stillKept: (messages, kept) =>
      `I still have ${count(messages)}. In ${days(kept)} at the latest ${messages === 1 ? "it is" : "they are"} deleted, at once if you like.`,
    deleteNow: "Delete now (admins)",
    askDelete: "Delete everything I still have of this group?",
    deleted: (messages) => `Deleted: ${count(messages)}.`,
  },
  summary: {
    head: "What happened",
    size: (messages, people) =>
      `${count(messages)}, ${people === 1 ? "1 person" : `${people} people`}`,
    yours: "For you",
    agreed: "Agreed",
    todo: "To do",
    open: "Open",
    others: "Also",
    quote: quoted,
    nothingMuch: "Just chatter, nothing to catch up on.",
    nothing: "In that time nobody wrote anything here that I kept.",
    nothingLeft: "Those messages have been deleted since.",
    since: (moment) => `I have been keeping messages here since ${moment} only.`,
    cappedTime: (kept) => `I keep nothing older than ${days(kept)}.`,
    cappedCount: (most) => `I sum up no more than ${most} messages at once.`,
    fallback: "Just the messages themselves for now.",
    sinceMe: "Since my last message",
    today: "Today",
    forMe: "Just for me ↗",
    again: (minutes) =>
      minutes === 0
        ? "Summed up just now"
        : `Summed up ${minutes === 1 ? "a minute" : `${minutes} minutes`} ago`,
    newSince: (messages) =>
      messages === 0 ? "Nothing new since." : `Since then ${count(messages)}.`,
    onlyNew: "Only the new ones",
    wait: (seconds) =>
      `I can sum up here again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
    usage:
      "I can't read that. For example: /summary yesterday evening, /summary since 2pm, /summary last 50",
    notForYou: "This link isn't for you, or no longer valid. Write /summary in the group.",
  },
  mine: {
    ofGroupsElsewhere: (kept) =>
      `What is written in groups I keep only where an admin has switched it on for summaries: text, first name and time, encrypted, for ${days(kept)} at most.`,
    isRecorded: (kept, writer) =>
      [
        `For summaries (/summary) I keep text, first name and time of each message here, encrypted, for ${days(kept)}.`,
        writer === null
          ? "Nobody but this group gets them."
          : `With /summary they go to the provider of the language model (${writer}), with P1, P2 … in place of the names.`,
        "After /optout I keep nothing of yours, after /optin I do again. /forget deletes yours, /mydata shows them to you in private, /forget_chat deletes everything (admins).",
      ].join(" "),
    isNotRecorded:
      "What isn't meant for me I don't keep here. An admin can switch that on for summaries: /summary",
    leaveOut: "Stop keeping mine",
    takeIn: "Keep mine again",
    erase: "Delete mine",
    show: "Show mine",
    eraseInChat: "Delete mine ↗",
    showInChat: "Show mine ↗",
    eraseChat: "Delete all (admins)",
    leftOut: (messages) =>
      `All right, I keep nothing of yours here.${messages === 0 ? "" : ` Deleted: ${count(messages)}.`} Back in: /optin`,
    leftOutEverywhere: (messages) =>
      `All right, I keep nothing of yours in any group.${messages === 0 ? "" : ` Deleted: ${count(messages)}.`} Back in: /optin`,
    stopped:
      "All right, from now on I keep nothing of yours. What I have already goes with /forget. Back in: /optin",
    takenIn: "All right, I keep what you write again.",
    askErase: "Delete everything I have kept of yours here?",
    askEraseEverywhere: "Delete everything I have kept of yours, in all groups and in this chat?",
    askEraseIn: (title) => `Delete everything I have kept of yours in ${quoted(title)}?`,
    askEraseChat:
      "Delete everything I have kept in this chat, settings included? I keep nothing more after that.",
    confirm: "Yes, delete",
    erased: (messages) =>
      `Deleted: ${count(messages)}. I have forgotten your last questions as well.`,
    erasedChat: "Everything is deleted.",
    notYours: "This button isn't for you.",
    asYourself: "Please send me that in your own name.",
    onlyPrivately: "I only send you that in private.",
    showPrivately: "See it in private ↗",
    none: "I have kept nothing of yours from groups.",
    kept: (messages) => `From groups I have kept ${count(messages)} of yours:`,
    older: (messages) => `… and ${messages} older ones.`,
    unknownGroup: "A group",
  },
  placeholders: {
    fwd: "forwarded",
    photo: "photo",
    video: "video",
    gif: "GIF",
    voice: "voice message",
    "video note": "video message",
    audio: "audio",
    file: "file",
    sticker: "sticker",
    poll: "poll",
    checklist: "checklist",
    place: "place",
    location: "location",
    contact: "contact",
    dice: "dice",
    game: "game",
    story: "story",
    media: "media",
    message: "message",
  },
};
