/** What Discord would refuse: its own schemas, and by hand what they lack. */

import {
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod';

export type Json = Readonly<Record<string, unknown>>;

interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly error?: unknown };
}

const SCHEMAS = {
  message: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  original: IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  4: CreateMessageInteractionCallbackRequestSchema,
  5: CreateMessageInteractionCallbackRequestSchema,
  6: UpdateMessageInteractionCallbackRequestSchema,
  7: UpdateMessageInteractionCallbackRequestSchema,
  8: ApplicationCommandAutocompleteCallbackRequestSchema,
  9: ModalInteractionCallbackRequestSchema,
  thread: CreateTextThreadWithMessageRequestSchema,
  command: ApplicationCommandUpdateRequestSchema,
  channel: UpdateThreadRequestPartialSchema,
  direct: CreatePrivateChannelRequestSchema,
} as const satisfies Readonly<Record<string | number, Schema>>;

export type Kind = keyof typeof SCHEMAS;

const COMPONENTS_V2 = 1 << 15;
/** https://docs.discord.com/developers/resources/message#message-object-message-flags; what a request may set. */
const MAX_TEXT = 4000;
const MAX_COMPONENTS = 40;
/** https://github.com/discord/discord-api-docs/issues/8554 */
const MAX_BYTES = 10_000;
const MAX_CONTENT = 2000;
const MAX_EMBEDS = 6000;
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** One line a fault. */
export function faultsOf(kind: Kind, body: unknown): readonly string[] {
  const schema: Schema = SCHEMAS[kind];
  const parsed = schema.safeParse(kind === 'command' ? withNumber(record(body)) : body);
  const found = parsed.success ? [] : [`${kind} is not as its schema: ${brief(parsed.error)}`];
  if (kind === 'command') return [...found, ...commandFaults(record(body))];
  if (kind === 'thread' || kind === 'channel' || kind === 'direct' || kind === 8 || kind === 5 || kind === 6)
    return found;
  if (kind === 9) {
    const modal = record(record(body)['data']);
    return [...found, ...modalFaults(modal), ...componentFaults(modal, true)];
  }
  const message = kind === 4 || kind === 7 ? record(record(body)['data']) : record(body);
  return [...found, ...messageFaults(kind, message), ...componentFaults(message, false)];
}

/** The schema takes permissions as a number only, the page as a text. https://docs.discord.com/developers/interactions/application-commands */
function withNumber(command: Json): Json {
  const permissions = command['default_member_permissions'];
  return typeof permissions === 'string'
    ? { ...command, default_member_permissions: Number(permissions) }
    : command;
}

function messageFaults(kind: Kind, message: Json): readonly string[] {
  const faults: string[] = [];
  const mentions = record(message['allowed_mentions']);
  if (!Array.isArray(mentions['parse']) || mentions['parse'].length > 0)
    faults.push('allowed_mentions may alert somebody');
  if (mentions['replied_user'] === true) faults.push('allowed_mentions alerts the author');
  const isNew = (Number(message['flags'] ?? 0) & COMPONENTS_V2) !== 0;
  if (isNew && (message['content'] !== undefined || message['embeds'] !== undefined)) {
    faults.push('a message of components has no content and no embeds');
  }
  if (length(message['content']) > MAX_CONTENT) faults.push('content is too long');
  if (JSON.stringify(message['embeds'] ?? []).length > MAX_EMBEDS * 2) faults.push('embeds are too long');
  const nonce = message['nonce'];
  if (kind === 'message') {
    if (typeof nonce !== 'string' || nonce.length > 25) faults.push('nonce is missing or too long');
    if (message['enforce_nonce'] !== true) faults.push('nonce is not enforced');
  }
  return faults;
}

const fits = (value: unknown, most: number): boolean => length(value) >= 1 && length(value) <= most;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
function modalFaults(modal: Json): readonly string[] {
  const faults: string[] = [];
  if (!fits(modal['title'], 45)) faults.push('a form without a title that fits');
  if (!fits(modal['custom_id'], 100)) faults.push('a form without an id that fits');
  const labels = Array.isArray(modal['components']) ? modal['components'].map(record) : [];
  if (labels.length === 0 || labels.length > 5) faults.push(`${labels.length} fields in a form`);
  for (const label of labels) {
    const input = record(label['component']);
    const most = Number(input['max_length']);
    if (label['type'] !== 18 || input['type'] !== 4) faults.push('a field is a text input in a label');
    if (!fits(label['label'], 45)) faults.push('a field without a label that fits');
    if (input['label'] !== undefined) faults.push('a text input in a label has no label of its own');
    if (!(most >= 1 && most <= 4000)) faults.push('the length of a field is out of range');
    if (input['value'] !== undefined && !fits(input['value'], most))
      faults.push('a value does not fit its field');
    if (input['style'] === 1 && textOf(input['value']).includes('\n'))
      faults.push('a short field holds one line');
  }
  return faults;
}

