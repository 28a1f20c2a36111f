/**
 * The values that pass between the core and an adapter, and nothing else.
 * An adapter imports this file alone. The list in `src/app/adapters.ts` names the adapters of the project.
 */

/** The languages that the bot's own sentences exist in. Answers stay in the language they were written in. */
export type Language = 'zh' | 'en';

/** Whether a message was meant for the bot, or only overheard in a channel. */
export type Attention = 'addressed' | 'overheard';

export interface Question {
  /**
   * What the member wrote, as plain text or Markdown, without the bot's own name; at most {@link MAX_QUESTION_LENGTH} characters are
   * read. Empty where nothing but the bot was named: then the message that it points at is the question, or the guide is shown.
   */
  readonly text: string;
  /** Who asks. Opaque to the core: it is compared, never shown. */
  readonly asker: string;
  /** The conversation, such as a channel's thread. Opaque to the core, which remembers the last answers of each place. */
  readonly place: string;
  readonly attention: Attention;
  /** The language of the bot's own sentences; guessed from the text when absent. */
  readonly language?: Language;
  /** Restricts the answer to one project of the catalogue, by any of its names. */
  readonly project?: string;
  /**
   * The precision asked of the answer to this question: the share of right answers among those given, within
   * {@link PRECISION_RANGE}. Absent: QABOT_PRECISION, or QABOT_PRECISION_OVERHEARD for an overheard message.
   */
  readonly precision?: number;
  /** The adapter's name; the host fills it in. */
  readonly platform?: string;
  /** Whether it goes on a conversation with the bot without naming it: then it is answered only where it asks. */
  readonly followUp?: boolean;
  /** Whether the bot has spoken in this place, and nobody but it and the asker has: then "that is wrong" is said to the bot. */
  readonly isAlone?: boolean;
  /**
   * Of a message that a member has typed: the thread, or else the channel or direct message, that it stands in. Where it asks
   * nothing yet ("hi", a bare subject), the next one of the same member there is waited for (QABOT_BURST_WAIT) and both are one
   * question: the first gets silence, the last the answer. Absent: it is complete by itself, as a command is.
   */
  readonly stream?: string;
  /**
   * The channel, or the post of a forum, where everybody will read the reply: an answer that stands there since a few minutes
   * ({@link Channels.posted}) is not shown whole again. Absent where the asker alone reads it.
   */
  readonly channel?: string;
  /**
   * Where `text` stands, if somebody else wrote it than the one who asks, as with "Answer this" in a message's menu: the reply
   * says whose question it answers.
   */
  readonly quoted?: Omit<OtherMessage, 'text'>;
  /**
   * What the message stands in; absent where it stands alone. Where it takes a request, give a function: it is called at most once,
   * and only for a message without a question of its own, or for the second reader.
   */
  readonly context?: QuestionContext | (() => Promise<QuestionContext>);
  /** `false`: {@link ChannelSettings.secondReader} of the channel, so that nothing of it is sent to the second reader. */
  readonly secondReader?: boolean;
}

/** Other messages of the conversation: one of them is the question where a message has none of its own, as in "can you help here?". */
export interface QuestionContext {
  /** The message that this one replies to or forwards. */
  readonly pointedAt?: OtherMessage;
  /** The first message of the thread. */
  readonly threadStart?: OtherMessage;
}

export interface OtherMessage {
  /** Plain text or Markdown. */
  readonly text: string;
  /** Its address; an absolute `http:` or `https:` address. */
  readonly link?: string;
  /** The name of whoever wrote it, as it is shown. */
  readonly author?: string;
  /** Whether the bot wrote it: then it is no question. */
  readonly isOwn?: boolean;
}

/** Characters of a message that are read; the rest is ignored, the end of a pasted log first. More than any platform lets a member type. */
export const MAX_QUESTION_LENGTH = 4000;

/**
 * Characters of a message as its platform gives it that are read at all. Adapters cut it before any expression runs, and Slack's text
 * may hold 40,000. A member types half as many at most, and marks and a pasted log go before the rest is cut to
 * {@link MAX_QUESTION_LENGTH}.
 */
export const MAX_RAW_LENGTH = 24_000;

/** The precisions that can be asked for. Outside of them no threshold can be fitted from a few hundred questions. */
export const PRECISION_RANGE = { least: 0.5, most: 0.99 } as const;

