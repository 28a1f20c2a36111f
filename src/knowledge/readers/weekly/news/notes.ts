/** News that is no thread: contributors, meetings, events and the rules of the community. */

import type { Link } from '../../../../contract.js';
import type { Note } from '../../../model.js';
import type { Line } from '../../markdown/lines.js';
import { joinParts, part, uniqueLinks } from '../threads/drafts.js';
import { detailsAt } from './details.js';
import { isAboutRules, type Section, type SectionContext } from '../sections.js';

export function readNotes(section: Section, context: SectionContext): readonly Note[] {
  const { kind, title, lines } = section;
  if (kind === 'contributor' || kind === 'meeting' || kind === 'event' || kind === 'rule') {
    const place = title ?? lines[0];
    if (!place) return [];
    const note = {
      kind,
      title: (title ?? place).plain,
      text: joinParts(lines.map((line) => part(line))),
      links: linksOf(lines, context),
      source: context.at(place),
    };
    return note.text === '' && note.links.length === 0 ? [] : [note];
  }
  return kind === 'tasks' || kind === 'other' ? rules(lines, context) : [];
}

/** A sentence about the community's rules that stands among other news, with the address below it. */
function rules(lines: readonly Line[], context: SectionContext): readonly Note[] {
  return lines.flatMap((line, index): readonly Note[] => {
    if (!isAboutRules(line.plain) || line.kind !== 'text') return [];
    const details = detailsAt(lines, index + 1, context.absolute);
    const below = details ? lines.slice(index + 1, index + 1 + details.taken) : [];
    const links = linksOf([line, ...below], context);
    if (links.length === 0) return [];
    return [{ kind: 'rule', title: line.plain, text: line.markdown.trim(), links, source: context.at(line) }];
  });
}

/** Pictures count: a week's contributors are often shown as one. */
function linksOf(lines: readonly Line[], context: SectionContext): readonly Link[] {
  const pictures = lines.flatMap((line) => line.images.map(({ url, title }) => ({ url, title })));
  return uniqueLinks([...lines.flatMap((line) => line.links), ...pictures], context.absolute);
}
