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

/** `why` explains the reply. Later parts add their own. */
export type ActionKind = 'why';

export interface Action extends Choice {
  readonly kind: ActionKind;
}

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
}

/** What a member may be about to type. */
export interface Suggestion {
  readonly kind: 'command' | 'project' | 'question';
  /** What the member sees; one line, at most 100 characters. */
  readonly label: string;
  /** What to put in place of the typed text, or to ask. */
  readonly text: string;
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

export interface Host {
  readonly bot: Bot;
  /** The environment's variables that start with the adapter's name (`SLACK_`, `DISCORD_`, `REPL_`), plus `QABOT_LANGUAGE`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly logger: Logger;
  readonly texts: Texts;
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
  /** Delivers an answer that comes later. */
  deliver?(place: string, reply: Reply): Promise<void>;
}

/** What an adapter's module exports as `default`. */
export type AdapterFactory = () => Adapter;