export interface Link {
  readonly title: string;
  /** An absolute `http:` or `https:` address. */
  readonly url: string;
}

/** A project of the catalogue as a reply shows it. */
export interface ProjectCard {
  readonly name: string;
  /** One line in the reply's language; may be empty. */
  readonly description: string;
  readonly repository?: string;
  readonly documentation?: string;
  readonly issues?: string;
}

/** Where an answer comes from. */
export interface Source {
  /** The file, relative to the knowledge folder that holds it. */
  readonly path: string;
  /** 1-based line of the question in that file. */
  readonly line: number;
  readonly title?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly url?: string;
}

/** Something to choose from: another entry, or a later turn of the same thread. */
export interface Choice {
  readonly label: string;
  /** Made by the core, at most {@link MAX_TOKEN_LENGTH} characters of `A-Za-z0-9_-`; comes back in a {@link Press}. */
  readonly token: string;
}

/** Fits Discord's 100-character `custom_id` and Slack's 255-character `action_id` with room for an adapter's prefix. */
export const MAX_TOKEN_LENGTH = 40;

/**
 * For members: `why` explains the reply, `helpful` and `unhelpful` are votes, `ask-maintainers` hands the question over to the
 * maintainers. For maintainers: `answer` answers an open question; `accept`, `edit`, `merge` and `reject` decide about an item
 * that waits for review. A press of any kind but `why` and `helpful` may give a form.
 */
export type ActionKind =
  | 'why'
  | 'helpful'
  | 'unhelpful'
  | 'ask-maintainers'
  | 'answer'
  | 'accept'
  | 'edit'
  | 'merge'
  | 'reject';

export interface Action extends Choice {
  readonly kind: ActionKind;
}

/** A text input of a form. */
export interface FormField {
  /** The key of its text in {@link Press.fields}. */
  readonly name: string;
  readonly label: string;
  /** The text that it shows at first; may be empty. */
  readonly value: string;
  /** Whether it takes one line or several. */
  readonly lines: 'one' | 'many';
  readonly required: boolean;
  /** The most characters (UTF-16 code units) that it takes. */
  readonly maxLength: number;
}

/** The most characters of a form's input: Slack's inputs hold 3,000 (Discord's 4,000). https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const MAX_FIELD_LENGTH = 3000;

/** The most fields of a form: Discord's modals hold five. https://docs.discord.com/developers/components/reference */
export const MAX_FIELDS = 5;

/** A form to fill in. The adapter submits it by a {@link Press} with its token and the texts of all its fields. */
export interface Form {
  readonly title: string;
  readonly token: string;
  /** The label of the button that submits. */
  readonly submit: string;
  readonly fields: readonly FormField[];
}

/** Tokens that are always valid, for an adapter's own menus and commands. Only maintainers may press them. */
export const TOKENS = {
  /**
   * Gives the form that saves a new answer. The press may fill it in with the fields `question`, `answer` and `link`: for
   * example the message before, the message itself, and its address.
   */
  save: 'do-save',
  /** Gives the next item that waits for review. */
  review: 'do-review',
} as const;

/**
 * `answer`: an entry of the history answers. `suggest`: it may be one of `alternatives`. `none`: the history holds no answer.
 * `list`: tasks, releases, projects or reading. `notice`: the bot speaks of itself (help, explanation, a button that has expired).
 * `acknowledgement`: thanks, praise or a closing word was understood. A platform with reactions reacts to the message and posts
 * nothing; elsewhere, and after a command, `text` is shown, which is one short line.
 */
export type ReplyKind = 'answer' | 'suggest' | 'none' | 'list' | 'notice' | 'acknowledgement';

