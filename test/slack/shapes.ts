/** Checks what is sent against the shapes of @slack/types and the documented limits. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { LIMITS } from '../../adapters/slack/outbound/limits.js';

const types = dirname(createRequire(import.meta.url).resolve('@slack/types/package.json'));

let validators: Map<string, ValidateFunction> | undefined;

/** Milliseconds that {@link prepareShapes} may take on a busy machine. */
export const PREPARE = 60_000;

/** To be called before the first check: making the schema takes seconds. */
export function prepareShapes(): void {
  validator('View');
}

function validator(name: string): ValidateFunction {
  validators ??= new Map(
    Object.entries(schemas()).map(([type, schema]) => {
      const ajv = new Ajv({ strict: false, allErrors: false });
      return [type, ajv.compile(record(schema))];
    }),
  );
  const found = validators.get(name);
  if (found === undefined) throw new Error(`no shape ${name}`);
  return found;
}

/** Made from the types once a version of them, as that takes seconds; a file under node_modules holds the result. */
function schemas(): Json {
  const { version } = record(JSON.parse(readFileSync(join(types, 'package.json'), 'utf8')));
  const cache = join(import.meta.dirname, `../../node_modules/.cache/slack-shapes-${String(version)}.json`);
  try {
    return record(JSON.parse(readFileSync(cache, 'utf8')));
  } catch {
    // Not made yet, or half written by another test file: it is made again.
  }
  const generator = createGenerator({
    path: join(types, 'dist/index.d.ts'),
    tsconfig: join(import.meta.dirname, 'shapes.tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
    strictTuples: false,
  });
  const made = Object.fromEntries(['KnownBlock', 'View'].map((type) => [type, generator.createSchema(type)]));
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify(made));
  return made;
}

type Json = Readonly<Record<string, unknown>>;

/** Every fault of a list of blocks, in words. */
export function blockFaults(
  blocks: readonly unknown[],
  most: number = LIMITS.messageBlocks,
): readonly string[] {
  const faults: string[] = [];
  if (blocks.length === 0) faults.push('no blocks');
  if (blocks.length > most) faults.push(`${blocks.length} blocks`);
  const check = validator('KnownBlock');
  for (const block of blocks) {
    if (!check(block))
      faults.push(`${JSON.stringify(block).slice(0, 200)}: ${JSON.stringify(check.errors?.slice(-3))}`);
  }
  faults.push(...limitFaults(blocks, most > LIMITS.messageBlocks ? 12_000 : 10_000));
  return faults;
}

export function viewFaults(view: unknown): readonly string[] {
  const check = validator('View');
  const faults = check(view) ? [] : [JSON.stringify(check.errors?.slice(-3))];
  const { type, blocks = [], title, submit, close, ...rest } = record(view);
  if (Array.isArray(blocks)) {
    // The text of a Home tab is bounded by its size alone.
    faults.push(...blockFaults(blocks, 100).filter((one) => type !== 'home' || !one.startsWith('all texts')));
    const hasInput = blocks.some((block) => record(block)['type'] === 'input');
    if (hasInput && submit === undefined) faults.push('a form without submit');
  }
  for (const [name, one] of Object.entries({ title, submit, close })) {
    if (one !== undefined && (length(record(one)['text']) > 24 || length(record(one)['text']) < 1)) {
      faults.push(name);
    }
  }
  if (length(rest['private_metadata'] ?? '') > 3000) faults.push('private_metadata');
  if (length(rest['callback_id'] ?? '') > 255) faults.push('callback_id');
  // https://docs.slack.dev/reference/methods/views.open: view_too_large
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) faults.push('a view of more than 250 kB');
  return faults;
}

