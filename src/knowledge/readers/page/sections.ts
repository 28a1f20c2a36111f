/** The headings of a page as a tree, with the other leads that stand in each one's own text. */

import type { Lead } from './lead.js';
import { isPart } from './words.js';

export interface Section {
  /** Absent for the page itself. */
  readonly heading?: Lead;
  readonly depth: number;
  /** Leads of its own text, above the first heading below it. */
  readonly leads: readonly Lead[];
  readonly children: readonly Section[];
  /** Index of the first row of its text, of the row behind its own text, and of the row behind all of it. */
  readonly from: number;
  readonly own: number;
  readonly end: number;
}

interface Draft {
  heading?: Lead;
  depth: number;
  leads: Lead[];
  children: Draft[];
}

/** How much deeper a part stands than the heading above it, whose level it shares. */
const BELOW = 0.5;

/** "For versions before 2.0" under "The queue stands still", which has no text and the same level, belongs to it. */
function partsBelow(leads: readonly Lead[], hasText: (from: number, to: number) => boolean): readonly Lead[] {
  let above: Lead | undefined;
  let isOpen = false;
  return leads.map((lead) => {
    if (lead.kind !== 'heading') return lead;
    const isSame = above?.depth === lead.depth && isPart(lead.question) && !isPart(above.question);
    isOpen = isSame && above !== undefined && (isOpen || !hasText(above.from, lead.row));
    if (isOpen) return { ...lead, depth: lead.depth + BELOW };
    if (above === undefined || lead.depth <= above.depth || !isPart(lead.question)) above = lead;
    return lead;
  });
}

/**
 * @param count of the page's rows
 * @param hasText whether words stand from one row to before another
 */
export function sectionsOf(
  given: readonly Lead[],
  count: number,
  hasText: (from: number, to: number) => boolean,
): Section {
  const leads = partsBelow(given, hasText);
  const page: Draft = { depth: 0, leads: [], children: [] };
  const path = [page];
  for (const lead of leads) {
    if (lead.kind !== 'heading') {
      path.at(-1)?.leads.push(lead);
      continue;
    }
    while ((path.at(-1)?.depth ?? 0) >= lead.depth) path.pop();
    const draft: Draft = { heading: lead, depth: lead.depth, leads: [], children: [] };
    path.at(-1)?.children.push(draft);
    path.push(draft);
  }
  return finish(page, count);
}

function finish({ children, ...draft }: Draft, end: number): Section {
  const rowOf = (child: Draft | undefined): number | undefined => child?.heading?.row;
  return {
    ...draft,
    from: draft.heading?.from ?? 0,
    own: rowOf(children[0]) ?? end,
    end,
    children: children.map((child, index) => finish(child, rowOf(children[index + 1]) ?? end)),
  };
}

/** A section and all below it. */
export function withDescendants(section: Section): readonly Section[] {
  return [section, ...section.children.flatMap(withDescendants)];
}
