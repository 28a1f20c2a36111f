/** Releases: `发布 SOFARPC v5.9.0 版本，主要变更如下：`, the changes, and the address of the release notes. */

import type { Release } from '../../../model.js';
import type { Line } from '../../markdown/lines.js';
import { detailsAt } from './details.js';
import type { Section, SectionContext } from '../sections.js';

const VERSION =
  /(?<![\w.])[vV]?\d+(?:\.\d+)+(?:[-.][A-Za-z]\w*(?:\.\d+)*)?(?:\/[vV]?\d+(?:\.\d+)+)*|(?<![\w.])[vV]\d+(?:-\w+)?(?![\w.])/;
const NAME = String.raw`[A-Za-z][\w.+-]*(?:[ -](?!v?\d)[A-Za-z][\w.+-]*){0,2}`;
const ANNOUNCES = /发布|开源|\breleased?\b/i;
/** `- `, `2. `, `iv. `, `1、` in front of a change. */
const ITEM = /^\s*(?:[-*•]\s*|\\-\s*|\d+\s*[.、)）]\s*|[ivx]+\.\s*)+/;
/** Lines that only lead to the releases or the changes below them. */
const LEADS = /^(?:本周发布详情如下|主要(?:变更|更新)如下|包含功能|包括以下功能)[：:]?$/;

interface Draft {
  readonly line: Line;
  readonly project?: string;
  readonly version?: string;
  readonly changes: string[];
  url?: string;
}

export function readReleases(section: Section, context: SectionContext): readonly Release[] {
  if (section.kind !== 'releases') return [];
  const titled = section.title ? announced(section.title) : {};
  const drafts: Draft[] = [];
  for (let index = 0; index < section.lines.length; index += 1) {
    const line = section.lines[index];
    if (!line || line.plain === '' || LEADS.test(line.plain.trim())) continue;
    const open = drafts.at(-1);
    const details = detailsAt(section.lines, index, context.absolute);
    if (details) {
      index += details.taken - 1;
      if (open && open.url === undefined && details.url !== undefined) open.url = details.url;
    } else if (isAnnouncement(line, titled.project))
      drafts.push({ line, changes: [], ...titled, ...announced(line) });
    else if (open && open.url === undefined && isChange(line)) open.changes.push(change(line));
  }
  if (drafts.length === 0 && section.title && titled.version !== undefined)
    drafts.push({ line: section.title, changes: [], ...titled });
  return drafts.map(({ line, ...draft }) => ({ ...draft, source: context.at(line) }));
}

/** The project and version that a line names. */
function announced(line: Line): { readonly project?: string; readonly version?: string } {
  const text = line.plain.replace(/^\s*\d+\s*[、.]\s*/, '').trim();
  const version = VERSION.exec(text)?.[0];
  const before = version === undefined ? text : text.slice(0, text.indexOf(version));
  const named =
    new RegExp(`(?:发布了?|本周|开源)\\s*(${NAME})`).exec(before) ??
    new RegExp(`^(${NAME})\\s*(?:正式|本周)?\\s*(?:发布|$)`).exec(before.trim()) ??
    new RegExp(`^(${NAME})\\s`).exec(before);
  const project = named?.[1]?.trim();
  return { ...(project && { project }), ...(version && { version }) };
}

function isAnnouncement(line: Line, titled: string | undefined): boolean {
  if (line.links.length > 0 || (!line.bold && ITEM.test(`${line.marker}${line.plain}`))) return false;
  const { project, version } = announced(line);
  if (!ANNOUNCES.test(line.plain)) return false;
  return version !== undefined ? (project ?? titled) !== undefined : line.bold && project !== undefined;
}

function isChange(line: Line): boolean {
  return line.kind === 'text' && line.quoted === 0 && !/致谢|^此版本|^感谢|^同时，|[：:]$/.test(line.plain);
}

function change(line: Line): string {
  return line.markdown
    .trim()
    .replace(ITEM, '')
    .replace(/[；;。]$/, '');
}