/** The numbers of the reference pages, written down once more and by hand: what the adapter believes is not to be its own judge. */
function limitFaults(blocks: readonly unknown[], mostText: number): readonly string[] {
  const faults: string[] = [];
  const bound = (what: string, value: number, least: number, most: number): void => {
    if (value < least || value > most) faults.push(`${what}: ${value}`);
  };
  const ids = new Set<string>();
  let total = 0;
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return undefined;
    const node = record(value);
    const elements = Array.isArray(node['elements']) ? node['elements'] : [];
    switch (node['type']) {
      case 'actions':
        bound('actions', elements.length, 1, 25);
        break;
      case 'context':
        bound('context', elements.length, 1, 10);
        break;
      case 'context_actions':
        bound('context_actions', elements.length, 1, 5);
        break;
      case 'rich_text':
        bound('rich_text', elements.length, 1, 1000);
        break;
      case 'rich_text_list':
        bound('indent', Number(node['indent'] ?? 0), 0, 8);
        break;
      case 'plain_text':
      case 'mrkdwn':
        bound('text object', length(node['text']), 1, 3000);
        total += length(node['text']);
        break;
      case 'text':
        bound('text element', length(node['text']), 1, 12_000);
        total += length(node['text']);
        break;
      case 'link':
        bound('link', length(node['url']), 1, 3000);
        total += length(node['url']) + length(node['text'] ?? '');
        break;
      case 'button':
        bound('button text', length(record(node['text'])['text']), 1, 75);
        bound('button value', length(node['value'] ?? ''), 0, 2000);
        break;
      case 'feedback_buttons':
        for (const half of [record(node['positive_button']), record(node['negative_button'])]) {
          bound('feedback text', length(record(half['text'])['text']), 1, 75);
          bound('feedback value', length(half['value']), 1, 2000);
          bound('feedback label', length(half['accessibility_label'] ?? 'x'), 1, 75);
        }
        break;
      case 'input':
        bound('input label', length(record(node['label'])['text']), 1, 2000);
        bound('input hint', length(record(node['hint'])['text'] ?? ''), 0, 2000);
        break;
      case 'plain_text_input':
        bound('max_length', Number(node['max_length'] ?? 1), 1, 3000);
        bound('initial_value', length(node['initial_value'] ?? 'x'), 1, Number(node['max_length'] ?? 3000));
        break;
      case 'header':
        bound('header', length(record(node['text'])['text']), 1, 150);
        break;
      case 'user':
      case 'usergroup':
      case 'broadcast':
      case 'channel':
      case 'team':
        faults.push(`a mention: ${JSON.stringify(node)}`);
        break;
      default:
        break;
    }
    if (node['type'] === 'mrkdwn' && /<[@!]/.test(String(node['text'])))
      faults.push(`mention in ${String(node['text'])}`);
    if (node['confirm'] !== undefined && node['type'] === 'button') {
      const { title, text, confirm, deny } = record(node['confirm']);
      bound('confirm title', length(record(title)['text']), 1, 100);
      bound('confirm text', length(record(text)['text']), 1, 300);
      bound('confirm button', length(record(confirm)['text']), 1, 30);
      bound('confirm button', length(record(deny)['text']), 1, 30);
    }
    if (typeof node['block_id'] === 'string') {
      bound('block_id', node['block_id'].length, 1, 255);
      if (ids.has(`block ${node['block_id']}`)) faults.push(`block_id twice: ${node['block_id']}`);
      ids.add(`block ${node['block_id']}`);
    }
    if (typeof node['action_id'] === 'string') {
      bound('action_id', node['action_id'].length, 1, 255);
      if (ids.has(node['action_id'])) faults.push(`action_id twice: ${node['action_id']}`);
      ids.add(node['action_id']);
    }
    Object.values(node).forEach(walk);
    return undefined;
  };
  walk(blocks);
  bound('all texts', total, 0, mostText);
  return faults;
}

export function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function length(value: unknown): number {
  return typeof value === 'string' ? value.length : -1;
}

/** Everything in blocks that a member can read or open, one piece a line. */
export function readable(value: unknown): string {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
    } else if (typeof node === 'object' && node !== null) {
      const { type, text, url, ...rest } = record(node);
      if (typeof url === 'string') found.push(url);
      if (typeof text === 'string') found.push(type === 'mrkdwn' ? unescaped(text) : text);
      else walk(text);
      Object.values(rest).forEach(walk);
    }
  };
  walk(value);
  return found.join('\n');
}

function unescaped(text: string): string {
  return text
    .replace(/<([^|>]+)\|([^>]*)>/g, '$2 $1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** The addresses of all links. */
export function addresses(value: unknown): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(walk);
    } else if (typeof node === 'object' && node !== null) {
      const one = record(node);
      if (one['type'] === 'link' && typeof one['url'] === 'string') found.push(one['url']);
      Object.values(one).forEach(walk);
    }
  };
  walk(value);
  return found;
}
