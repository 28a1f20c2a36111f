/** Forms as modals, and what comes back when one is submitted. Pure. */

import type { InputBlock, KnownBlock, View } from '@slack/types';
import type { Form, FormField, Language, Reply, Texts } from '../../../src/contract.js';
import { clean, cleanLine } from '../../common/text.js';
import { plain } from './blocks.js';
import { LENGTHS, LIMITS } from './limits.js';
import { paginate, richText } from './pages.js';
import { type Json, knownLanguage, object, string } from '../../common/json.js';
import { pieces } from './rich-text.js';

/** The `callback_id` of every form. */
export const FORM = 'form';

const FIELD = 'field:';

/** Where a modal began; it travels along in the modal's `private_metadata`. */
export interface Origin {
  /** The core's name of the conversation. */
  readonly place: string;
  readonly language: Language;
  /** The address of the message that it is about. */
  readonly link?: string;
  /** The modal began on the Home tab, which is to be shown anew afterwards. */
  readonly home?: boolean;
}

/** @param nonce must differ from that of the form before it in the same modal: under equal ids Slack shows what was typed before */
export function formView(reply: Reply, form: Form, origin: Origin, texts: Texts, nonce: string): View {
  const { language } = reply;
  const [lead = []] = paginate(pieces(reply.lead), LENGTHS.lead, LENGTHS.page);
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: writeMetadata(origin, form.token),
    title: plain(form.title, LIMITS.viewTitle),
    submit: plain(form.submit, LIMITS.viewButton),
    close: plain(texts(language, 'slack.cancel'), LIMITS.viewButton),
    blocks: [...richText(lead), ...form.fields.map((field) => input(field, language, texts, nonce))],
  };
}

function input(field: FormField, language: Language, texts: Texts, nonce: string): InputBlock {
  const { name, label, lines, required } = field;
  const most = Math.min(Math.max(Math.floor(field.maxLength), 1), LIMITS.inputText);
  const whole = lines === 'one' ? cleanLine(field.value) : clean(field.value);
  const value = whole.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  return {
    type: 'input',
    block_id: `${FIELD}${name}:${nonce}`,
    optional: !required,
    label: plain(label, LIMITS.inputLabel),
    ...(value.length === whole.length
      ? {}
      : { hint: plain(texts(language, 'slack.form.cut', { most }), LIMITS.inputHint) }),
    element: {
      type: 'plain_text_input',
      action_id: FIELD + name,
      multiline: lines === 'many',
      max_length: most,
      // Slack refuses an empty one.
      ...(value === '' ? {} : { initial_value: value }),
    },
  };
}

/** A modal with a sentence in it, while the core works or when there is nothing more to do. */
export function noteView(language: Language, key: string, texts: Texts): View {
  return {
    type: 'modal',
    title: plain(texts(language, 'slack.form.title'), LIMITS.viewTitle),
    close: plain(texts(language, 'slack.close'), LIMITS.viewButton),
    blocks: [{ type: 'section', text: plain(texts(language, key)) } satisfies KnownBlock],
  };
}

/** @returns at most {@link LIMITS.privateMetadata} characters: an address that would not fit is left out */
export function writeMetadata(origin: Origin, token = ''): string {
  const whole = JSON.stringify({ ...origin, token });
  if (whole.length <= LIMITS.privateMetadata) return whole;
  const { link: _, ...rest } = origin;
  return JSON.stringify({ ...rest, token });
}

/** @returns `undefined` for what this adapter did not write */
export function readMetadata(text: unknown): (Origin & { readonly token: string }) | undefined {
  let found: Json;
  try {
    found = object(JSON.parse(string(text) ?? ''));
  } catch {
    return undefined;
  }
  const { token } = found;
  const place = string(found['place']);
  const link = string(found['link']);
  if (place === undefined || typeof token !== 'string') return undefined;
  return {
    place,
    token,
    language: knownLanguage(found['language']) ?? 'zh',
    link,
    ...(found['home'] === true ? { home: true } : {}),
  };
}

export interface Submission {
  /** A form that is sent twice has the same id both times. */
  readonly id: string;
  readonly user: string;
  readonly view: string;
  readonly token: string;
  readonly origin: Origin;
  readonly fields: Readonly<Record<string, string>>;
}

/** The parts of a `view_submission`. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function readSubmission(body: Json): Submission | undefined {
  const view = object(body['view']);
  const user = string(object(body['user'])['id']);
  const id = string(view['id']);
  // Every change of a view changes its hash. https://docs.slack.dev/surfaces/modals#handling_race_conditions
  const version = string(view['hash']) ?? string(body['trigger_id']) ?? '';
  const metadata = readMetadata(view['private_metadata']);
  if (view['callback_id'] !== FORM || user === undefined || id === undefined || metadata === undefined) {
    return undefined;
  }
  const { token, ...origin } = metadata;
  const values = Object.values(object(object(view['state'])['values']));
  const inputs = values.flatMap((block) => Object.entries(object(block)));
  const fields = inputs.flatMap(([name, state]) =>
    // Slack gives null for what was left empty.
    name.startsWith(FIELD) ? [[name.slice(FIELD.length), string(object(state)['value']) ?? '']] : [],
  );
  return { id: `view/${id}/${version}`, user, view: id, token, origin, fields: Object.fromEntries(fields) };
}
