/**
 * The values that pass between the core and an adapter, and nothing else.
 * An adapter imports this file alone; the core never imports an adapter.
 */

/** The languages that the bot's own sentences exist in. Answers stay in the language they were written in. */
export type Language = 'zh' | 'en';

/** Whether a message was meant for the bot, or only overheard in a channel. */
export type Attention = 'addressed' | 'overheard';

export interface Question {
  /** What the member wrote, as plain text or Markdown; at most {@link MAX_QUESTION_LENGTH} characters are read. */
  readonly text: string;
  /** Who asks. Opaque to the core: it is compared, never shown. */
  readonly asker: string;
  /** The conversation, such as a channel's thread. Opaque to the core: the short memory is kept per place. */
  readonly place: string;
  readonly attention: Attention;
  /** The language of the bot's own sentences; guessed from the text when absent. */
  readonly language?: Language;
  /** Restricts the answer to one project of the catalogue, by any of its names. */
  readonly project?: string;
  /** The precision dial for this question alone, 0.5..0.99, as a channel may set its own. */
  readonly precision?: number;
  /** The adapter's name; the host fills it in. */
  readonly platform?: string;
}

/** Characters of a message that are read; the rest is ignored. More than any platform lets a member type. */
export const MAX_QUESTION_LENGTH = 4000;

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
  /** Minted by the core, at most {@link MAX_TOKEN_LENGTH} characters of `A-Za-z0-9_-`; comes back in a {@link Press}. */
  readonly token: string;
}

/** Fits Discord's 100-character `custom_id` and Slack's 255-character `action_id` with room for an adapter's prefix. */
export const MAX_TOKEN_LENGTH = 40;

/**
 * For members: `why` explains the reply, `helpful` and `unhelpful` are votes, `ask-maintainers` hands the question over. For
 * maintainers: `answer` an open question; `accept`, `edit`, `merge` or `reject` what waits for review. Pressing any but `why`
 * and `helpful` may bring a form.
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

/** A text of a form. */
export interface FormField {
  /** Under this name it comes back in {@link Press.fields}. */
  readonly name: string;
  readonly label: string;
  /** What it is filled with; may be empty. */
  readonly value: string;
  /** Whether it takes one line or a text of several. */
  readonly lines: 'one' | 'many';
  readonly required: boolean;
  /** Characters that it takes. */
  readonly most: number;
}

/** Characters of a form's text: Slack's inputs hold 3,000 (Discord's 4,000). https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const MAX_FIELD_LENGTH = 3000;

/** Fields of a form: Discord's modals hold five. https://docs.discord.com/developers/components/reference */
export const MAX_FIELDS = 5;

/** Something to fill in. Submitting it is a {@link Press} with its token and all of its fields. */
export interface Form {
  readonly title: string;
  readonly token: string;
  /** The label of the button that submits. */
  readonly submit: string;
  readonly fields: readonly FormField[];
}

/** Tokens of an adapter's own menus and commands, for maintainers. */
export const TOKENS = {
  /**
   * Gives the form of a new answer. The press may bring what is known as fields `question`, `answer` and `link`, such as a
   * message, the one before it, and its address.
   */
  save: 'do-save',
  /** Gives what waits for review, the next item first. */
  review: 'do-review',
} as const;

/**
 * `answer`: an entry of the history answers. `suggest`: it may be one of `alternatives`. `none`: the history holds no answer.
 * `list`: tasks, releases, projects or reading. `notice`: the bot speaks of itself (help, explanation, a button that has expired).
 */
export type ReplyKind = 'answer' | 'suggest' | 'none' | 'list' | 'notice';