/** Ids that differ, no more components and text than fit, rows and menus as they must be. */
function componentFaults(message: Json, isModal: boolean): readonly string[] {
  const faults: string[] = [];
  const all = componentsIn(message['components']);
  const ids = all.map((one) => one['custom_id']).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length)
    faults.push(`two components share an id: ${ids.map(textOf).join(', ')}`);
  if (ids.some((id) => length(id) === 0 || length(id) > 100)) faults.push('an id does not fit');
  if (all.length > MAX_COMPONENTS) faults.push(`${all.length} components`);
  const text = all.reduce((sum, one) => sum + (one['type'] === 10 ? length(one['content']) : 0), 0);
  if (text > MAX_TEXT) faults.push(`${text} characters of text`);
  const bytes = all.reduce((sum, one) => sum + stringBytes(one), 0);
  if (!isModal && bytes > MAX_BYTES) faults.push(`${bytes} bytes of components`);
  if (
    !isModal &&
    all.some(({ type }) => Number(type) >= 9) &&
    (Number(message['flags'] ?? 0) & COMPONENTS_V2) === 0
  ) {
    faults.push('components of the new kind without their flag');
  }
  for (const one of all) {
    const children = Array.isArray(one['components']) ? one['components'].map(record) : [];
    if (one['type'] === 1 && (children.length === 0 || children.length > 5))
      faults.push('a row of no or too many buttons');
    if (one['type'] === 1 && children.some(({ type }) => type !== 2) && children.length > 1)
      faults.push('a menu shares its row');
    if (one['type'] === 2) {
      if (length(one['label']) === 0 || length(one['label']) > 80)
        faults.push('a button without a label that fits');
      if ((one['style'] === 5) !== (one['url'] !== undefined))
        faults.push('a link button has an address, others have none');
      if ((one['style'] === 5) === (one['custom_id'] !== undefined))
        faults.push('a button needs an id unless it is a link');
      if (length(one['url']) > 512) faults.push('the address of a button is too long');
    }
    if (one['type'] === 3) {
      const options = Array.isArray(one['options']) ? one['options'].map(record) : [];
      const values = options.map(({ value }) => value);
      if (new Set(values).size < values.length) faults.push('two options share a value');
      if (options.length === 0 || options.length > 25)
        faults.push('a menu without options, or with too many');
      if (options.some(({ label }) => length(label) === 0 || length(label) > 100))
        faults.push('an option without a label that fits');
    }
    if (one['type'] === 10 && (textOf(one['content']).match(/```/g) ?? []).length % 2 > 0)
      faults.push('a code fence is left open');
  }
  return faults;
}

/** UTF-8 bytes of a component's own texts, options included, children not. */
function stringBytes(component: Json): number {
  const options = Array.isArray(component['options']) ? component['options'].map(record) : [];
  return [component, ...options]
    .flatMap((one) => Object.values(one))
    .reduce<number>(
      (sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value, 'utf8') : 0),
      0,
    );
}

function commandFaults(command: Json): readonly string[] {
  const faults: string[] = [];
  const isChat = (command['type'] ?? 1) === 1;
  const names = [command['name'], ...Object.values(record(command['name_localizations']))];
  for (const name of names) {
    if (isChat && !(COMMAND_NAME.test(textOf(name)) && textOf(name) === textOf(name).toLowerCase())) {
      faults.push(`${textOf(name)} is no name of a command`);
    }
  }
  if (isChat !== length(command['description']) > 0)
    faults.push('a chat command has a description, others have none');
  const options = Array.isArray(command['options']) ? command['options'].map(record) : [];
  for (const option of options)
    faults.push(...commandFaults({ ...option, type: 1 }).map((fault) => `option: ${fault}`));
  const required = options.map((option) => option['required'] === true);
  if (required.lastIndexOf(true) > required.indexOf(false) && required.includes(false)) {
    faults.push('a required option follows one that is not');
  }
  return faults;
}

/** Every component of a message, nested ones included. */
export function componentsIn(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  return value
    .map(record)
    .flatMap((one) => [
      one,
      ...componentsIn(one['components']),
      ...componentsIn(one['accessory'] === undefined ? [] : [one['accessory']]),
      ...componentsIn(one['component'] === undefined ? [] : [one['component']]),
    ]);
}

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What is no text is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Discord counts code points at the most; UTF-16 units are never fewer. */
function length(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}

function brief(error: unknown): string {
  return JSON.stringify(error instanceof Error ? error.message : error).slice(0, 600);
}
