/** Reading tips: links to articles, one a line, their title on it or on the line above. */

import { isWebAddress, repositoryOf } from '../../../address.js';
import type { Reading } from '../../../model.js';
import type { Line } from '../../markdown/lines.js';
import { NUMBERED } from '../marks.js';
import type { Section, SectionContext } from '../sections.js';

/** Sections whose plain links are reading tips that lost their heading. */
const LOOSE = new Set(['releases', 'questions']);

export function readReadings(sections: readonly Section[], context: SectionContext): readonly Reading[] {
  const readings = sections.flatMap((section) => sectionReadings(section, context));
  const seen = new Set<string>();
  return readings.filter(({ url }) => !seen.has(url) && seen.add(url));
}

function sectionReadings(section: Section, context: SectionContext): readonly Reading[] {
  const reading = section.kind === 'reading';
  if (!reading && !LOOSE.has(section.kind)) return [];
  return section.lines.flatMap((line, index) => {
    if (!reading && !isTitleAlone(line)) return [];
    const above = section.lines[index - 1];
    const pictured = line.images.length > 0 || line.plain === '';
    return line.links.flatMap((link, at) => {
      const url = context.absolute(link.url);
      const title =
        (link.title !== '' && !isWebAddress(link.title)
          ? link.title
          : pictured
            ? above?.plain
            : wordsBefore(line, at) || titleAbove(line, above) || link.title) ?? '';
      if (url === undefined || title === '' || (reading && repositoryOf(url) !== undefined && !line.alone))
        return [];
      return [{ title: title.trim(), url, source: context.at(line) }];
    });
  });
}

/** The words of a line in front of a link, behind the link before it: `《标题》：https://...`. */
function wordsBefore(line: Line, at: number): string {
  let from = 0;
  for (const { title } of line.links.slice(0, at)) from = line.plain.indexOf(title, from) + title.length;
  const end = line.plain.indexOf(line.links[at]?.title ?? '', from);
  return line.plain
    .slice(from, Math.max(from, end))
    .replace(NUMBERED, '')
    .replace(/^[\s、，,;；|/•-]+|[\s：:|—–-]+$/g, '');
}

/** A title right above its address, in one paragraph. */
function titleAbove(line: Line, above: Line | undefined): string | undefined {
  if (!above || above.paragraph !== line.paragraph || above.links.length > 0) return undefined;
  return above.plain.replace(NUMBERED, '').replace(/\s*[：:]\s*$/, '');
}

/** One link with a title of its own, and nothing else on the line. */
function isTitleAlone(line: Line): boolean {
  const [link, more] = line.links;
  if (!link || more || isWebAddress(link.title) || link.title === '') return false;
  return line.plain.replace(link.title, '').trim() === '' && repositoryOf(link.url) === undefined;
}