export interface Reply {
  readonly kind: ReplyKind;
  /** The language of the bot's own sentences in this reply. */
  readonly language: Language;
  /** What the bot says around the answer, as Markdown of one paragraph; may be empty. */
  readonly lead: string;
  /** The answer as Markdown, in the language of the history; empty for `suggest` and `none`. */
  readonly text: string;
  /** The question of the history that was matched, as plain text. */
  readonly question?: string;
  /** The entry that answers; the same question gives the same entry on every adapter. */
  readonly entry?: string;
  /** How likely this entry answers the question, 0..1; 1 for `list` and `notice`. */
  readonly confidence: number;
  readonly project?: ProjectCard;
  /** Links of the answer, without those that `text` already shows to a reader as part of a sentence. */
  readonly links: readonly Link[];
  readonly source?: Source;
  readonly alternatives: readonly Choice[];
  /** The thread's later turns. */
  readonly followUps: readonly Choice[];
  readonly actions: readonly Action[];
  /** To be opened for the one who pressed; where forms cannot be opened, `text` says what to do instead. */
  readonly form?: Form;
  /** `asker`: to be shown to the asker alone where the platform can. */
  readonly audience: 'everyone' | 'asker';
}

/** A button, a menu or a digit that was chosen. */
export interface Press {
  readonly token: string;
  readonly asker: string;
  readonly place: string;
  /** The fields of a form, where there was one. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Whether QABOT_MAINTAINERS and the platform's roles make the presser a maintainer, looked up at this very press. */
  readonly maintainer?: boolean;
  /** The language that the presser's client is set to, where the platform tells it. */
  readonly language?: Language;
  /** The address of the message that the press belongs to, where the platform has one. */
  readonly link?: string;
  /** The adapter's name; the host fills it in. */
  readonly platform?: string;
}

/** What a member may be about to type. */
export interface Suggestion {
  readonly kind: 'command' | 'project' | 'question';
  /** What the member sees; one line, at most 100 characters. */
  readonly label: string;
  /** What to put in place of the typed text, or to ask. */
  readonly text: string;
  /** Of a question: to be pressed for exactly its answer. As of a {@link Choice}. */
  readonly token?: string;
}

export interface Bot {
  /**
   * Answers a question. `undefined` means silence: the message was only overheard, and either it is no question for
   * this knowledge or nothing is sure enough. Never rejects: a fault inside becomes a `notice` and a log line.
   */
  ask(question: Question): Promise<Reply | undefined>;
  /** Carries out what a token stands for. An unknown or expired token gives a `notice`. Never rejects. */
  press(press: Press): Promise<Reply>;
  /** Completions of what is being typed, best first: commands after a `/`, projects, questions of the history. */
  complete(text: string, limit: number): Promise<readonly Suggestion[]>;
}

/** The bot's own sentences. `{name}` places in a sentence are filled from `values`. An unknown key is returned as it is. */
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

/**
 * What must outlive a restart. Values are JSON texts; `ttl` is in milliseconds, and what has expired is gone. Every adapter
 * sees a namespace of its own. Any of the calls may reject when the store cannot be reached: answering goes on without it.
 */
export interface Store {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttl?: number): Promise<void>;
  /** Deleting what is not there is no fault. */
  delete(key: string): Promise<void>;
  /** Keys that start with `prefix`, with their values, in the order of the keys. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: string])[]>;
  /** `true` for exactly one caller, across all replicas on one store, until `ttl` has passed. */
  claim(key: string, ttl: number): Promise<boolean>;
  /**
   * Sets `key` to `after` if its value is still `before` (`undefined`: if there is none), and says whether it was. What is read,
   * changed and written back this way is never lost to another replica.
   */
  swap(key: string, before: string | undefined, after: string, ttl?: number): Promise<boolean>;
}

/** What a maintainer has settled for a channel. */
export interface ChannelSettings {
  /** Whether messages that are not addressed to the bot are listened to. */
  readonly listening: boolean;
  /** The dial for overheard messages, 0.5..0.99; absent means the program's own. */
  readonly precision?: number;
}

/** A member's message in a channel that does not address the bot. */
export interface Overheard {
  readonly channel: string;
  /** The thread; a message that could begin one is its own place. */
  readonly place: string;
  readonly asker: string;
  /** Whether the message begins its place, rather than carrying it on. */
  readonly begins: boolean;
  /** The members that it speaks to by name. */
  readonly names: readonly string[];
  /** Whether it has words at all, as against a picture alone. */
  readonly hasWords: boolean;
}