export interface Reply {
  readonly kind: ReplyKind;
  /** The language of the bot's own sentences in this reply. */
  readonly language: Language;
  /** What the bot says around the answer, as Markdown of one paragraph, below a line that quotes whose question it answers; may be empty. */
  readonly lead: string;
  /** The answer as Markdown, in the language of the history; empty for `suggest` and `none`. */
  readonly text: string;
  /** The question of the history that was matched, as plain text. */
  readonly question?: string;
  /** The entry that answers; the same question gives the same entry on every adapter. */
  readonly entry?: string;
  /** How likely this entry answers the question, 0..1; 1 for `list`, `notice` and `acknowledgement`. */
  readonly confidence: number;
  readonly project?: ProjectCard;
  /** Links of the answer, without those that `text` already shows. */
  readonly links: readonly Link[];
  readonly source?: Source;
  readonly alternatives: readonly Choice[];
  /** The thread's later turns. */
  readonly followUps: readonly Choice[];
  readonly actions: readonly Action[];
  /** The form to open for the member who pressed; where forms cannot be opened, `text` says what to do instead. */
  readonly form?: Form;
  /** `asker`: show it to the asker alone, where the platform can. */
  readonly audience: 'everyone' | 'asker';
}

/** The entry of an answer that a reply shows whole; `undefined` too for a line that points to one, which names no question. */
export function shownWhole({ kind, entry, question }: Reply): string | undefined {
  return kind === 'answer' && question !== undefined ? entry : undefined;
}

/** What a reply has that holds nothing yet. */
export const EMPTY_REPLY = {
  lead: '',
  text: '',
  confidence: 1,
  links: [],
  alternatives: [],
  followUps: [],
  actions: [],
  audience: 'everyone',
} as const satisfies Partial<Reply>;

/** Milliseconds for which the buttons of a reply work, and adapters remember what they posted: a quarter of a year. */
export const REPLY_MILLISECONDS = 90 * 24 * 60 * 60 * 1000;

/** Somebody's words inside the bot's own Markdown: on one line, and without effect as Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&');
}

/** A member has chosen a button, an item of a menu or a number. */
export interface Press {
  readonly token: string;
  readonly asker: string;
  readonly place: string;
  /** The texts of a submitted form, by the names of its fields. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Whether the member is a maintainer, by {@link Host.maintainers} and the platform's roles, looked up at this press. */
  readonly maintainer?: boolean;
  /** The language of the member's client, where the platform tells it. */
  readonly language?: Language;
  /** The address of the message that the press belongs to, where the platform has one. */
  readonly link?: string;
  /** The adapter's name; the host fills it in. */
  readonly platform?: string;
}

/** A completion of what a member is typing. */
export interface Suggestion {
  readonly kind: 'command' | 'project' | 'question';
  /** What the member sees; one line, at most 100 characters. */
  readonly label: string;
  /** The text that replaces the typed one, or the question to ask. */
  readonly text: string;
  /** Of a question: a press of this token gives exactly its answer. Like {@link Choice.token}. */
  readonly token?: string;
}

export interface Bot {
  /**
   * Answers a question. `undefined` means silence: the message was only overheard, and either it is no question that the
   * knowledge is about, or no answer is sure enough; or it is answered together with the next one ({@link Question.stream}). Never rejects: a fault inside becomes a `notice` and a log line.
   */
  ask(question: Question): Promise<Reply | undefined>;
  /** Carries out what a token stands for. An unknown or expired token gives a `notice`. Never rejects. */
  press(press: Press): Promise<Reply>;
  /** Completions of what is being typed, best first: commands after a `/`, projects, questions of the history. */
  complete(text: string, limit: number): Promise<readonly Suggestion[]>;
}

/** The sentences of one language by their keys. A sentence may have places such as `{name}`. */
export type Sentences = Readonly<Record<string, string>>;

