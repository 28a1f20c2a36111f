/** Lays a reply out: what stands in its message, and what is read on page by page. Pure. */

import type { APIButtonComponent } from 'discord.js';
import type { Choice, ProjectCard, Reply, Source, Texts } from '../../../src/contract.js';
import { labelOf, linkButton } from './components.js';
import { link, paint, text } from './inline.js';
import {
  BUTTON_BYTES,
  BUTTON_FRAME_BYTES,
  LEAST_BODY_BYTES,
  LENGTHS,
  LIMITS,
  MAX_ITEMS,
  MAX_LISTED,
} from './limits.js';
import { linkable } from '../../common/links.js';
import { type Block, blocks } from './markdown.js';
import { paginate } from './pages.js';
import { escapeLine } from './text.js';

/** A sentence in the language of the reply. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export interface Layout {
  readonly head: string;
  readonly foot: string;
  /** The answer and its links, cut so that the first page fits in a message beside head and foot. */
  readonly pages: readonly string[];
  /** The choices that the menus hold. */
  readonly offered: Pick<Reply, 'alternatives' | 'followUps'>;
}

/** Parsing a hostile text takes a second: each reply is laid out once, and remembered. */
const layouts = new WeakMap<Reply, Layout>();

export function layout(reply: Reply, texts: Texts): Layout {
  const known = layouts.get(reply);
  if (known !== undefined) return known;
  const say: Say = (key, values) => texts(reply.language, key, values);
  const { head, foot } = frame(reply, say);
  const fixed =
    bytes(head) +
    bytes(foot) +
    BUTTON_BYTES +
    total(reply.actions.map(actionBytes)) +
    total(addresses(reply, say).map(sizeOf));
  const left = LIMITS.messageBytes - fixed - LEAST_BODY_BYTES;
  const items = fitting([...reply.alternatives, ...reply.followUps], left);
  const offer = (choices: readonly Choice[]): readonly Choice[] =>
    choices.filter((choice) => items.has(choice)).slice(0, MAX_ITEMS);
  const offered = { alternatives: offer(reply.alternatives), followUps: offer(reply.followUps) };
  const used = fixed + total([...offered.alternatives, ...offered.followUps].map(itemBytes));
  const room = Math.min(
    LENGTHS.answer,
    LIMITS.messageText - head.length - foot.length,
    Math.max(Math.floor((LIMITS.messageBytes - used) / MOST_BYTES), LEAST_ROOM),
  );
  const pages = paginate([...blocks(reply.text), ...linkBlocks(reply, say)], room, LENGTHS.page);
  const found = { head, foot, pages, offered };
  layouts.set(reply, found);
  return found;
}

/** UTF-8 bytes of one UTF-16 unit, at the most. */
const MOST_BYTES = 3;
/** Characters of the first page, at the least: below that an answer cannot be read. */
const LEAST_ROOM = 100;

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
const bytes = (value: string): number => Buffer.byteLength(value, 'utf8');
const sizeOf = (component: APIButtonComponent): number => bytes(JSON.stringify(component));
const actionBytes = ({ label }: Choice): number =>
  bytes(labelOf(label, LIMITS.buttonLabel)) + BUTTON_FRAME_BYTES;
const itemBytes = ({ label, token }: Choice): number => bytes(labelOf(label, LENGTHS.option)) + bytes(token);

/** As many choices from the start as fit in `room` bytes. */
function fitting(choices: readonly Choice[], room: number): ReadonlySet<Choice> {
  let left = room;
  return new Set(choices.filter((choice) => (left -= itemBytes(choice)) >= 0));
}

/** What stands above and below the answer. */
function frame(reply: Reply, say: Say): { readonly head: string; readonly foot: string } {
  const [lead = ''] = paginate(blocks(reply.lead), LENGTHS.lead, LENGTHS.page);
  const question = escapeLine(reply.question ?? '', LENGTHS.question);
  const listed = reply.kind === 'suggest' ? reply.alternatives.slice(0, MAX_LISTED) : [];
  const head = [
    lead,
    question === '' ? '' : `${say('reply.question')} **${question}**`,
    listed.map(({ label }) => `- ${escapeLine(label, LENGTHS.choice)}`).join('\n'),
  ].filter((part) => part !== '');
  const foot = [...projectLine(reply.project, say), ...sourceLine(reply.source, say)];
  return { head: head.join('\n\n'), foot: foot.join('\n') };
}

function linkBlocks(reply: Reply, say: Say): readonly Block[] {
  if (reply.links.length === 0) return [];
  const lines = reply.links.map(({ title, url }) => ({ prefix: '- ', atoms: link(title, url) }));
  return [{ kind: 'lines', lines: [{ prefix: '', atoms: text(say('reply.links'), ['**']) }, ...lines] }];
}

/** Small print. https://support.discord.com/hc/en-us/articles/210298617 */
const SMALL = '-# ';

function projectLine(project: ProjectCard | undefined, say: Say): readonly string[] {
  if (project === undefined) return [];
  const name = escapeLine(project.name, LENGTHS.detail);
  const description = escapeLine(project.description, LENGTHS.detail);
  if (name === '') return [];
  return [`${SMALL}${say('discord.project')} **${name}**${description === '' ? '' : ` - ${description}`}`];
}

function sourceLine(source: Source | undefined, say: Say): readonly string[] {
  if (source === undefined) return [];
  const title = escapeLine(source.title ?? `${source.path}:${source.line}`, LENGTHS.detail);
  const date = source.date === undefined ? '' : `, ${escapeLine(source.date, LENGTHS.detail)}`;
  // An address that fits in a button has one; a longer address is linked here.
  const isLongAddress = source.url !== undefined && linkButton('', source.url).length === 0;
  const address =
    isLongAddress && linkable(source.url ?? '') !== undefined ? ` ${paint(link('', source.url))}` : '';
  return [
    `${SMALL}${say('reply.source')} ${title}${date}${address.length > LENGTHS.question ? '' : address}`,
  ];
}

/** Buttons that open the project's pages and the source. */
export function addresses({ project, source }: Reply, say: Say): readonly APIButtonComponent[] {
  return [
    ...linkButton(say('label.repository'), project?.repository),
    ...linkButton(say('label.documentation'), project?.documentation),
    ...linkButton(say('label.issues'), project?.issues),
    ...linkButton(say('discord.readSource'), source?.url),
  ];
}