/** What to do about a message. */
export interface Hearing extends Pick<Question, 'attention' | 'precision'> {
  /** Whether the bot would speak in this place for the first time, without having been asked to. */
  readonly uninvited: boolean;
}

/** The manners of listening, the same on every platform. Only `change` and `quiet` reject, when the store cannot be reached. */
export interface Channels {
  settings(channel: string): Promise<ChannelSettings>;
  /** Channels that have settings of their own. */
  all(): Promise<readonly (readonly [channel: string, settings: ChannelSettings])[]>;
  /** Rejects with a RangeError when `precision` is outside of 0.5..0.99. */
  change(channel: string, change: Partial<ChannelSettings>): Promise<ChannelSettings>;
  /**
   * To be told of every message that does not address the bot. Resolves when it is clear what to do, which for a new question
   * in a listening channel takes the waiting time (a minute); `undefined` leaves the message alone.
   */
  hear(message: Overheard): Promise<Hearing | undefined>;
  /**
   * To be told right before a reply is posted in a channel; `false` forbids it, as when another reply came first.
   * `company` says that other people speak in this place too.
   */
  enter(place: string, asker: string, hearing: Hearing, company?: boolean): Promise<boolean>;
  /** From now on the bot speaks in this place only when it is addressed. */
  quiet(place: string): Promise<void>;
}

/** What the bot knows, for a page about it. */
export interface Overview {
  readonly threads: number;
  readonly entries: number;
  readonly projects: readonly string[];
  /** The newest source, where one has a date. */
  readonly newest?: Source;
}

/** What waits for a maintainer, each a reply with its actions: what is to be decided, then what is to be answered, the oldest first. */
export interface ReviewQueue {
  /** How many wait in all. */
  readonly total: number;
  readonly items: readonly Reply[];
}

/** Where somebody asked. */
export interface Address {
  readonly place: string;
  readonly asker: string;
}

export interface Host {
  readonly bot: Bot;
  readonly store: Store;
  readonly channels: Channels;
  /** Ids of users, roles or user groups that QABOT_MAINTAINERS names, as they are written there. */
  readonly maintainers: readonly string[];
  /** What waits for review, for the eyes of maintainers alone. Rejects when the store cannot be reached. */
  review(language: Language, limit: number): Promise<ReviewQueue>;
  overview(): Overview;
  /** Questions that were answered most, best first; questions of the newest threads where too little was asked. */
  mostAsked(limit: number): Promise<readonly string[]>;
  /** The environment's variables that start with the adapter's name (`SLACK_`, `DISCORD_`, `REPL_`), plus `QABOT_LANGUAGE`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly texts: Texts;
  /**
   * Tells the program that an acknowledgement is on its way to the platform, such as the answer that a press was received.
   * No question or press is begun until `work` has settled, for a second at most: matching would hold the acknowledgement up.
   */
  acknowledging(work: Promise<unknown>): void;
  /** Asks the whole program to end, as when the REPL's input ends. `reason` is logged when it is an error. */
  exit(reason?: Error): void;
}

export interface Adapter {
  /** Lower case letters; also the prefix of its settings. */
  readonly name: string;
  /** Resolves when it is listening. Rejects with a message that says what to change. */
  start(host: Host): Promise<void>;
  /** Stops taking questions, finishes those in hand, and resolves. */
  stop(): Promise<void>;
  /**
   * Delivers an answer that comes later: in the place, or where that cannot be reached in a direct message to the asker.
   * Rejects where neither can.
   */
  deliver?(to: Address, reply: Reply): Promise<void>;
  /** Shows something in the maintainers' channel that the settings name; `false` where they name none. Rejects when it cannot. */
  tellMaintainers?(reply: Reply): Promise<boolean>;
}

/** What an adapter's module exports as `default`. */
export type AdapterFactory = () => Adapter;