/** Looks a sentence up and fills its `{name}` places from `values`. An unknown key is returned as it is. */
export type Texts = (
  language: Language,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string;

export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** One of several keys that are claimed at once. */
export interface Claim {
  readonly key: string;
  readonly value: string;
  readonly owner?: string;
}

/**
 * Keeps values across restarts. Values are JSON texts. `ttl` is in milliseconds; a value that has expired is gone. Every adapter
 * has a namespace of its own. Every call rejects when the store cannot be reached: an adapter goes on answering without it, except
 * for what {@link Store.isShared} says.
 *
 * `owner` is the member whom a record concerns, such as the one who wrote its text, as in {@link Question.asker}; it is kept as a
 * keyed hash. `qabot forget` removes all records of an owner.
 */
export interface Store {
  /**
   * Whether other machines may use the same store. Then a `claim` that rejects is not to be taken for granted, as every replica would
   * do so: leave such an event unacknowledged, so that it comes again. Where it is `false`, go on from the process's own memory.
   */
  readonly isShared: boolean;
  get(key: string): Promise<string | undefined>;
  /** Without `owner` the record stays whose it was. */
  set(key: string, value: string, ttl?: number, owner?: string): Promise<void>;
  /** Deletes a key, if there is one. */
  delete(key: string): Promise<void>;
  /** The keys that start with `prefix`, with their values, in the order of the keys. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: string])[]>;
  /** `true` for exactly one caller, across all replicas on one store, until `ttl` has passed. */
  claim(key: string, ttl: number, owner?: string): Promise<boolean>;
  /**
   * Claims several keys at once, each with a value: either all that are free are written, or none.
   * @param records their keys differ
   * @returns the keys that were free
   */
  claimAll(records: readonly Claim[], ttl: number): Promise<ReadonlySet<string>>;
  /** Deletes several keys at once. */
  deleteAll(keys: readonly string[]): Promise<void>;
  /**
   * Sets `key` to `after` if its value is still `before` (`undefined`: if it has none). Gives `true` when it did. With it a
   * replica reads, changes and writes a value back without losing what another replica wrote meanwhile. A record that has an owner
   * keeps it.
   */
  swap(
    key: string,
    before: string | undefined,
    after: string,
    ttl?: number,
    owner?: string,
  ): Promise<boolean>;
}

/** What a platform has told, such as a message, a command, a press or a form. */
export interface Incoming {
  /** The same each time that the platform tells it. */
  readonly id: string;
  /** What it is, in the adapter's own word. */
  readonly kind: string;
  /** Where it was told. */
  readonly place: string;
  /** Who wrote or pressed, as {@link Store} takes it. */
  readonly owner?: string;
  /** What it takes to handle it later. It is sealed; leave out what the platform can be asked for again. */
  readonly content?: string;
}

/** A shared store did not keep an event: leave it unacknowledged, so that it comes again. */
export class Unkept extends Error {
  constructor(cause?: unknown) {
    super('the shared store cannot be reached, so the event is left until it comes again', { cause });
    this.name = 'Unkept';
  }
}

/** See {@link Inbox.takeUp}. */
export type TakeUp = (event: Incoming, at: number) => Promise<boolean>;

/**
 * The events that are received and not answered yet. `take` one before the platform is told "received", and call `done` when it is
 * answered, let go or announced. What is left when a process ends, however it ends, is taken up by another or at the next start.
 */
export interface Inbox {
  /**
   * Stores an event. While a store of this process's own is away, the event is remembered by the process alone.
   * @returns `true` for exactly one caller with this id, here and on every replica
   * @throws {Unkept}
   */
  take(event: Incoming): Promise<boolean>;
  /** Forgets the event but for its id. Never rejects. */
  done(id: string): Promise<void>;
  /**
   * Whether this process may still answer an event that it took: one that was halted for long may have lost it to another. Ask right
   * before the answer is sent. Never rejects.
   */
  holds(id: string): Promise<boolean>;
  /**
   * Resolves to `true` for exactly one caller with this id, for answers of which nobody can look up whether they were sent. Ask right
   * before one is. Never rejects.
   */
  maySend(id: string, owner?: string): Promise<boolean>;
  /**
   * Calls `handle` with what a process has left that ended, now and every few seconds; something of its answers may stand already.
   * @param handle resolves to whether the event is done; otherwise it is left for the next start. Where it rejects it is tried again,
   * each time after twice as long. `at`: when the event was taken, in milliseconds since 1970
   * @returns what ends it, to be called when all work has ended; what is in hand then is left for the next start
   */
  takeUp(handle: TakeUp): () => Promise<void>;
}

/** Encrypts what the store keeps and the adapter must read again. */
export interface Sealer {
  /** The same text is sealed as another one each time. */
  seal(text: string): string;
  /** `undefined` for whatever this sealer did not seal: what another key sealed, what was changed, any other text. */
  open(sealed: string): string | undefined;
}

/** What a maintainer has set for a channel. */
export interface ChannelSettings {
  /** Whether the bot listens to messages that are not addressed to it. */
  readonly listening: boolean;
  /** {@link Question.precision} of overheard messages; absent: QABOT_PRECISION_OVERHEARD. */
  readonly precision?: number;
  /** Whether what is written there may be sent to the second reader, where there is one. */
  readonly secondReader: boolean;
  /** Whether answers are gathered there from what maintainers write, for the review ({@link Host.gather}). */
  readonly learning: boolean;
}

/** A member's message in a conversation where others may hear it. */
export interface Spoken {
  /** The channel whose settings hold for it. */
  readonly channel: string;
  /** The thread; a message that could begin one is its own place. */
  readonly place: string;
  readonly asker: string;
  /** Whether the message is the first of its place. */
  readonly begins: boolean;
  /** Its words; empty where it has none, such as a picture alone. Nothing of them is kept. */
  readonly text: string;
}

/** A member's message in a channel that does not address the bot. */
export interface Overheard extends Spoken {
  /** The members that it mentions. */
  readonly names: readonly string[];
  /** {@link Question.stream} */
  readonly stream?: string;
  /** Whether the place is a post of a forum that this member has begun. */
  readonly isOwnPost?: boolean;
}

/** Something that was done in a channel and does not ask the bot. See {@link Host.gather}. */
export interface Noticed {
  readonly kind: 'written' | 'reacted' | 'edited' | 'deleted';
  /** The channel whose settings hold for it. */
  readonly channel: string;
  /** The message that was written, reacted to or changed: an id that no other message of the platform has, as in {@link Conversation}. */
  readonly message: string;
  /** Of what was written: as {@link Question.place}. */
  readonly place?: string;
  /** The platform's word or sign for the reaction, such as `white_check_mark` or `✅`. */
  readonly reaction?: string;
  /** Whether it was written in the maintainers' channel that the settings name. */
  readonly isAmongMaintainers?: boolean;
  /** Whether a maintainer has written or reacted; of a change `false`. */
  readonly isMaintainer: () => Promise<boolean>;
  /**
   * Reads the conversation that a message stands in, as it is now. It is only called where something may come of it.
   * @param message as {@link Noticed.message}
   * @returns `undefined` where the message, or what it replies to, is gone
   */
  readonly read: (message: string) => Promise<Conversation | undefined>;
}

/** A thread, or messages that reply to each other. */
export interface Conversation {
  /** Always the same for this conversation. Where exports of the platform can be imported, as they name it, so that it is known again. */
  readonly id: string;
  /** The address of the first message. */
  readonly link?: string;
  /** The first one first. It begins the thread, or is what the others reply to. */
  readonly messages: readonly Utterance[];
}

/** A message of a {@link Conversation}. */
export interface Utterance {
  /** As {@link Noticed.message}. */
  readonly id: string;
  /** Opaque; compared, and kept as a keyed hash alone. */
  readonly author: string;
  /** Markdown, a mention as `@name`; empty where it has no words. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the bot wrote it. */
  readonly isOwn?: boolean;
  /** Of the bot's own message: the tokens of its actions. */
  readonly tokens?: readonly string[];
}

/** How to answer a message. */
export interface Hearing extends Pick<Spoken, 'channel' | 'begins'> {
  /** To be spread into the question. */
  readonly question: Pick<Question, 'asker' | 'place' | 'attention' | 'precision' | 'followUp' | 'isAlone'>;
  /** Whether the bot would speak in this place for the first time, without having been asked to. */
  readonly uninvited: boolean;
  /** When the bot was told of it; it grows with each message. */
  readonly since: number;
}

/**
 * The listening policy: which channels the bot listens to, and when it may speak there unasked. It is the same on every
 * platform. Only `change` and `quiet` reject, when the store cannot be reached.
 */
export interface Channels {
  settings(channel: string): Promise<ChannelSettings>;
  /** The channels that have settings of their own. */
  all(): Promise<readonly (readonly [channel: string, settings: ChannelSettings])[]>;
  /** Rejects with a RangeError when `precision` is outside of {@link PRECISION_RANGE}. */
  change(channel: string, change: Partial<ChannelSettings>): Promise<ChannelSettings>;
  /**
   * Call it with every message that addresses the bot, direct messages among them, before you ask. Where it takes back what the same
   * member has asked ("nvm, found it"), `enter` forbids the reply to that.
   */
  address(message: Spoken): Promise<Hearing>;
  /**
   * Call it with every message that does not address the bot. For a new question in a channel that is listened to, it resolves
   * after QABOT_OVERHEARD_WAIT (a minute by default), so that a person can answer first. `undefined`: leave the message alone.
   */
  hear(message: Overheard): Promise<Hearing | undefined>;
  /**
   * Call it right before a reply is posted, unless it is an `acknowledgement`. `false` forbids the reply, for example because another
   * came first, or because the one who asked has written meanwhile that no answer is needed any more.
   * @param hasOthers whether other people speak in this place too
   */
  enter(hearing: Hearing, hasOthers?: boolean): Promise<boolean>;
  /**
   * Call it after a reply was posted where everybody in the channel reads it. The same answer there within ten minutes is one line
   * that points to this one.
   * @param channel {@link Question.channel}
   * @param link the address of the posted message, where the platform has one
   */
  posted(channel: string, reply: Reply, link?: string): Promise<void>;
  /** Call it after such a reply was removed, or has become another: nothing points to it any more. */
  removed(channel: string, entry: string): Promise<void>;
  /** From now on the bot answers in this place only when it is addressed. */
  quiet(place: string): Promise<void>;
}

/** Figures of the knowledge, for a page about the bot. */
export interface Overview {
  readonly threads: number;
  readonly entries: number;
  /** Those that something of the knowledge is about. */
  readonly projects: readonly string[];
  /** The newest of the sources that have a date. */
  readonly newest?: Source;
}

/** What waits for a maintainer. */
export interface ReviewQueue {
  /** How many items wait in all. */
  readonly total: number;
  /** Each a reply with its actions: first what is to be decided, then what is to be answered; of each the oldest first. */
  readonly items: readonly Reply[];
}

/** Where somebody asked. */
export interface Address {
  readonly place: string;
  readonly asker: string;
}

/** Variables of the environment, without those that are empty. */
export type Variables = Readonly<Record<string, string>>;

/** What the program gives to an adapter when it starts. */
export interface Host {
  readonly bot: Bot;
  readonly store: Store;
  /** Tells that a record of the store cannot be read, by its key, and is left out; the log has one line for each. */
  unreadable(key: string): void;
  /** The sealer of a secret in the settings. `use` is a fixed text that keeps its key apart from other keys of the same secret. */
  readonly sealer: (secret: string, use: string) => Sealer;
  readonly channels: Channels;
  readonly inbox: Inbox;
  /**
   * Gathers answers from what maintainers write anyway. Call it, beside `channels.hear`, with each message of a channel that does not
   * ask the bot, and with each reaction, edit and deletion there. An adapter need not. Never rejects.
   * @returns a reply that asks the maintainer who wrote whether this is the answer to a question that was handed over: show it to them
   * alone, or in the maintainers' channel
   */
  gather(noticed: Noticed): Promise<Reply | undefined>;
  /** The ids of users, roles or user groups in QABOT_MAINTAINERS, as they are written there. */
  readonly maintainers: readonly string[];
  /**
   * Whether there is a second reader: a language model that chooses among the entries that the bot found. Only then look up
   * {@link ChannelSettings.secondReader} of the channel for {@link Question.secondReader}.
   */
  readonly secondReader: boolean;
  /** What waits for review; show it to maintainers alone. Rejects when the store cannot be reached. */
  review(language: Language, limit: number): Promise<ReviewQueue>;
  overview(): Overview;
  /** The questions that were answered most often, best first; none before somebody asked. */
  mostAsked(limit: number): Promise<readonly string[]>;
  /** Questions for somebody who does not know what to ask: those that were answered most often, then those of the newest threads. */
  suggestions(limit: number): Promise<readonly string[]>;
  /** The variables whose names start with the adapter's name in capitals, such as `WEBHOOK_PORT`, and QABOT_LANGUAGE (`zh` or `en`). */
  readonly settings: Variables;
  readonly logger: Logger;
  /** Looks a sentence up among the adapter's own {@link Adapter.texts} first, then among the core's. */
  readonly texts: Texts;
  /**
   * Tells the program that an acknowledgement is on its way to the platform, such as the answer that a press was received.
   * No question or press is begun until `work` has settled, for a second at most: matching would hold the acknowledgement up.
   */
  acknowledging(work: Promise<unknown>): void;
  /**
   * Whether a message may be handled. Ask right after its acknowledgement, before anything is read or stored for it; what is not admitted
   * is dropped without a word. While too many questions wait, one message a place and minute is admitted of those that are meant for the
   * bot, which answers that it is busy.
   * @param where {@link Question.channel}; without one, {@link Question.asker}
   */
  admits(where: string, attention: Attention): boolean;
  /** Asks the whole program to end, as when the input of a terminal ends. `reason` is logged when it is an error. */
  exit(reason?: Error): void;
}

/** One line of `qabot doctor`. It must not hold a secret. */
export interface DoctorFinding {
  readonly level: 'ok' | 'warning' | 'error';
  /** One sentence; of a warning or an error it says what to change. */
  readonly text: string;
}

/** What {@link Adapter.doctor} looks over. */
export interface DoctorSetUp extends Pick<Host, 'settings' | 'maintainers'> {
  /** The channels that are switched on to listen or to learn, by the names that {@link Channels} knows them by. */
  readonly listening: readonly string[];
  /** Those of them in which answers are gathered. */
  readonly learning?: readonly string[];
}

/** A command of the command line, `qabot ADAPTER NAME`, such as one that is run once when the adapter is set up. */
export interface AdapterCommand {
  /** Lower case letters. */
  readonly name: string;
  /** What it does, for `--help`. */
  readonly description: string;
  readonly options?: readonly {
    /** `--guild <id>` takes a text; `--forum` is on or off. `--user-groups` is the option `userGroups`. */
    readonly flags: string;
    readonly description: string;
  }[];
  /** For `--help`: what may be typed behind the command's name; `''` is the command alone. */
  readonly examples?: readonly string[];
  /**
   * Carries the command out.
   * @param options those that were given: the text of an option, or `true`
   * @param settings as {@link Host.settings}
   * @returns what is printed
   * @throws an error whose message says what to change; a RangeError for an option that cannot be carried out (exit status 2)
   */
  run(options: Readonly<Record<string, string | true>>, settings: Variables): Promise<string>;
}

/**
 * The bot on one platform. Every command of the command line loads the modules of the adapters, so import a platform's library
 * in `start`, `doctor` and `run` alone, by `await import(...)`.
 */
export interface Adapter {
  /**
   * Lower case letters, digits and dashes, and no name of the core's own. In capitals, with `_` for a dash, it is the prefix of
   * the adapter's settings; it is also its namespace in the store.
   */
  readonly name: string;
  /** Resolves when it is listening. Rejects with a message that says what to change. */
  start(host: Host): Promise<void>;
  /** Stops taking questions, finishes those in hand, and resolves. May be called while `start` is still under way. */
  stop(): Promise<void>;
  /** Its own sentences: the same keys in both languages, each begun with the adapter's name, as in `webhook.fault`. */
  readonly texts?: Readonly<Record<Language, Sentences>>;
  /**
   * Whether the settings that it cannot do without are there. `qabot start` starts the adapters of the project that are
   * configured, unless QABOT_ADAPTERS names others; `qabot doctor` names an adapter that is wanted and not configured.
   * @param settings as {@link Host.settings}
   */
  isConfigured?(settings: Variables): boolean;
  /**
   * Looks the settings over for `qabot doctor`, with the platform's help. It is called where one of them is there, or where
   * QABOT_ADAPTERS names the adapter.
   */
  doctor?(setUp: DoctorSetUp): Promise<readonly DoctorFinding[]>;
  readonly commands?: readonly AdapterCommand[];
  /**
   * What reads the records that it keeps, by the beginning of their keys; gives `undefined` where a value cannot be read. `qabot
   * doctor` names such records.
   */
  records?(): Promise<Readonly<Record<string, (value: string) => unknown>>>;
  /**
   * Posts an answer that comes later: in the place, or, where that cannot be reached, in a direct message to the asker.
   * Rejects where neither can be reached.
   */
  deliver?(to: Address, reply: Reply): Promise<void>;
  /** Posts in the maintainers' channel that the settings name; `false` where they name none. Rejects when it cannot. */
  tellMaintainers?(reply: Reply): Promise<boolean>;
}

/** What an adapter's module exports as `default`. */
export type AdapterFactory = () => Adapter;
