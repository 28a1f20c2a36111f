/** Checks what is sent against the shapes of @slack/types and the documented limits. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { LIMITS } from '../../adapters/slack/limits.js';

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
  faults.push(...limitFaults(blocks));
  return faults;
}

export function viewFaults(view: unknown): readonly string[] {
  const check = validator('View');
  const faults = check(view) ? [] : [JSON.stringify(check.errors?.slice(-3))];
  const { blocks = [], title, private_metadata: metadata = '' } = record(view);
  if (Array.isArray(blocks)) faults.push(...blockFaults(blocks, LIMITS.viewBlocks));
  if (length(record(title)['text']) > LIMITS.viewTitle) faults.push('title');
  if (length(metadata) > LIMITS.privateMetadata) faults.push('private_metadata');
  return faults;
}

/** The numbers of the reference pages, written down once more and by hand: what the adapter believes is not to be its own judge. */
function limitFaults(blocks: readonly unknown[]): readonly string[] {
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
    if (typeof node['action_id'] === 'string') {
      bound('action_id', node['action_id'].length, 1, 255);
      if (ids.has(node['action_id'])) faults.push(`action_id twice: ${node['action_id']}`);
      ids.add(node['action_id']);
    }
    Object.values(node).forEach(walk);
    return undefined;
  };
  walk(blocks);
  bound('all texts', total, 0, 12_000);
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
